// application/x-www-form-urlencoded, both ways. Knows no field.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace redial::payload {

// Fields in the order sent; names may repeat.
using Form = std::vector<std::pair<std::string, std::string>>;

// More fields than this are refused.
inline constexpr std::size_t kMaxFormFields = 256;

// Escapes decoded, '+' is a space. Errors: a broken escape, more than kMaxFormFields fields.
Result<Form> parse_form(std::string_view body);
// Escapes what JavaScript's encodeURIComponent escapes.
std::string to_form(const Form& form);

// The first field of that name; nullptr if there is none.
const std::string* find(const Form& form, std::string_view name);

}  // namespace redial::payload
