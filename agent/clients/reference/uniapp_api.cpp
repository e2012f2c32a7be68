// The two-stage API of uni-app and its siblings: the return code says whether the call was accepted, callbacks say what came of
// it. A callback passed to connect fires instead of the listeners; a refused call fires nothing. Sources: the uni-app connect
// page (https://docs.rongcloud.cn/uni-app-imlib/connection/connect); order of database and connection: HarmonyOS IMEngine API
// page.
#include <utility>

#include "agent/clients/reference/api_profile.hpp"
#include "agent/clients/reference/observation.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference {
namespace {

namespace code = session::code;
using trace::ConnectionStatus;

struct Ending {
  ConnectionStatus status;
  std::string_view word;
};

// The status listener knows words, no codes.
Ending ending_of(std::int32_t code) {
  switch (code) {
    case code::kDisconnectedByApp:
      return {ConnectionStatus::signed_out, "signOut"};
    case code::kKicked:
      return {ConnectionStatus::kicked, "kickedOfflineByOtherClient"};
    case code::kTokenIncorrect:
    case code::kTokenExpired:
      return {ConnectionStatus::token_incorrect, "tokenIncorrect"};
    case code::kUserBlocked:
    case code::kBlockedWhileOnline:
      return {ConnectionStatus::blocked, "connUserBlocked"};
    case code::kConnectTimeout:
      return {ConnectionStatus::timeout, "timeout"};
    default:
      return {ConnectionStatus::disconnected, "unconnected"};
  }
}

class UniappApi final : public ApiProfile {
 public:
  explicit UniappApi(OpenDatabase open_database) : open_database_(std::move(open_database)) {}

  std::string_view name() const override { return "uniapp"; }

  void configure(session::client::Config& config) const override {
    config.backoff = native_backoff();
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
    if (call.with_callback) seen.front().via = "callback";
    if (refusal != code::kOk) return returned;
    connect_ = call;
    // The user of the token used last is known, so the store opens without waiting for the network.
    database_is_open_ = known_ && known_->token == call.token;
    if (database_is_open_) open_database(seen, known_->user);
    return returned;
  }

  Observations connecting() override { return status(ConnectionStatus::connecting, "connecting"); }

  Observations connected(const session::client::Connected& told) override {
    Observations seen;
    if (connect_ && !database_is_open_) open_database(seen, told.user);
    if (connect_) known_ = {connect_->token, told.user};
    append(seen, status(ConnectionStatus::connected, "connected"));
    call_back(seen, code::kOk, told.user);
    return seen;
  }

  Observations suspended(const session::client::Suspended&) override { return status(ConnectionStatus::suspended, "suspend"); }

  Observations disconnected(const session::client::Disconnected& told) override {
    const auto ending = ending_of(told.code);
    auto seen = status(ending.status, ending.word);
    call_back(seen, told.code, {});
    return seen;
  }

  Observations sent(CallId call, std::int32_t code) const override { return {result_of("send-text", call, code, "callback")}; }

 private:
  struct KnownToken {
    Token token;
    std::string user;
  };

  std::optional<std::int32_t> at_once(std::int32_t code) const override { return code; }

  Observations status(ConnectionStatus status, std::string_view word) const {
    if (!listening()) return {};
    return {status_of(status, word)};
  }

  // Precondition: a connect waits for its outcome.
  bool is_heard() const { return connect_->with_callback || listening(); }
  std::string_view via() const { return connect_->with_callback ? "callback" : "listener"; }

  void open_database(Observations& seen, const std::string& user) {
    database_is_open_ = true;
    const auto opened = open_database_(user);
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

  OpenDatabase open_database_;
  std::optional<control::Connect> connect_;  // accepted, its outcome not told yet
  bool database_is_open_ = false;            // for that connect
  std::optional<KnownToken> known_;
};

}  // namespace

std::unique_ptr<ApiProfile> make_uniapp_api(OpenDatabase open_database) {
  return std::make_unique<UniappApi>(std::move(open_database));
}

}  // namespace redial::agent::reference
