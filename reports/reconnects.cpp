// One small machine per client, fed with that client's events in time order.
#include "reports/reconnects.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "reports/server_connections.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::reports {
namespace {

using trace::Event;
using trace::EventKind;

struct Attempt {
  TimePoint started{};
  std::optional<TimePoint> answered;  // navigation
  std::optional<TimePoint> dialled;
  std::optional<TimePoint> opened;  // as long as the socket is open
  Epoch epoch;
};

class ClientStory {
 public:
  ClientStory(std::string client, const ServerConnections& server) : client_(std::move(client)), server_(server) {}

  void handle(const Event& event) {
    if (scenarios::tells_connected(event)) return come_online(event);
    if (ends_for_good(event)) return give_up();
    switch (event.kind) {
      case EventKind::navigation_requested:
        attempts_.emplace_back().started = event.at;
        break;
      case EventKind::navigation_answered:
        if (!attempts_.empty() && !attempts_.back().dialled) attempts_.back().answered = event.at;
        break;
      case EventKind::dial:
        dial(event);
        break;
      case EventKind::socket_opened:
        if (Attempt* attempt = attempt_of(event.epoch)) attempt->opened = event.at;
        break;
      case EventKind::socket_closed:
        close_socket(event);
        break;
      case EventKind::status:
        if (event.status == trace::ConnectionStatus::suspended) lose(event.at);
        break;
      default:
        break;
    }
  }

  const std::vector<Reconnect>& reconnects() const { return reconnects_; }

 private:
  enum class State { offline, online, lost };

  // Only a status says that the client has given up: a result with a code may be the refusal of a second connect.
  static bool ends_for_good(const Event& event) {
    return scenarios::is_call(event, "disconnect") || event.kind == EventKind::client_destroyed ||
           event.kind == EventKind::app_restarted || (event.kind == EventKind::status && scenarios::tells_ended(event));
  }

  void give_up() {
    state_ = State::offline;
    attempts_.clear();
  }

  void dial(const Event& event) {
    lose(event.at);
    if (attempts_.empty() || attempts_.back().dialled) attempts_.emplace_back().started = event.at;
    attempts_.back().dialled = event.at;
    attempts_.back().epoch = event.epoch;
    dials_observed_ = true;
  }

  void close_socket(const Event& event) {
    if (Attempt* attempt = attempt_of(event.epoch)) attempt->opened.reset();
    if (event.epoch == epoch_) lose(event.at);
  }

  void come_online(const Event& event) {
    if (event.kind == EventKind::result) user_ = event.user;
    if (state_ == State::online) return;
    const auto open = std::find_if(attempts_.rbegin(), attempts_.rend(), [](const Attempt& a) { return a.opened.has_value(); });
    const bool late = state_ == State::lost && open == attempts_.rend() && dials_observed_;
    if (late) return;  // a word about the connection that was lost
    const std::optional<Attempt> attempt = open == attempts_.rend() ? std::nullopt : std::optional(*open);
    if (state_ == State::lost) {
      attempts_.erase(open.base(), attempts_.end());
      reconnects_.push_back(reconnect(attempt, event.at));
    }
    dialled_ = attempt ? *attempt->dialled : noticed_;
    epoch_ = attempt ? attempt->epoch : Epoch{};
    online_ = event.at;
    attempts_.clear();
    state_ = State::online;
  }

  void lose(TimePoint noticed) {
    if (state_ != State::online) return;
    noticed_ = noticed;
    lost_ = std::min(noticed, server_.end_of(user_, dialled_, online_).value_or(noticed));
    attempts_.clear();
    state_ = State::lost;
  }

  Attempt* attempt_of(Epoch epoch) {
    const auto found =
        std::find_if(attempts_.rbegin(), attempts_.rend(), [&](const Attempt& a) { return a.dialled && a.epoch == epoch; });
    return found == attempts_.rend() ? nullptr : &*found;
  }

  // `attempts_` ends with the one that succeeded.
  Reconnect reconnect(const std::optional<Attempt>& attempt, TimePoint online) const {
    Reconnect reconnect{client_, lost_, online - lost_, static_cast<std::uint32_t>(attempts_.size()), {}};
    TimePoint reached = lost_;
    const auto phase = [&](const char* name, TimePoint until) {
      reconnect.phases.push_back({name, until - std::exchange(reached, until)});
    };
    phase("notice", noticed_);
    if (attempt) {
      phase("backoff", attempts_.front().started);
      phase("failed-attempts", attempt->started);
      phase("navigation", attempt->answered.value_or(*attempt->dialled));
      phase("dial", *attempt->opened);
      phase("login", online);
    } else {
      phase("unobserved", online);
    }
    return reconnect;
  }

  std::string client_;
  const ServerConnections& server_;
  State state_ = State::offline;
  bool dials_observed_ = false;
  std::string user_;               // whom the last successful connect named
  std::vector<Attempt> attempts_;  // since the loss was noticed, or since offline

  // The connection that is online, or was before it was lost.
  Epoch epoch_;
  TimePoint dialled_{}, online_{};
  TimePoint noticed_ = TimePoint::min(), lost_{};

  std::vector<Reconnect> reconnects_;
};

}  // namespace

std::vector<Reconnect> find_reconnects(const std::vector<Event>& trace) {
  const ServerConnections server(trace);
  const auto of_a_client = [](const Event& e) {
    return !e.client.empty() && (e.lane == trace::Lane::app || e.lane == trace::Lane::wire);
  };
  std::map<std::string, ClientStory> stories;
  for (const Event& event : trace) {
    if (of_a_client(event)) stories.try_emplace(event.client, event.client, server).first->second.handle(event);
  }
  std::vector<Reconnect> all;
  for (const auto& [client, story] : stories) all.insert(all.end(), story.reconnects().begin(), story.reconnects().end());
  std::stable_sort(all.begin(), all.end(), [](const Reconnect& a, const Reconnect& b) { return a.lost_at < b.lost_at; });
  return all;
}

}  // namespace redial::reports
