// What goes wrong with trying again: too early, too late, too often, or not at all.
#include <limits>

#include "agent/clients/reference/zoo/families.hpp"
#include "agent/clients/reference/zoo/simple.hpp"
#include "core/wire/status_tables.hpp"

namespace redial::agent::reference::zoo {
namespace {

using namespace session::client;
using namespace std::chrono_literals;

void retry_every_second(Config& config) { config.backoff.delays = {1s}; }

void grow_for_ever(Config& config) {
  auto& delays = config.backoff.delays;
  while (delays.back() < 24h) delays.push_back(2 * delays.back());
}

void jitter_without_limit(Config& config) { config.backoff.jitter = 1.0; }

void give_up_at_once(Config& config) { config.retries_first_connect = false; }

class NeverResets final : public Defect {
  void on_config(Config& config) override { delays_ = config.backoff.delays; }
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    for (auto& action : actions) {
      if (!starts(action, Timer::backoff)) continue;
      std::get<StartTimer>(action).delay = delays_[std::min(attempts_, delays_.size() - 1)];
      ++attempts_;
    }
  }

  std::vector<Duration> delays_;
  std::size_t attempts_ = 0;  // in all
};

bool is_redirect(const MachineEvent& event) {
  const auto* arrived = std::get_if<MessageArrived>(&event);
  if (!arrived) return false;
  if (const auto* ack = std::get_if<wire::ConnAck>(&arrived->message))
    return wire::connack_meaning(ack->status).reaction == wire::Reaction::redirect;
  const auto* disconnect = std::get_if<wire::ServerDisconnect>(&arrived->message);
  return disconnect && wire::disconnect_meaning(disconnect->status).reaction == wire::Reaction::redirect;
}

void follow_redirect_at_once(const MachineEvent& cause, Action& action) {
  if (is_redirect(cause) && starts(action, Timer::backoff)) std::get<StartTimer>(action).delay = {};
}

// From the n-th login on, a drop is followed by so many attempts and no more.
class StopsRetrying final : public Defect {
 public:
  StopsRetrying(int logins, int attempts) : logins_left_(logins), attempts_(attempts) {}

 private:
  void on_actions(const MachineEvent&, std::vector<Action>& actions) override {
    if (find<Connected>(actions)) {
      --logins_left_;
      attempts_left_ = attempts_;
    }
    if (logins_left_ > 0) return;
    std::erase_if(actions, [this](const Action& action) { return starts(action, Timer::backoff) && attempts_left_-- <= 0; });
  }

  int logins_left_;
  int attempts_;
  int attempts_left_ = 0;
};

constexpr DefectInfo kDefects[] = {
    {"no-backoff",
     "attempts follow each other every second, however long the outage",
     "GetStream/stream-chat-react-native#1777",
     {},
     make<Misconfigured, retry_every_second>},
    {"backoff-grows-for-ever",
     "the wait between attempts doubles beyond the documented longest",
     "https://docs.rongcloud.cn/android-imkit/connection/reconnect-kick",
     {},
     make<Misconfigured, grow_for_ever>},
    {"jitter-without-limit",
     "a wait can be anything from nothing to twice the documented one",
     "https://docs.rongcloud.cn/android-imkit/connection/reconnect-kick",
     {},
     make<Misconfigured, jitter_without_limit>},
    {"backoff-never-reset",
     "after a login the waits go on where they were before it",
     "https://docs.rongcloud.cn/android-imkit/connection/reconnect-kick",
     {},
     make<NeverResets>},
    {"redirect-loop-without-backoff",
     "each redirect is followed at once, in a circle as fast as the network allows",
     "GetStream/stream-chat-swift#3145",
     {},
     make<Wayward, follow_redirect_at_once>},
    {"never-reconnects",
     "a drop is told and nothing more is done",
     "GetStream/stream-chat-swift#1920",
     {},
     make<StopsRetrying, 1, 0>},
    {"reconnect-stops-after-second-drop",
     "the second drop is one too many",
     "openimsdk/openim-flutter-demo#174",
     {},
     make<StopsRetrying, 2, 0>},
    {"retries-once-only",
     "a reconnect that fails is not tried again",
     "openimsdk/open-im-sdk-web#36",
     {},
     make<StopsRetrying, 1, 1>},
    {"first-connect-never-retried", "without a network at the first connect, the client gives up",
     "wildfirechat/android-chat#880", kTwoStages, make<Misconfigured, give_up_at_once>},
};

}  // namespace

std::span<const DefectInfo> retry_defects() { return kDefects; }

}  // namespace redial::agent::reference::zoo
