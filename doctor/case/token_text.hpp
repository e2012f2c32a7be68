// What a token's text looks like, for people and for the diagnosis, without the text. It cannot tell whether a server would
// accept it: what the opaque part holds is the issuing server's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/names.hpp"

namespace redial::doctor {

// What no issued token has: each is a sign that the text was spoilt on its way. Sources: docs/PROTOCOL.md, token; the vendor's
// tokens are base64 with "+ / =", then perhaps '@' and navigators.
enum class TokenFlaw : std::uint8_t {
  empty,              // nothing, or nothing but blanks
  blank_around,       // ahead of or behind it
  blank_inside,       // where a '+' was, most often: decoded once too often
  line_break,         // inside
  quoted,             // quotes around it: JSON that was not parsed
  percent_encoded,    // as a URL's query carries it: encoded once too often
  foreign_character,  // in the part ahead of '@', one that base64 does not have
  cut,                // the part ahead of '@' has a length that base64 cannot have
  doubled,            // the text twice in a row
};
inline constexpr Named<TokenFlaw> kTokenFlaws[] = {{TokenFlaw::empty, "it is empty or blank"},
                                                   {TokenFlaw::blank_around, "blanks stand around it"},
                                                   {TokenFlaw::blank_inside, "a blank stands where base64 may have a '+'"},
                                                   {TokenFlaw::line_break, "a line break stands inside"},
                                                   {TokenFlaw::quoted, "quotes stand around it"},
                                                   {TokenFlaw::percent_encoded, "it is percent-encoded"},
                                                   {TokenFlaw::foreign_character, "it has characters that base64 lacks"},
                                                   {TokenFlaw::cut, "its length is not one of base64: a part is missing"},
                                                   {TokenFlaw::doubled, "it is the same text twice"}};

struct TokenText {
  std::size_t length = 0;               // bytes
  std::size_t opaque_length = 0;        // of the part ahead of '@'
  bool has_at = false;                  // tokens without '@' exist
  std::vector<std::string> navigators;  // named behind '@', as written
  std::vector<TokenFlaw> flaws;

  friend bool operator==(const TokenText&, const TokenText&) = default;
};

TokenText examine(std::string_view token);

}  // namespace redial::doctor
