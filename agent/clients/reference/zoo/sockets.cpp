// What goes wrong with sockets and with the calls that should close them.
#include "agent/clients/reference/observation.hpp"
#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;
using trace::EventKind;

bool closes_for_another(const MachineEvent& cause, const Action& action) {
  return is<CloseSocket>(action) && !is<DisconnectRequested>(cause);
}

bool closes_for_the_app(const MachineEvent& cause, const Action& action) {
  return is<CloseSocket>(action) && is<DisconnectRequested>(cause);
}

// The socket of a connection that went silent stays open, and what still comes from it counts as of the new one.
class OldSessionSpeaks final : public Defect {
  void on_event(std::vector<MachineEvent>& events) override {
    for (auto& event : events) {
      auto* arrived = std::get_if<MessageArrived>(&event);
      if (arrived && is<wire::ServerDisconnect>(arrived->message)) arrived->epoch = latest_;
    }
  }
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    if (const auto* dial = find<Dial>(actions)) latest_ = dial->epoch;
    const auto* fired = std::get_if<TimerFired>(&cause);
    if (fired && fired->timer == Timer::pong)
      std::erase_if(actions, [](const Action& action) { return is<CloseSocket>(action); });
  }

  Epoch latest_;
};

// In some states the app's disconnect has no effect.
class IgnoresDisconnect final : public Defect {
 public:
  explicit IgnoresDisconnect(bool (*is_deaf_in)(State)) : is_deaf_in_(is_deaf_in) {}

 private:
  void on_event(std::vector<MachineEvent>& events) override {
    if (is_deaf_in_(reach().state()))
      std::erase_if(events, [](const MachineEvent& event) { return is<DisconnectRequested>(event); });
  }
  bool (*is_deaf_in_)(State);
};

bool is_waiting(State state) { return state == State::waiting; }
bool is_connecting(State state) {
  return state == State::navigating || state == State::dialing || state == State::awaiting_login;
}

// The app is told that the client is gone; it lives on in secret.
class SurvivesDestroy final : public Defect {
  void on_command(control::ClientCommand& command) override {
    const auto* destroy = std::get_if<control::DestroyClient>(&command);
    if (!destroy) return;
    for (const auto kind : {EventKind::call, EventKind::call_returned})
      reach().later({}, observe(kind, "destroy", destroy->call));
    reach().later({}, observe(EventKind::client_destroyed));
    command = control::CallTogether{};  // of nothing
  }
  void on_told(Observations& told) override {
    if (is_secret_) told.clear();
    for (const auto& event : told) is_secret_ |= event.kind == EventKind::client_destroyed;
  }

  bool is_secret_ = false;
};

constexpr DefectInfo kDefects[] = {
    {"two-sockets-at-once",
     "a socket that is given up for another one stays open",
     "openimsdk/oimws#151",
     {},
     make<Neglectful, closes_for_another>},
    {"late-kick-of-old-session-obeyed",
     "a kick that reaches the old, silent socket ends the new connection",
     "openimsdk/open-im-server#3449",
     {},
     make<OldSessionSpeaks>},
    {"disconnect-leaves-socket-open",
     "after the app's disconnect the server still has the connection",
     "openimsdk/oimws#151",
     {},
     make<Neglectful, closes_for_the_app>},
    {"disconnect-ignored-while-waiting",
     "a disconnect between two attempts does not stop the next one",
     "wildfirechat/ios-chat#315",
     {},
     make<IgnoresDisconnect, is_waiting>},
    {"disconnect-ignored-while-connecting",
     "a disconnect during an attempt does not stop it",
     "wildfirechat/ios-chat#315",
     {},
     make<IgnoresDisconnect, is_connecting>},
    {"destroy-leaves-socket-open", "a destroyed client stays connected", "cometchat/chat-sdk-ionic#1", {}, make<SurvivesDestroy>},
};

}  // namespace

std::span<const DefectInfo> socket_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
