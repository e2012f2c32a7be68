// See token_check.hpp.
#include "mock_server/chat/token_check.hpp"

#include <algorithm>

#include "mock_server/chat/apps.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::mock_server {

namespace {

using control::TokenVerdict;

// A token of this app, with a good seal.
TokenVerdict standing(const App& app, const TokenContent& content, TimePoint now, std::int64_t wall_ms) {
  const std::int64_t token_clock = wall_ms + std::chrono::duration_cast<UnixMillis>(app.token_clock_ahead).count();
  if (content.expires_ms && token_clock >= *content.expires_ms) return TokenVerdict::expired;
  if (app.accounts.is_revoked(content.user, content.issued_ms)) return TokenVerdict::revoked;
  if (app.accounts.is_deactivated(content.user)) return TokenVerdict::user_deactivated;
  if (app.accounts.is_blocked(content.user, now)) return TokenVerdict::user_blocked;
  return TokenVerdict::valid;
}

}  // namespace

TokenCheck check_token(const Apps& apps, const App& app, std::string_view presented, const Token& token, const Digests& digests,
                       TimePoint now, std::int64_t wall_ms) {
  const bool known_app = presented == app.key().value;
  const auto verdict = [&](TokenVerdict of_token) { return known_app ? of_token : TokenVerdict::unknown_app; };

  const auto sealed = SealedToken::parse(token);
  if (!sealed) return {verdict(TokenVerdict::malformed), {}, {}};
  const App* issuer = apps.find_fingerprint(sealed->app_fingerprint());
  if (issuer == nullptr) return {verdict(TokenVerdict::altered), {}, {}};
  const bool current = sealed->is_sealed_with(issuer->secret(), digests);
  const auto opens = [&](const std::string& secret) { return sealed->is_sealed_with(secret, digests); };
  if (!current && std::ranges::none_of(issuer->old_secrets, opens)) return {verdict(TokenVerdict::altered), {}, {}};

  const TokenContent content = sealed->content();
  TokenCheck check{verdict(TokenVerdict::foreign_app), content.user, content.label};
  if (issuer == &app) check.verdict = verdict(current ? standing(app, content, now, wall_ms) : TokenVerdict::old_secret);
  return check;
}

}  // namespace redial::mock_server
