// See policies.hpp.
#include "mock_server/chat/policies.hpp"

#include <string>

namespace redial::mock_server {

namespace {

using control::Refusal;
using control::TokenVerdict;

constexpr std::int32_t kHeaviest = 10;

Refusal refusal_of(const control::Policy& policy, TokenVerdict verdict) {
  const auto own = policy.refusals.find(verdict);
  return own == policy.refusals.end() ? control::default_refusal(verdict) : own->second;
}

Result<Done> validate(TokenVerdict verdict, const Refusal& refusal) {
  if (verdict == TokenVerdict::valid)
    return Error{"a policy cannot refuse valid tokens", "refusals", "arm the fault connack-status instead"};
  const bool navigation = refusal.stage == Refusal::Stage::navigation;
  const bool good = navigation ? refusal.status == 401 || refusal.status == 403 : refusal.status >= 1 && refusal.status <= 255;
  if (good) return Done{};
  return Error{"refusal status out of range for '" + std::string(to_name(verdict)) + "'", "refusals",
               navigation ? "navigation refuses with 401 or 403" : "login refuses with a CONNACK status of 1 to 255"};
}

}  // namespace

Result<Done> validate(const control::Policy& policy) {
  if (policy.chat_addresses < 1 || policy.chat_addresses > control::kMaxChatAddresses)
    return Error{"chat_addresses is out of range", "chat_addresses", "use 1 to " + std::to_string(control::kMaxChatAddresses)};
  for (const auto& [verdict, refusal] : policy.refusals)
    if (const auto valid = validate(verdict, refusal); !valid) return valid;
  return Done{};
}

int navigation_status(const control::Policy& policy, TokenVerdict verdict) {
  if (verdict == TokenVerdict::valid) return 200;
  const Refusal refusal = refusal_of(policy, verdict);
  return refusal.stage == Refusal::Stage::navigation ? refusal.status : 200;
}

std::uint8_t login_status(const control::Policy& policy, TokenVerdict verdict) {
  if (verdict == TokenVerdict::valid) return 0;
  const Refusal refusal = refusal_of(policy, verdict);
  const bool here = refusal.stage == Refusal::Stage::login;
  return static_cast<std::uint8_t>(here ? refusal.status : control::default_refusal(verdict).status);
}

std::vector<wire::ChatAddress> chat_addresses(const control::Policy& policy, const control::App& endpoints, wire::Dialect dialect,
                                              bool over_tls) {
  using Transport = wire::ChatAddress::Transport;
  const auto nth = [&](std::uint32_t n) {
    if (dialect == wire::Dialect::native)
      return (over_tls ? endpoints.native_tls_addresses : endpoints.native_addresses).at(n - 1);
    return (over_tls ? endpoints.chat_tls_address : endpoints.chat_address) + (n == 1 ? "" : "/" + std::to_string(n));
  };
  std::vector<wire::ChatAddress> addresses;
  for (std::uint32_t n = 1; n <= policy.chat_addresses; ++n) {
    addresses.push_back(
        {nth(n), over_tls ? Transport::tls : Transport::plain, kHeaviest + 1 - static_cast<std::int32_t>(n), dialect});
  }
  return addresses;
}

}  // namespace redial::mock_server
