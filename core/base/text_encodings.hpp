// Bytes as text: base64 both ways and lower-case hexadecimal. Nothing of tokens or signatures.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace redial {

// RFC 4648 section 4, with padding.
std::string to_base64(std::string_view bytes);
// Only what to_base64 writes: no blanks, no missing padding, no stray bits.
std::optional<std::string> from_base64(std::string_view text);

std::string to_hex(std::string_view bytes);
// Only what to_hex writes: pairs of lower-case digits.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace redial
