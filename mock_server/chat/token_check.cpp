// See token_check.hpp.
#include "mock_server/chat/token_check.hpp"

#include <algorithm>
#include <utility>

#include "mock_server/chat/apps.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::mock_server {

namespace {

using control::TokenVerdict;

struct Standing {
  TokenVerdict verdict = TokenVerdict::valid;
  CauseFacts why{};
};

// A token of this app, with a good seal.
Standing standing(const App& app, const TokenContent& content, std::optional<std::string_view> device, TimePoint now,
                  std::int64_t wall_ms) {
  const std::int64_t token_clock = wall_ms + std::chrono::duration_cast<UnixMillis>(app.token_clock_ahead).count();
  const auto since = [&](std::int64_t ms) { return UnixMillis(token_clock - ms); };
  const auto by_hand = app.tokens.expired_by_hand(content.issued_ms);
  if (content.expires_ms && token_clock >= *content.expires_ms && (!by_hand || *content.expires_ms <= *by_hand))
    return {TokenVerdict::expired, {.apart = since(*content.expires_ms)}};
  if (by_hand && token_clock >= *by_hand) return {TokenVerdict::expired, {.apart = since(*by_hand), .by_hand = true}};
  if (content.starts_ms && token_clock < *content.starts_ms)
    return {TokenVerdict::not_yet_valid, {.apart = -since(*content.starts_ms)}};
  if (const auto at = app.accounts.revoked_at(content.user, content.issued_ms))
    return {TokenVerdict::revoked, {.apart = now - *at}};
  if (app.accounts.is_deactivated(content.user)) return {TokenVerdict::user_deactivated};
  if (const auto until = app.accounts.blocked_until(content.user, now))
    return {TokenVerdict::user_blocked, {.apart = *until - now}};
  const std::string* used_by = app.accounts.first_device(content.user, content.issued_ms);
  if (used_by != nullptr && content.one_time) return {TokenVerdict::used_up};
  if (used_by != nullptr && content.device_bound && device && *device != *used_by) return {TokenVerdict::other_device};
  return {};
}

// The AppKey is not this app's.
Standing unknown_app(const Apps& apps, std::string_view presented) {
  const App* other = apps.find(AppKey(std::string(presented)));
  CauseFacts why;
  why.is_other_app = other != nullptr;
  if (other != nullptr) why.other_app = other->label;
  return {TokenVerdict::unknown_app, std::move(why)};
}

}  // namespace

ReadToken read_token(const Apps& apps, const Token& token, const Digests& digests) {
  const auto sealed = SealedToken::parse(token);
  if (!sealed) return {.unread = TokenVerdict::malformed};
  const App* issuer = apps.find_fingerprint(sealed->app_fingerprint());
  if (issuer == nullptr) return {.unread = TokenVerdict::altered};
  if (sealed->is_sealed_with(issuer->secret(), digests)) return {.issuer = issuer, .content = sealed->content()};
  const auto old = std::ranges::find_if(issuer->old_secrets,
                                        [&](const OldSecret& one) { return sealed->is_sealed_with(one.secret, digests); });
  if (old == issuer->old_secrets.end()) return {.unread = TokenVerdict::altered};
  return {.issuer = issuer, .rotated = old->rotated, .content = sealed->content()};
}

TokenCheck check_token(const Apps& apps, const App& app, const Presented& presented, const Digests& digests, TimePoint now,
                       std::int64_t wall_ms) {
  return check_token(apps, app, presented, read_token(apps, presented.token, digests), now, wall_ms);
}

TokenCheck check_token(const Apps& apps, const App& app, const Presented& presented, const ReadToken& token, TimePoint now,
                       std::int64_t wall_ms) {
  const bool known_app = presented.app_key == app.key().value;
  const auto judged = [&](Standing of_token) { return known_app ? std::move(of_token) : unknown_app(apps, presented.app_key); };
  if (token.unread) {
    Standing of_token = judged({*token.unread});
    return TokenCheck{of_token.verdict, {}, {}, {}, std::move(of_token.why)};
  }
  const TokenContent& content = token.content;
  const auto of_content = [&](Standing of_token) {
    return TokenCheck{of_token.verdict, content.user, content.label, {}, std::move(of_token.why)};
  };
  if (token.issuer != &app) return of_content(judged({TokenVerdict::foreign_app, {.other_app = token.issuer->label}}));
  TokenCheck check = of_content(judged(token.rotated ? Standing{TokenVerdict::old_secret, {.apart = now - *token.rotated}}
                                                     : standing(app, content, presented.device, now, wall_ms)));
  if (content.one_time || content.device_bound) check.limited_issued_ms = content.issued_ms;
  return check;
}

}  // namespace redial::mock_server
