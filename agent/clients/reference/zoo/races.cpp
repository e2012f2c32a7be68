// What goes wrong only when two things meet in an unlucky order within milliseconds. No plain run shows it; exploration does.
#include <optional>

#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;

// How long after the ping, if it is not answered yet.
constexpr Duration kWindowOpens = std::chrono::milliseconds(5);
constexpr Duration kWindowCloses = std::chrono::milliseconds(8);

// A drop while a ping is under way is left to the ping's time limit, and that was cancelled with the connection.
class DropWhilePinging final : public Defect {
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    const bool is_drop = is<SocketClosed>(cause) && find<Suspended>(actions);
    if (is_drop && is_unlucky()) std::erase_if(actions, [](const Action& action) { return starts(action, Timer::backoff); });
    for (const auto& action : actions) {
      if (starts(action, Timer::pong)) pinged_at_ = reach().now();
      const auto* cancel = std::get_if<CancelTimer>(&action);
      if (cancel && cancel->timer == Timer::pong) pinged_at_.reset();
    }
  }

  bool is_unlucky() const {
    if (!pinged_at_) return false;
    const auto since = reach().now() - *pinged_at_;
    return since >= kWindowOpens && since < kWindowCloses;
  }

  std::optional<TimePoint> pinged_at_;  // not answered yet
};

constexpr DefectInfo kDefects[] = {
    {"race-drop-while-pinging",
     "a drop between 5 and 8 ms after a ping that is not answered yet is never followed by an attempt",
     "EVerest/libocpp#1105",
     {},
     make<DropWhilePinging>,
     true},
};

}  // namespace

std::span<const DefectInfo> races() { return kDefects; }

}  // namespace redial::agent::reference::zoo
