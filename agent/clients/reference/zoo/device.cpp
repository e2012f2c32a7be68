// What goes wrong when the device tells of its screen or its network.
#include <optional>

#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/session/connection_codes.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;
using control::DeviceEvent;

template <DeviceEvent what>
bool tells(const MachineEvent& event) {
  const auto* told = std::get_if<DeviceTold>(&event);
  return told && told->what == what;
}

// A connect that ended with the app's time limit goes on when the app comes to the foreground.
class RevivedByForeground final : public Defect {
  void on_event(std::vector<MachineEvent>& events) override {
    for (auto& event : events) {
      if (const auto* connect = std::get_if<ConnectRequested>(&event)) token_ = connect->token;
      const bool is_over = reach().state() == State::failed && ended_by_limit_;
      if (is_over && tells<DeviceEvent::foreground>(event)) event = ConnectRequested{token_, std::nullopt};
    }
  }
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    if (const auto* ended = find<Disconnected>(actions)) ended_by_limit_ = ended->code == session::code::kConnectTimeout;
  }

  Token token_;
  bool ended_by_limit_ = false;
};

constexpr const char* kReset = "https://docs.rongcloud.cn/android-imkit/connection/reconnect-kick";

constexpr DefectInfo kDefects[] = {
    {"ignores-foreground", "coming to the foreground does not shorten the wait for the next attempt", kReset, kTwoStages,
     make<Deaf, tells<DeviceEvent::foreground>>},
    {"ignores-network-change", "another network does not shorten the wait for the next attempt", kReset, kTwoStages,
     make<Deaf, tells<DeviceEvent::network_change>>},
    {"tries-without-network", "without a network the client tries on", kReset, kTwoStages,
     make<Deaf, tells<DeviceEvent::network_lost>>},
    {"never-resumes", "once the network was gone, the client waits for ever", kReset, kTwoStages,
     make<Deaf, tells<DeviceEvent::network_back>>},
    {"foreground-revives-after-34006", "coming to the foreground starts a connect anew whose time limit is over",
     "openimsdk/open-im-sdk-flutter#76", kTwoStages, make<RevivedByForeground>},
};

}  // namespace

std::span<const DefectInfo> device_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
