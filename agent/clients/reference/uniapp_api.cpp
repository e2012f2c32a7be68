// The two-stage APIs: the message store is reported open, then the connection. Uni-app's has return codes: a refused call fires
// nothing, and a callback passed to connect fires instead of the listeners. The native ones return nothing and always have the
// callback, for refusals too. Sources: https://docs.rongcloud.cn/uni-app-imlib/connection/connect,
// https://docs.rongcloud.io/android-imlib/connection/connect; order of database and connection: HarmonyOS IMEngine API page.
#include <algorithm>
#include <utility>

#include "agent/clients/reference/api_profile.hpp"
#include "agent/clients/reference/observation.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference {
namespace {

namespace code = session::code;
using trace::ConnectionStatus;

struct Api {
  std::string_view profile;
  bool has_return_codes = false;
  BackoffPolicy (*backoff)() = nullptr;
  std::uint32_t missed_pings = 1;  // documented for the native SDKs alone
  std::string_view connecting, connected, suspended, network_unavailable;
  std::string_view signed_out, kicked, token_incorrect, blocked, timeout, unconnected;
};
constexpr Api kApis[] = {
    {"uniapp", true, uniapp_backoff, 1, "connecting", "connected", "suspend", "networkUnavailable", "signOut",
     "kickedOfflineByOtherClient", "tokenIncorrect", "connUserBlocked", "timeout", "unconnected"},
    {"native", false, native_backoff, control::kDefaultHeartbeatLevel, "CONNECTING", "CONNECTED", "SUSPEND",
     "NETWORK_UNAVAILABLE", "SIGN_OUT", "KICKED_OFFLINE_BY_OTHER_CLIENT", "TOKEN_INCORRECT", "CONN_USER_BLOCKED", "TIMEOUT",
     "UNCONNECTED"},
};

struct Ending {
  ConnectionStatus status;
  std::string_view word;
};

// The status listeners know words, no codes.
Ending ending_of(std::int32_t code, const Api& api) {
  switch (code) {
    case code::kDisconnectedByApp:
      return {ConnectionStatus::signed_out, api.signed_out};
    case code::kKicked:
      return {ConnectionStatus::kicked, api.kicked};
    case code::kTokenIncorrect:
    case code::kTokenExpired:
      return {ConnectionStatus::token_incorrect, api.token_incorrect};
    case code::kUserBlocked:
    case code::kBlockedWhileOnline:
      return {ConnectionStatus::blocked, api.blocked};
    case code::kConnectTimeout:
      return {ConnectionStatus::timeout, api.timeout};
    default:
      return {ConnectionStatus::disconnected, api.unconnected};
  }
}

class TwoStageApi final : public ApiProfile {
 public:
  TwoStageApi(const Api& api, LocalData& data) : api_(api), data_(data) {}

  std::string_view name() const override { return api_.profile; }

  void configure(session::client::Config& config) const override {
    config.backoff = api_.backoff();
    config.missed_pings = api_.missed_pings;
    config.retries_first_connect = true;
  }

  // Documented in whole seconds: above 0 the SDK gives up with 34006 after that long, otherwise it keeps trying.
  std::optional<Duration> limit(const control::Connect& call) const override {
    if (call.timeout <= Duration::zero()) return std::nullopt;
    return call.timeout;
  }

  Returned connect_called(const control::Connect& call, std::int32_t refusal) override {
    auto returned = called("connect", call.call, refusal);
    auto& seen = returned.observations;
    seen.front().token = call.label.value;
    seen.front().detail = "timeout=" + std::to_string(call.timeout / std::chrono::seconds(1));
    if (has_callback(call)) seen.front().via = "callback";
    if (refusal != code::kOk) {
      if (!api_.has_return_codes) seen.push_back(result_of("connect", call.call, refusal, "callback"));
      return returned;
    }
    connect_ = call;
    // The user of the token used last is known, so the store opens without waiting for the network.
    database_is_open_ = false;
    if (const auto user = data_.user_of(call.token)) open_database(seen, *user);
    return returned;
  }

  Observations connecting() override { return status(ConnectionStatus::connecting, api_.connecting); }

  Observations connected(const session::client::Connected& told) override {
    Observations seen;
    if (connect_ && !database_is_open_) open_database(seen, told.user);
    if (connect_) data_.remember(connect_->token, told.user);
    append(seen, status(ConnectionStatus::connected, api_.connected));
    call_back(seen, code::kOk, told.user);
    return seen;
  }

  Observations suspended(const session::client::Suspended&) override {
    return status(ConnectionStatus::suspended, api_.suspended);
  }

  Observations network_unavailable() const override {
    return status(ConnectionStatus::network_unavailable, api_.network_unavailable);
  }

  Observations disconnected(const session::client::Disconnected& told) override {
    const auto ending = ending_of(told.code, api_);
    auto seen = status(ending.status, ending.word);
    call_back(seen, told.code, {});
    return seen;
  }

  Observations sent(CallId call, std::int32_t code) const override { return {result_of("send-text", call, code, "callback")}; }

 private:
  std::optional<std::int32_t> at_once(std::int32_t code) const override {
    if (!api_.has_return_codes) return std::nullopt;
    return code;
  }

  Observations status(ConnectionStatus status, std::string_view word) const {
    if (!listening()) return {};
    return {status_of(status, word)};
  }

  bool has_callback(const control::Connect& call) const { return call.with_callback || !api_.has_return_codes; }
  // Precondition of both: a connect waits for its outcome.
  bool is_heard() const { return has_callback(*connect_) || listening(); }
  std::string_view via() const { return has_callback(*connect_) ? "callback" : "listener"; }

  void open_database(Observations& seen, const std::string& user) {
    database_is_open_ = true;
    const auto opened = data_.open_store(user);
    if (!is_heard()) return;
    auto event = observe(trace::EventKind::database_opened, "onDatabaseOpened", connect_->call);
    event.code = opened ? code::kOk : code::kDatabaseFailed;
    event.detail = opened ? std::to_string(*opened) + " messages kept" : to_text(opened.error());
    event.via = via();
    seen.push_back(event);
  }

  void call_back(Observations& seen, std::int32_t code, const std::string& user) {
    if (connect_ && is_heard()) seen.push_back(result_of("connect", connect_->call, code, via(), user));
    connect_.reset();
  }

  static void append(Observations& seen, const Observations& more) { seen.insert(seen.end(), more.begin(), more.end()); }

  const Api& api_;
  LocalData& data_;
  std::optional<control::Connect> connect_;  // accepted, its outcome not told yet
  bool database_is_open_ = false;            // for that connect
};

}  // namespace

std::unique_ptr<ApiProfile> make_two_stage_api(std::string_view profile, LocalData& data) {
  const auto api = std::ranges::find(kApis, profile, &Api::profile);
  return api == std::end(kApis) ? nullptr : std::make_unique<TwoStageApi>(*api, data);
}

}  // namespace redial::agent::reference
