// What goes wrong with pings.
#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;

bool awaits_pong(const MachineEvent&, const Action& action) { return starts(action, Timer::pong); }

// From the n-th login on, no pings.
class NoPings final : public Defect {
 public:
  explicit NoPings(int login) : logins_left_(login) {}

 private:
  void on_actions(const MachineEvent& cause, std::vector<Action>& actions) override {
    if (find<Connected>(actions)) --logins_left_;
    if (logins_left_ > 0) return;
    std::erase_if(actions, [&](const Action& action) {
      const auto* send = std::get_if<Send>(&action);
      return awaits_pong(cause, action) || (send && is<wire::PingReq>(send->message));
    });
  }

  int logins_left_;
};

void give_up_at_the_first_missed(Config& config) { config.missed_pings = 1; }

bool is_pong(const MachineEvent& event) {
  const auto* arrived = std::get_if<MessageArrived>(&event);
  return arrived && is<wire::PingResp>(arrived->message);
}

constexpr DefectInfo kDefects[] = {
    {"silent-drop-not-noticed",
     "a ping without an answer means nothing to the client",
     "Tencent/mars#311",
     {},
     make<Neglectful, awaits_pong>},
    {"no-ping-sent", "the client sends no pings", "hazelcast/hazelcast-nodejs-client#336", {}, make<NoPings, 1>},
    {"pings-stop-after-reconnect",
     "after a reconnect the client sends no pings any more",
     "amazon-connect/amazon-connect-chatjs#125",
     {},
     make<NoPings, 2>},
    {"pong-ignored",
     "a ping that was answered counts as unanswered, and the connection is given up",
     "slackapi/node-slack-sdk#374",
     {},
     make<Deaf, is_pong>},
    {"heartbeat-level-ignored", "a single ping without an answer ends the connection, whatever the heartbeat level",
     "https://github.com/rongcloud/callkit-ios, RCInitOption.h", kNative, make<Misconfigured, give_up_at_the_first_missed>},
};

}  // namespace

std::span<const DefectInfo> heartbeat_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
