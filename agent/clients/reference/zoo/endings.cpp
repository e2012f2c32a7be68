// What goes wrong at an end: codes that end a connection for good are taken for a drop, or the client comes back after it.
#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/session/connection_codes.hpp"
#include "core/wire/status_tables.hpp"

namespace redial::agent::reference::zoo {
namespace {

namespace code = session::code;
using namespace session::client;
using namespace std::chrono_literals;

constexpr std::uint16_t kUndefinedStatus = 999;
constexpr int kServerError = 500;  // HTTP

// Two clients that kick each other do it at this pace, not at that of the network.
constexpr Duration kLeastPause = 1s;

// "For ever" ends here, so that a play of many virtual days ends too.
constexpr int kForEver = 200;

// Refusals with one code are handled like those that pass: by the back-off.
class TakenForADrop final : public Defect {
 public:
  TakenForADrop(std::int32_t code, bool once_online) : code_(code), once_online_(once_online) {}

 private:
  void on_config(Config& config) override {
    if (!once_online_) config.retries_first_connect = true;
  }
  void on_event(std::vector<MachineEvent>& events) override {
    if ((once_online_ && !was_online_) || attempts_left_ == 0) return;
    for (auto& event : events) {
      if (auto* answered = std::get_if<NavigationAnswered>(&event)) {
        if (navigation_code(answered->http_status, answered->answer) != code_) continue;
        answered->http_status = kServerError;
        is_disguised_ = true;
      } else if (auto* arrived = std::get_if<MessageArrived>(&event)) {
        disguise(arrived->message);
      }
    }
  }
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    was_online_ |= find<Connected>(actions) != nullptr;
    if (!std::exchange(is_disguised_, false)) return;
    --attempts_left_;
    for (auto& action : actions)
      if (starts(action, Timer::backoff))
        std::get<StartTimer>(action).delay = std::max(std::get<StartTimer>(action).delay, kLeastPause);
  }

  void disguise(wire::ServerMessage& message) {
    if (auto* ack = std::get_if<wire::ConnAck>(&message); ack && wire::connack_meaning(ack->status).code == code_) {
      ack->status = kUndefinedStatus;
      is_disguised_ = true;
    }
    if (auto* end = std::get_if<wire::ServerDisconnect>(&message); end && wire::disconnect_meaning(end->status).code == code_) {
      end->status = kUndefinedStatus;
      is_disguised_ = true;
    }
  }

  std::int32_t code_;
  bool once_online_;  // only after the first login
  bool was_online_ = false;
  bool is_disguised_ = false;  // the event being handled
  int attempts_left_ = kForEver;
};

// The end is told, and yet the client connects again by itself.
class ComesBack final : public Defect {
 public:
  ComesBack(std::int32_t code, std::int64_t seconds) : code_(code), pause_(seconds) {}

 private:
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    if (const auto* connect = std::get_if<ConnectRequested>(&cause); connect && find<Connecting>(actions))
      token_ = connect->token;
    const auto* over = find<Disconnected>(actions);
    if (over && over->code == code_ && returns_left_-- > 0) reach().later(pause_, MachineEvent(ConnectRequested{token_, {}}));
  }

  std::int32_t code_;
  std::chrono::seconds pause_;
  Token token_;
  int returns_left_ = kForEver;
};

bool is_undefined(const MachineEvent& event) {
  const auto* arrived = std::get_if<MessageArrived>(&event);
  if (!arrived) return false;
  if (const auto* ack = std::get_if<wire::ConnAck>(&arrived->message))
    return wire::connack_meaning(ack->status).reaction == wire::Reaction::undefined;
  const auto* disconnect = std::get_if<wire::ServerDisconnect>(&arrived->message);
  return disconnect && wire::disconnect_meaning(disconnect->status).reaction == wire::Reaction::undefined;
}

// A status that is in no table counts as dealt with, and so does the end of its socket: nothing follows.
class SwallowsUndefined final : public Defect {
  void on_event(std::vector<MachineEvent>& events) override {
    std::erase_if(events, [this](const MachineEvent& event) {
      const auto* closed = std::get_if<SocketClosed>(&event);
      if (closed) return closed->epoch == swallowed_;
      if (!is_undefined(event)) return false;
      swallowed_ = std::get<MessageArrived>(event).epoch;
      reach().later({}, Action(CancelTimer{Timer::login}));
      return true;
    });
  }

  Epoch swallowed_;
};

constexpr DefectInfo kDefects[] = {
    {"retries-for-ever-on-31004",
     "31004 is taken for a drop: the client tries the bad token for ever",
     "GetStream/stream-chat-swift#3032",
     {},
     make<TakenForADrop, code::kTokenIncorrect, false>},
    {"retries-for-ever-on-31004-after-a-drop",
     "31004 at a reconnect is taken for a drop",
     "openimsdk/openim-sdk-core#169",
     {},
     make<TakenForADrop, code::kTokenIncorrect, true>},
    {"expired-31020-treated-as-drop",
     "only 31004 is known; 31020, token expired, is taken for a drop",
     "https://help.nexconn.ai/t/what-to-do-if-the-sdks-connect-method-returns-an-invalid-access-token/43",
     {},
     make<TakenForADrop, code::kTokenExpired, false>},
    {"blocked-user-retries",
     "a blocked user's client tries to log in for ever",
     "https://docs.rongcloud.io/web-imlib/code",
     {},
     make<TakenForADrop, code::kUserBlocked, false>},
    {"blocked-while-online-treated-as-drop",
     "31011 is taken for a drop",
     "https://docs.rongcloud.io/web-imlib/code",
     {},
     make<TakenForADrop, code::kBlockedWhileOnline, false>},
    {"kick-treated-as-drop",
     "a kick is taken for a drop, and the client kicks back after a second",
     "https://help.rongcloud.io/t/handling-multi-device-login-kickouts-web/142",
     {},
     make<TakenForADrop, code::kKicked, false>},
    {"swallows-unknown-status",
     "after a CONNACK or DISCONNECT with an undefined status nothing follows, not even from the end of the socket",
     "GetStream/stream-chat-swift#1351",
     {},
     make<SwallowsUndefined>},
    {"dials-after-disconnect",
     "15 s after the app disconnected, the client connects again",
     "wildfirechat/ios-chat#315",
     {},
     make<ComesBack, code::kDisconnectedByApp, 15>},
    {"dials-after-31004",
     "after 31004 was told, the client tries the same token again each second",
     "GetStream/stream-chat-react-native#1777",
     {},
     make<ComesBack, code::kTokenIncorrect, 1>},
    {"dials-after-kick",
     "a kicked client says so, and logs in again after 3 s",
     "https://help.rongcloud.io/t/handling-multi-device-login-kickouts-web/142",
     {},
     make<ComesBack, code::kKicked, 3>},
    {"keeps-trying-after-34006", "34006 was told, and yet the client goes on connecting",
     "https://docs.rongcloud.io/react-native-imlib/connectmgr/connect", kTwoStages, make<ComesBack, code::kConnectTimeout, 1>},
};

}  // namespace

std::span<const DefectInfo> ending_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
