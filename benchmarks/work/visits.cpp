// The driver's part, in the order in which the server demands it.
#include "benchmarks/work/visits.hpp"

#include <utility>

#include "benchmarks/work/require.hpp"
#include "core/wire/envelope.hpp"

namespace redial::work {
namespace {

using namespace mock_server;

constexpr int kUsers = 64;
constexpr UnixMillis kUnixEpoch{1'767'225'600'000};

LoginClaim claim_of(const AppKey& app, const Token& token, const std::string& user) {
  LoginClaim claim;
  claim.app_key = app.value;
  claim.token = token;
  claim.device = "device-of-" + user;
  claim.sdk_version = "5.38.0";
  claim.platform = "browser";
  return claim;
}

}  // namespace

Visits::Visits(Digests digests, Audience audience)
    : server_({.digests = std::move(digests),
               .observe =
                   [this, audience](const AppKey&, trace::Event event) {
                     if (audience == Audience::observer) observed_.push_back(std::move(event));
                   },
               .unix_epoch = kUnixEpoch}) {
  control::CreateApp wanted;
  wanted.app_key = app_;
  wanted.secret = "secret";
  require(server_.create_app(wanted, now_).ok(), "the app is made");
  for (int number = 1; number <= kUsers + 1; ++number) {
    const std::string user = "user-" + std::to_string(1'000 + number);
    const auto issued = server_.perform(app_, control::IssueToken{TokenLabel("good"), UserId(user), {}}, now_);
    require(issued.ok(), "the token is issued");
    claims_.push_back(claim_of(app_, issued->token, user));
  }
  staying_ = log_in(claims_.back());
  claims_.pop_back();
}

ConnectionId Visits::log_in(const LoginClaim& claim) {
  const ConnectionId id(++last_connection_);
  require(server_.accept(app_, id, wire::Dialect::web, false, now_).how == AcceptFate::How::serve, "the client is accepted");
  server_.ask_upgrade(id, claim, now_);
  require(server_.take_outputs().size() == 1, "the upgrade is answered");
  server_.upgrade(id, now_);
  require(server_.take_outputs().size() == 1, "the login is answered");
  return id;
}

void Visits::visit() {
  now_ += std::chrono::milliseconds(1);
  const ConnectionId id = log_in(claims_[last_connection_ % claims_.size()]);
  server_.closed(id, "reset by the client", now_);
  observed_.clear();
}

void Visits::ping() {
  server_.receive(staying_, wire::encode(wire::PingReq{}), now_);
  require(server_.take_outputs().size() == 1, "the ping is answered");
  observed_.clear();
}

std::uint64_t Visits::logins() const { return server_.stats(app_)->logins_accepted; }

}  // namespace redial::work
