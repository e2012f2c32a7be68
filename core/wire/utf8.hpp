// UTF-8 as the wire needs it: a check, a cut, and CESU-8, which the official Web SDK writes for characters outside the basic
// plane (each as two surrogates of three bytes). No normalisation, no character classes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace redial::wire {

// Well-formed by RFC 3629: shortest forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

// `text` in UTF-8, each pair of encoded surrogates joined to its character; nothing if it is neither UTF-8 nor CESU-8.
std::optional<std::string> utf8_from_cesu8(std::string_view text);

// The longest prefix of at most `max_bytes` that splits no character. Precondition: is_utf8(text).
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

}  // namespace redial::wire
