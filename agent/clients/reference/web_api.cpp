// The promise API of the Web SDK: connect gives back a promise, and its outcome resolves it; statuses are events. It has no
// message store and no time limit. Source: https://docs.rongcloud.io/web-imlib/connection/connect and the typings of
// @rongcloud/imlib-next.
#include <utility>

#include "agent/clients/reference/api_profile.hpp"
#include "agent/clients/reference/observation.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference {
namespace {

using trace::ConnectionStatus;

constexpr std::string_view kVia = "promise";

class WebApi final : public ApiProfile {
 public:
  std::string_view name() const override { return "web"; }

  void configure(session::client::Config& config) const override {
    config.backoff = web_backoff();
    config.retries_first_connect = false;  // reconnecting is documented for a client that was connected
  }

  std::optional<Duration> limit(const control::Connect&) const override { return std::nullopt; }

  Returned connect_called(const control::Connect& call, std::int32_t refusal) override {
    auto returned = called("connect", call.call, session::code::kOk);
    returned.observations.front().token = call.label.value;
    if (refusal == session::code::kOk) {
      connect_ = call.call;
    } else {
      returned.observations.push_back(result_of("connect", call.call, refusal, kVia));
    }
    return returned;
  }

  Observations connecting() override { return status(ConnectionStatus::connecting, "CONNECTING"); }

  Observations connected(const session::client::Connected& told) override {
    auto seen = status(ConnectionStatus::connected, "CONNECTED");
    resolve(seen, session::code::kOk, told.user);
    return seen;
  }

  Observations suspended(const session::client::Suspended& told) override {
    return status(ConnectionStatus::suspended, "SUSPEND", told.code);
  }

  Observations disconnected(const session::client::Disconnected& told) override {
    auto seen = status(ConnectionStatus::disconnected, "DISCONNECT", told.code);
    resolve(seen, told.code, {});
    return seen;
  }

  Observations sent(CallId call, std::int32_t code) const override { return {result_of("send-text", call, code, kVia)}; }

 private:
  std::optional<std::int32_t> at_once(std::int32_t) const override { return std::nullopt; }

  Observations status(ConnectionStatus status, std::string_view word, std::optional<std::int32_t> code = {}) const {
    if (!listening()) return {};
    return {status_of(status, word, code)};
  }

  void resolve(Observations& seen, std::int32_t code, const std::string& user) {
    if (const auto call = std::exchange(connect_, std::nullopt)) seen.push_back(result_of("connect", *call, code, kVia, user));
  }

  std::optional<CallId> connect_;  // whose promise is open
};

}  // namespace

std::unique_ptr<ApiProfile> make_web_api() { return std::make_unique<WebApi>(); }

}  // namespace redial::agent::reference
