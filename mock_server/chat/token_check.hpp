// The verdict on a token: is it this app's, is its seal ours, and does it still hold. How a verdict reaches the client is policy.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/control/server_command.hpp"
#include "core/time/time.hpp"
#include "mock_server/chat/digests.hpp"
#include "mock_server/chat/sealed_token.hpp"
#include "mock_server/chat/token_cause.hpp"

namespace redial::mock_server {

class Apps;
struct App;

struct TokenCheck {
  control::TokenVerdict verdict = control::TokenVerdict::malformed;
  // What the token says, if a secret of this server vouches for it (even when the verdict is bad); empty otherwise.
  UserId user;
  TokenLabel label;
  // Of a one-time or device-bound token: what its login has to leave in the accounts (Accounts::use_token).
  std::optional<std::int64_t> limited_issued_ms{};
  CauseFacts why{};  // the verdict's
};

// What a client presents. Navigation is told no device.
struct Presented {
  std::string_view app_key;
  const Token& token;
  std::optional<std::string_view> device{};
};

// What a token is by its text and by the secrets of the apps, whatever the time: the costly part of a check. It holds until
// Apps::secrets_version changes.
struct ReadToken {
  std::optional<control::TokenVerdict> unread{};  // malformed or altered: nothing below is known
  const App* issuer = nullptr;                    // whose secret has sealed it
  std::optional<TimePoint> rotated{};             // when that secret was rotated away, if it was
  TokenContent content{};
};
ReadToken read_token(const Apps& apps, const Token& token, const Digests& digests);

// `app` is the listener's, and tokens of the other `apps` count as foreign. `wall_ms` is `now` in Unix milliseconds. The first
// reason counts, in this order: unknown_app, malformed, altered, foreign_app, old_secret, expired, not_yet_valid, revoked,
// user_deactivated, user_blocked, used_up, other_device (at login only).
TokenCheck check_token(const Apps& apps, const App& app, const Presented& presented, const Digests& digests, TimePoint now,
                       std::int64_t wall_ms);
// The same of a token that was read before.
TokenCheck check_token(const Apps& apps, const App& app, const Presented& presented, const ReadToken& token, TimePoint now,
                       std::int64_t wall_ms);

}  // namespace redial::mock_server
