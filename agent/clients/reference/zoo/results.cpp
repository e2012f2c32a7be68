// What goes wrong with the outcome of connect: lost, doubled, of the wrong call, with the wrong code or user.
#include <optional>

#include "agent/clients/reference/observation.hpp"
#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference::zoo {
namespace {

namespace code = session::code;
using namespace session::client;
using trace::EventKind;

constexpr std::int32_t kUnknownError = -1;
constexpr Duration kSoonAfter = std::chrono::milliseconds(50);

bool is_success(const trace::Event& told) { return is_connect_result(told) && told.code == code::kOk; }

// A connect that was refused by its return code calls back as well.
class RefusalCallsBack final : public Defect {
 public:
  explicit RefusalCallsBack(bool (*is_meant)(std::int32_t code)) : is_meant_(is_meant) {}

 private:
  void on_told(Observations& told) override {
    for (const auto& event : told) {
      const bool is_refusal = event.kind == EventKind::call_returned && event.name == "connect" && event.code.value_or(0) != 0;
      if (is_refusal && is_meant_(*event.code)) reach().later({}, result_of("connect", event.call, *event.code, "callback"));
    }
  }
  bool (*is_meant_)(std::int32_t);
};

// A second connect is not refused: it starts over, and nobody remembers the first.
class DuplicateStartsOver final : public Defect {
  void on_event(std::vector<MachineEvent>& events) override {
    const auto state = reach().state();
    if (is<ConnectRequested>(events.front()) && state != State::idle && state != State::failed) {
      events.insert(events.begin(), DisconnectRequested{});
      is_starting_over_ = true;
    }
  }
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    if (is<ConnectRequested>(cause)) is_starting_over_ = false;
    if (is_starting_over_) std::erase_if(actions, [](const Action& action) { return is<Disconnected>(action); });
  }

  bool is_starting_over_ = false;
};

class ErrorAfterSuccess final : public Defect {
  void on_told(Observations& told) override {
    for (const auto& event : told)
      if (is_success(event)) reach().later(kSoonAfter, result_of("connect", event.call, kUnknownError, event.via));
  }
};

class ReconnectCallsBack final : public Defect {
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    const auto* connected = find<Connected>(actions);
    if (connected && connected->reconnected && success_) reach().later({}, *success_);
  }
  void on_told(Observations& told) override {
    for (const auto& event : told)
      if (is_success(event)) success_ = event;
  }

  std::optional<trace::Event> success_;
};

class MuteAfterFailure final : public Defect {
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    const auto* over = find<Disconnected>(actions);
    if (over && over->code != code::kDisconnectedByApp) has_failed_ = true;
    if (is<ConnectRequested>(cause) && has_failed_) is_mute_ = true;
  }
  void on_told(Observations& told) override {
    if (is_mute_) std::erase_if(told, is_connect_result);
  }

  bool has_failed_ = false;
  bool is_mute_ = false;
};

bool is_failure(const trace::Event& told) { return is_connect_result(told) && told.code != code::kOk; }
bool is_duplicate(std::int32_t refusal) { return refusal == code::kConnectionExists; }
bool is_no_duplicate(std::int32_t refusal) { return refusal != code::kConnectionExists; }

void forget_user(trace::Event& told) {
  if (is_connect_result(told)) told.user.clear();
}

void tell_listener(trace::Event& told) { told.via = "listener"; }

bool is_for_the_callback(const trace::Event& told) {
  return told.via == "callback" && (is_connect_result(told) || told.kind == EventKind::database_opened);
}

void call_it_unreachable(const MachineEvent&, Action& action) {
  auto* over = std::get_if<Disconnected>(&action);
  if (over && over->code == code::kTokenIncorrect) over->code = code::kNavigationFailed;
}

constexpr DefectInfo kDefects[] = {
    {"callback-lost",
     "the outcome of connect is never told",
     "rongcloud/rongcloud-im-flutter-sdk#192",
     {},
     make<Silent, is_connect_result>},
    {"failure-callback-lost",
     "a connect that fails tells nothing",
     "rongcloud/rongcloud-react-native-imlib#10",
     {},
     make<Silent, is_failure>},
    {"callback-told-twice",
     "the outcome of connect is told twice",
     "https://docs.rongcloud.cn/uni-app-imlib/connection/connect",
     {},
     make<Repetitive, is_connect_result>},
    {"reconnect-calls-back-again",
     "after each reconnect the outcome of connect is told once more",
     "https://docs.rongcloud.cn/android-imlib/connection/connect",
     {},
     make<ReconnectCallsBack>},
    {"error-told-after-success",
     "50 ms after a success, connect is told to have failed",
     "sendbird/sendbird-chat-sdk-flutter#61",
     {},
     make<ErrorAfterSuccess>},
    {"second-callback-after-duplicate-connect", "a connect that is refused with 34001 calls back as well",
     "https://github.com/NexconnAI-Dev/nexconn-chat-sdk-flutter (lib/src/engine/nc_engine.dart)", kUniapp,
     make<RefusalCallsBack, is_duplicate>},
    {"refused-connect-calls-back", "a connect that is refused for another reason than 34001 calls back as well",
     "https://github.com/NexconnAI-Dev/nexconn-chat-sdk-flutter (lib/src/engine/nc_engine.dart)", kUniapp,
     make<RefusalCallsBack, is_no_duplicate>},
    {"callbacks-cleared-by-duplicate-connect",
     "a second connect starts over, and the first is never answered",
     "rongcloud-archive/cordova-plugin-rongcloud-im#18",
     {},
     make<DuplicateStartsOver>},
    {"callback-and-listener-both", "with a callback passed to connect, the listeners of the same events fire too",
     "https://docs.rongcloud.cn/uni-app-imlib/connection/connect", kUniapp, make<Repetitive, is_for_the_callback, tell_listener>},
    {"user-id-missing",
     "a successful connect does not say which user it connected",
     "https://docs.rongcloud.io/web-imlib/connection/connect",
     {},
     make<Untruthful, forget_user>},
    {"result-code-changed",
     "31004 is told as 30007, as if no server could be reached",
     "clockworklabs/SpacetimeDB#1416",
     {},
     make<Wayward, call_it_unreachable>},
    {"connect-after-failure-never-returns",
     "once a connect has failed, no later one is answered",
     "sendbird/SendBird-SDK-JavaScript#19",
     {},
     make<MuteAfterFailure>},
};

}  // namespace

std::span<const DefectInfo> result_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
