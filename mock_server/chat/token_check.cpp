// See token_check.hpp.
#include "mock_server/chat/token_check.hpp"

#include <algorithm>

#include "mock_server/chat/apps.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::mock_server {

namespace {

using control::TokenVerdict;

// A token of this app, with a good seal.
TokenVerdict standing(const App& app, const TokenContent& content, std::optional<std::string_view> device, TimePoint now,
                      std::int64_t wall_ms) {
  const std::int64_t token_clock = wall_ms + std::chrono::duration_cast<UnixMillis>(app.token_clock_ahead).count();
  if (content.expires_ms && token_clock >= *content.expires_ms) return TokenVerdict::expired;
  if (content.starts_ms && token_clock < *content.starts_ms) return TokenVerdict::not_yet_valid;
  if (app.accounts.is_revoked(content.user, content.issued_ms)) return TokenVerdict::revoked;
  if (app.accounts.is_deactivated(content.user)) return TokenVerdict::user_deactivated;
  if (app.accounts.is_blocked(content.user, now)) return TokenVerdict::user_blocked;
  const std::string* used_by = app.accounts.first_device(content.user, content.issued_ms);
  if (used_by != nullptr && content.one_time) return TokenVerdict::used_up;
  if (used_by != nullptr && content.device_bound && device && *device != *used_by) return TokenVerdict::other_device;
  return TokenVerdict::valid;
}

}  // namespace

TokenCheck check_token(const Apps& apps, const App& app, const Presented& presented, const Digests& digests, TimePoint now,
                       std::int64_t wall_ms) {
  const bool known_app = presented.app_key == app.key().value;
  const auto verdict = [&](TokenVerdict of_token) { return known_app ? of_token : TokenVerdict::unknown_app; };

  const auto sealed = SealedToken::parse(presented.token);
  if (!sealed) return {verdict(TokenVerdict::malformed), {}, {}};
  const App* issuer = apps.find_fingerprint(sealed->app_fingerprint());
  if (issuer == nullptr) return {verdict(TokenVerdict::altered), {}, {}};
  const bool current = sealed->is_sealed_with(issuer->secret(), digests);
  const auto opens = [&](const std::string& secret) { return sealed->is_sealed_with(secret, digests); };
  if (!current && std::ranges::none_of(issuer->old_secrets, opens)) return {verdict(TokenVerdict::altered), {}, {}};

  const TokenContent content = sealed->content();
  TokenCheck check{verdict(TokenVerdict::foreign_app), content.user, content.label};
  if (issuer != &app) return check;
  check.verdict = verdict(current ? standing(app, content, presented.device, now, wall_ms) : TokenVerdict::old_secret);
  if (content.one_time || content.device_bound) check.limited_issued_ms = content.issued_ms;
  return check;
}

}  // namespace redial::mock_server
