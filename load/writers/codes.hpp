// What the codes that a bench counts mean, in a few words.
#pragma once

#include <cstdint>
#include <string_view>

namespace redial::load {

// Empty for a code that this client never tells.
std::string_view meaning_of(std::int32_t code);

}  // namespace redial::load
