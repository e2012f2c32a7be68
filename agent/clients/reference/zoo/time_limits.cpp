// What goes wrong with time limits: the app's, and those of the phases of an attempt.
#include <optional>

#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;

void drop_limit(MachineEvent& event) {
  if (auto* connect = std::get_if<ConnectRequested>(&event)) connect->limit.reset();
}

void take_seconds_for_milliseconds(MachineEvent& event) {
  if (auto* connect = std::get_if<ConnectRequested>(&event); connect && connect->limit) *connect->limit /= 1000;
}

bool limits_login(const MachineEvent&, const Action& action) { return starts(action, Timer::login); }
bool limits_dialing(const MachineEvent&, const Action& action) { return starts(action, Timer::dial); }

// The app's limit starts to run with the first dial only.
class LimitStartsLate final : public Defect {
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    std::erase_if(actions, [this](const Action& action) {
      if (!starts(action, Timer::connect_limit)) return false;
      limit_ = action;
      return true;
    });
    if (limit_ && find<Dial>(actions)) actions.push_back(*std::exchange(limit_, std::nullopt));
  }

  std::optional<Action> limit_;  // not running yet
};

constexpr const char* kTimedConnect = "https://docs.rongcloud.io/react-native-imlib/connectmgr/connect";

constexpr DefectInfo kDefects[] = {
    {"ignores-time-limit", "the app's time limit is forgotten", kTimedConnect, kTwoStages, make<Misheard, drop_limit>},
    {"time-limit-in-milliseconds", "the app's seconds are taken for milliseconds", kTimedConnect, kTwoStages,
     make<Misheard, take_seconds_for_milliseconds>},
    {"time-limit-without-navigation", "the app's time limit does not cover navigation", "GetStream/stream-chat-swift#3513",
     kTwoStages, make<LimitStartsLate>},
    {"connecting-for-ever",
     "a login that is not answered is waited for without end",
     "GetStream/stream-chat-swift#1351",
     {},
     make<Neglectful, limits_login>},
    {"dialing-for-ever",
     "a socket that does not open is waited for without end",
     "openimsdk/open-im-sdk-flutter#76",
     {},
     make<Neglectful, limits_dialing>},
};

}  // namespace

std::span<const DefectInfo> time_limit_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
