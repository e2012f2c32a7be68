// Why a token is not good, in words for whoever has to find out. What is known of it comes as plain facts; nothing is decided
// here, and no token, secret or AppKey is named.
#pragma once

#include <optional>
#include <string>

#include "core/control/server_command.hpp"
#include "core/time/time.hpp"

namespace redial::mock_server {

struct CauseFacts {
  // expired, revoked, old_secret: how long ago; not_yet_valid, user_blocked: how long from now.
  std::optional<Duration> apart{};
  bool by_hand = false;     // expired: by ExpireToken, not at the end of its lifetime
  std::string other_app{};  // foreign_app: the issuer's label; unknown_app: of the app whose AppKey was presented, if it has one
  bool is_other_app = false;  // unknown_app: the AppKey is another app's of this server
};

// "expired 12 s ago"; empty for valid tokens.
std::string cause_of(control::TokenVerdict verdict, const CauseFacts& facts);

// Two units at most, and one place behind the point below 10 s: "0.4 s", "12 s", "4 min 10 s", "3 h 2 min", "2 d 5 h".
std::string in_words(Duration duration);

}  // namespace redial::mock_server
