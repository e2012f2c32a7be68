// Parameters of a Server API call, whether they came as a form (RongCloud) or as JSON (Nexconn), and the checks that endpoints
// share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "mock_server/chat/server_api_codes.hpp"

namespace redial::mock_server::api {

// Texts and numbers as written, in order, by name; lists are repetitions.
using Parameters = std::map<std::string, std::vector<std::string>, std::less<>>;

// Errors: no body (1003); a broken form, or JSON that is no object of texts, numbers and lists of them (1002).
Result<Parameters, Failure> parse_form_parameters(std::string_view body);
Result<Parameters, Failure> parse_json_parameters(std::string_view body);

// Errors of all: missing or empty (1002), longer than `max_bytes` (1005).
Result<std::string, Failure> text(const Parameters& parameters, std::string_view name, std::size_t max_bytes);
Result<std::string, Failure> optional_text(const Parameters& parameters, std::string_view name, std::size_t max_bytes);
// Errors: not an integer of that range (1002).
Result<std::int64_t, Failure> integer(const Parameters& parameters, std::string_view name, std::int64_t least, std::int64_t most);
// One or more user ids. Errors: more than `most`, an empty one (1002); a longer one than kMaxUserIdBytes (1005).
Result<std::vector<std::string>, Failure> users(const Parameters& parameters, std::string_view name, std::size_t most);

}  // namespace redial::mock_server::api
