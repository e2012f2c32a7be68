// The promise APIs of the Web: connect gives back a promise, and its outcome resolves it; statuses are events. They have no
// message store and no time limit, and differ in words: Nexconn's has isOk in its results and a status of its own for the app's
// sign-out. Sources: https://docs.rongcloud.io/web-imlib/connection/connect, the typings of @rongcloud/imlib-next, and
// https://docs.nexconn.ai/chatsdk-web/connection/connect.
#include <algorithm>
#include <utility>

#include "agent/clients/reference/api_profile.hpp"
#include "agent/clients/reference/observation.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference {
namespace {

using trace::ConnectionStatus;

constexpr std::string_view kVia = "promise";

struct Words {
  std::string_view profile;
  std::string_view suspended, disconnected;
  std::string_view signed_out;  // empty: the app's own end is a disconnect with a code of its own
  bool has_is_ok = false;
};
constexpr Words kWords[] = {{"web", "SUSPEND", "DISCONNECT", "", false},
                            {"nexconn-web", "SUSPENDED", "DISCONNECTED", "SIGNED_OUT", true}};

class PromiseApi final : public ApiProfile {
 public:
  explicit PromiseApi(const Words& words) : words_(words) {}

  std::string_view name() const override { return words_.profile; }

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
      returned.observations.push_back(outcome_of(call.call, refusal, {}));
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
    return status(ConnectionStatus::suspended, words_.suspended, told.code);
  }

  Observations disconnected(const session::client::Disconnected& told) override {
    const bool signed_out = told.code == session::code::kDisconnectedByApp && !words_.signed_out.empty();
    auto seen = signed_out ? status(ConnectionStatus::signed_out, words_.signed_out, told.code)
                           : status(ConnectionStatus::disconnected, words_.disconnected, told.code);
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

  trace::Event outcome_of(CallId call, std::int32_t code, const std::string& user) const {
    auto result = result_of("connect", call, code, kVia, user);
    if (words_.has_is_ok) result.detail = code == session::code::kOk ? "isOk=true" : "isOk=false";
    return result;
  }

  void resolve(Observations& seen, std::int32_t code, const std::string& user) {
    if (const auto call = std::exchange(connect_, std::nullopt)) seen.push_back(outcome_of(*call, code, user));
  }

  const Words& words_;
  std::optional<CallId> connect_;  // whose promise is open
};

}  // namespace

std::unique_ptr<ApiProfile> make_promise_api(std::string_view profile) {
  const auto words = std::ranges::find(kWords, profile, &Words::profile);
  return words == std::end(kWords) ? nullptr : std::make_unique<PromiseApi>(*words);
}

}  // namespace redial::agent::reference
