// What goes wrong with messages: lost or doubled on the way in, without an honest outcome on the way out.
#include <map>
#include <optional>
#include <string>

#include "agent/clients/reference/message_sync.hpp"
#include "agent/clients/reference/observation.hpp"
#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference::zoo {
namespace {

namespace code = session::code;
using namespace session::client;
using trace::EventKind;

bool is_message(const trace::Event& told) { return told.kind == EventKind::message; }

bool is_reconnect(std::vector<Action>& actions) {
  const auto* connected = find<Connected>(actions);
  return connected && connected->reconnected;
}

class NoPullAfterReconnect final : public Defect {
  void on_event(std::vector<MachineEvent>& events) override {
    const auto* query = std::get_if<QueryRequested>(&events.front());
    if (query && query->topic == kPullTopic && std::exchange(has_reconnected_, false)) events.clear();
  }
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override { has_reconnected_ |= is_reconnect(actions); }

  bool has_reconnected_ = false;
};

class LastMessageAgainAfterReconnect final : public Defect {
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    if (last_ && is_reconnect(actions)) reach().later({}, *last_);
  }
  void on_told(Observations& told) override {
    for (const auto& event : told)
      if (is_message(event)) last_ = event;
  }

  std::optional<trace::Event> last_;
};

// Repetitions of a push are not recognised.
class PushTwice final : public Defect {
  void on_event(std::vector<MachineEvent>& events) override {
    const auto* arrived = std::get_if<MessageArrived>(&events.front());
    const auto* publish = arrived ? std::get_if<wire::ServerPublish>(&arrived->message) : nullptr;
    if (!publish) return;
    latest_.assign(publish->payload.begin(), publish->payload.end());
    if (const auto known = told_.find(latest_); known != told_.end()) reach().later({}, known->second);
  }
  void on_told(Observations& told) override {
    for (const auto& event : told)
      if (is_message(event)) told_.emplace(latest_, event);
  }

  std::string latest_;  // the payload
  std::map<std::string, trace::Event> told_;
};

bool is_not_connected(const trace::Event& told) { return told.name == "send-text" && told.code == code::kNotConnected; }

// What is sent during an outage is accepted and never answered.
class SendsHang final : public Defect {
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    if (find<Suspended>(actions)) is_dropped_ = true;
    if (find<Connected>(actions) || find<Disconnected>(actions)) is_dropped_ = false;
  }
  void on_told(Observations& told) override {
    if (!is_dropped_) return;
    std::erase_if(told, [](const auto& event) { return event.kind == EventKind::result && is_not_connected(event); });
    for (auto& event : told)
      if (is_not_connected(event)) event.code = code::kOk;
  }

  bool is_dropped_ = false;
};

class SendsSucceed final : public Defect {
  void on_told(Observations& told) override {
    for (auto& event : told) {
      if (!is_not_connected(event)) continue;
      event.code = code::kOk;
      if (event.kind == EventKind::call_returned) reach().later({}, result_of("send-text", event.call, code::kOk, "callback"));
    }
  }
};

constexpr DefectInfo kDefects[] = {
    {"messages-lost-after-reconnect",
     "what was sent to the user during an outage is not fetched",
     "ConnectyCube/connectycube-flutter-samples#261",
     {},
     make<NoPullAfterReconnect>},
    {"messages-twice-after-reconnect",
     "after a reconnect the last message is delivered again",
     "ConnectyCube/connectycube-flutter-samples#261",
     {},
     make<LastMessageAgainAfterReconnect>},
    {"push-twice-delivered-twice",
     "a push that the server repeats is delivered again",
     "ConnectyCube/connectycube-flutter-samples#261",
     {},
     make<PushTwice>},
    {"sends-hang-while-dropped",
     "a message sent during an outage has no outcome",
     "openimsdk/open-im-sdk-web#36",
     {},
     make<SendsHang>},
    {"send-succeeds-before-connected",
     "a message that cannot have been sent is told to be sent",
     "https://docs.rongcloud.io/web-imlib/connection/connect",
     {},
     make<SendsSucceed>},
};

}  // namespace

std::span<const DefectInfo> message_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
