// What goes wrong with the statuses that a client tells: lost, doubled, too early, or not what happened.
#include <optional>

#include "agent/clients/reference/observation.hpp"
#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference::zoo {
namespace {

namespace code = session::code;
using namespace session::client;
using trace::ConnectionStatus;
using trace::EventKind;

bool is_status(const trace::Event& told) { return told.kind == EventKind::status; }
bool is_suspended(const trace::Event& told) { return is_status(told) && told.status == ConnectionStatus::suspended; }
bool is_connecting(const trace::Event& told) { return is_status(told) && told.status == ConnectionStatus::connecting; }
bool is_connected(const trace::Event& told) { return is_status(told) && told.status == ConnectionStatus::connected; }

bool is_reconnected(const MachineEvent&, const Action& action) {
  const auto* connected = std::get_if<Connected>(&action);
  return connected && connected->reconnected;
}

// An end that the server brings about is not told, if it comes while the client is online, or else during an outage.
class SilentEnd final : public Defect {
 public:
  explicit SilentEnd(bool in_outage) : in_outage_(in_outage) {}

 private:
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    if (find<Connected>(actions)) phase_ = Phase::online;
    if (find<Suspended>(actions)) phase_ = Phase::outage;
    const auto* over = find<Disconnected>(actions);
    if (!over) return;
    const auto phase = std::exchange(phase_, Phase::other);
    if (over->code != code::kDisconnectedByApp && phase == (in_outage_ ? Phase::outage : Phase::online))
      std::erase_if(actions, [](const Action& action) { return is<Disconnected>(action); });
  }

  enum class Phase { other, online, outage };
  bool in_outage_;
  Phase phase_ = Phase::other;
};

class DeadListeners final : public Defect {
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    is_dying_ |= std::any_of(actions.begin(), actions.end(), [&](const auto& action) { return is_reconnected(cause, action); });
  }
  void on_told(Observations& told) override {
    if (is_dead_) std::erase_if(told, [](const trace::Event& event) { return event.via == "listener"; });
    is_dead_ |= is_dying_ && std::any_of(told.begin(), told.end(), is_connected);
  }

  bool is_dying_ = false;  // from the next connected on
  bool is_dead_ = false;
};

// An open socket counts as a login; the user is whom navigation named.
class ConnectedTooEarly final : public Defect {
  void on_event(std::vector<MachineEvent>& events) override {
    const auto* answered = events.empty() ? nullptr : std::get_if<NavigationAnswered>(&events.front());
    if (answered && answered->answer) user_ = answered->answer->user;
  }
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    if (find<Connected>(actions)) is_told_ = true;
    if (!is<SocketOpened>(cause) || actions.empty()) return;
    is_told_ = false;
    actions.push_back(Connected{user_, false, was_online_});
    was_online_ = true;
  }
  void on_told(Observations& told) override {  // the login itself brings no second one
    if (is_told_) std::erase_if(told, is_connected);
  }

  std::string user_;
  bool was_online_ = false;
  bool is_told_ = false;
};

class ConnAckConnectsAgain final : public Defect {
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    if (const auto* connected = find<Connected>(actions)) {
      connected_ = *connected;
      connected_->reconnected = true;
    } else if (const auto* arrived = std::get_if<MessageArrived>(&cause);
               arrived && is<wire::ConnAck>(arrived->message) && reach().state() == State::online) {
      actions.push_back(*connected_);
    }
  }

  std::optional<Connected> connected_;
};

class UnhandledErrorOnDrop final : public Defect {
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    if (find<Suspended>(actions)) reach().later({}, observe(EventKind::unhandled_error, "TypeError"));
  }
};

void take_for_a_kick(const MachineEvent&, Action& action) {
  auto* over = std::get_if<Disconnected>(&action);
  if (over && over->code == code::kDisconnectedByApp) over->code = code::kKicked;
}

void call_a_kick_suspended(const MachineEvent&, Action& action) {
  const auto* over = std::get_if<Disconnected>(&action);
  if (over && over->code == code::kKicked) action = Suspended{over->code, over->reason};
}

constexpr DefectInfo kDefects[] = {
    {"suspended-not-told", "a drop is not told", "sendbird/sendbird-chat-sdk-flutter#11", {}, make<Silent, is_suspended>},
    {"connecting-not-told",
     "statuses do not say that the client is connecting",
     "TencentCloud/TIMSDK#558",
     {},
     make<Silent, is_connecting>},
    {"reconnected-not-told",
     "a client that came back does not say so",
     "leancloud/js-realtime-sdk#421",
     {},
     make<Neglectful, is_reconnected>},
    {"status-told-twice", "each status is told twice", "TencentCloud/TIMSDK#558", {}, make<Repetitive, is_status>},
    {"end-not-told",
     "when the server ends a connection for good, the app is not told",
     "TencentCloud/TIMSDK#558",
     {},
     make<SilentEnd, false>},
    {"silent-when-token-expires-in-an-outage",
     "a reconnect that fails for good is not told",
     "AgoraIO-Community/AgoraWebSDK-NG#130",
     {},
     make<SilentEnd, true>},
    {"listeners-dead-after-reconnect", "after a reconnect no listener fires any more", "AgoraIO/RTM#97", {}, make<DeadListeners>},
    {"connected-before-connack",
     "connected is told when the socket is open, before the server answered the login",
     "openimsdk/open-im-sdk-web#36",
     {},
     make<ConnectedTooEarly>},
    {"connack-again-tells-connected-twice",
     "a second CONNACK tells connected again",
     "TencentCloud/TIMSDK#558",
     {},
     make<ConnAckConnectsAgain>},
    {"unhandled-error-on-drop", "a drop lets an error escape into the host", "sendbird/SendBird-SDK-JavaScript#30", kJavaScript,
     make<UnhandledErrorOnDrop>},
    {"own-disconnect-told-as-kick",
     "the app's own disconnect is told as a login elsewhere",
     "rongcloud/rongcloud-web-im-sdk#4",
     {},
     make<Wayward, take_for_a_kick>},
    {"kick-told-as-suspended",
     "a kick is told as a drop from which the client will come back",
     "https://help.rongcloud.io/t/handling-multi-device-login-kickouts-web/142",
     {},
     make<Wayward, call_a_kick_suspended>},
};

}  // namespace

std::span<const DefectInfo> status_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
