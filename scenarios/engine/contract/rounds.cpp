// The walk that tells rounds apart.
#include "scenarios/engine/contract/rounds.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

// `socket`: the one that the attempt, or the connection, hangs on.
bool fails(const Event& event, std::optional<Epoch> socket) {
  switch (event.kind) {
    case EventKind::navigation_failed:
      return true;
    case EventKind::navigation_answered:
      return event.code != 200;
    case EventKind::socket_failed:
    case EventKind::socket_closed:
      return socket && event.epoch >= *socket;
    case EventKind::status:
      return event.status == trace::ConnectionStatus::suspended;
    default:
      return false;
  }
}

class Walk {
 public:
  explicit Walk(const Timeline& timeline) : server_(timeline.server_side()) {
    for (const ConnectCall& connect : timeline.connect_calls()) {
      if (connect.returned && !connect.accepted()) refused_.insert(connect.call);
    }
  }

  void see(const Event& event) {
    if (event.kind == EventKind::device_event) return device_told(event);
    if (refused_.contains(&event)) return;  // the client goes on as if there had been no call
    if (is_call(event, "connect")) {
      end();
      begin(event, false);
      wanted_ = true;
    } else if (tells_connected(event)) {
      end();
      online_ = wanted_;
    } else if (ends_for_good(event)) {
      end();
      online_ = false;
      if (is_own_end(event)) wanted_ = false;
    } else if (is_attempt(event)) {
      attempt(event);
    } else if (fails(event, socket_)) {
      fail(event);
    }
    if (event.kind == EventKind::dial) socket_ = event.epoch;
    if (event.kind == EventKind::navigation_requested) socket_.reset();  // left behind: its end, if seen late, ends no attempt
  }

  std::vector<Outage> take() { return std::move(found_); }

 private:
  void begin(const Event& event, bool after_drop) {
    found_.push_back({&event, after_drop, false, {}, {}});
    open_ = true;
    number_ = 0;
    restarted_ = false;
    asked_.clear();
    dialled_addresses_.clear();
  }

  void end() {
    if (open_) found_.back().ended = true;
    open_ = false;
  }

  void fail(const Event& event) {
    if (!open_ && !online_) return;
    if (!open_) {
      begin(event, true);
      online_ = false;
    }
    auto& waits = found_.back().waits;
    if (has_network_ && (waits.empty() || waits.back().next)) wait_from(event);
  }

  void wait_from(const Event& event) {
    found_.back().waits.push_back({&event, nullptr, redirected(event), number_++, restarted_});
  }

  void forget_wait() {
    number_ = found_.back().waits.back().number;
    found_.back().waits.pop_back();
  }

  void device_told(const Event& event) {
    if (tells(event, control::DeviceEvent::network_lost)) has_network_ = false;
    const bool is_back = tells(event, control::DeviceEvent::network_back);
    if (is_back) has_network_ = true;
    if (!open_) return;
    const auto& waits = found_.back().waits;
    const bool was_waiting = !waits.empty() && !waits.back().next;
    if (was_waiting && (restarts_backoff(event) || !has_network_)) forget_wait();
    if (!restarts_backoff(event)) return;
    number_ = 0;
    restarted_ = true;
    if (has_network_ && (was_waiting || is_back)) wait_from(event);
  }

  void attempt(const Event& event) {
    if (!open_) return;
    Outage& outage = found_.back();
    const bool is_dial = event.kind == EventKind::dial;
    auto& seen = is_dial ? dialled_addresses_ : asked_;
    const bool again = !seen.insert(event.detail).second || (!is_dial && !dialled_addresses_.empty());
    const bool first = outage.rounds.empty();
    if (first || again) {
      asked_.clear();
      dialled_addresses_.clear();
      (is_dial ? dialled_addresses_ : asked_).insert(event.detail);
      outage.rounds.push_back(&event);
    }
    if (outage.waits.empty() || outage.waits.back().next) return;
    if (first || again) {
      outage.waits.back().next = &event;
    } else {
      forget_wait();  // the round went on with another navigator or address
    }
  }

  // Does the server's word behind the connection's end, within the moment before it was noticed, send the client elsewhere?
  bool redirected(const Event& event) const {
    return event.code == 31006 || std::ranges::any_of(server_, [&](const Event* e) {
             return (e->name == "CONNACK 6" || e->name == "DISCONNECT 6") && e->at <= event.at + kAtOnce &&
                    e->at + kAtOnce >= event.at;
           });
  }

  const Timeline::Events& server_;
  std::set<const Event*> refused_;  // calls of connect
  std::vector<Outage> found_;
  bool wanted_ = true;  // not since the app disconnected
  bool open_ = false, online_ = false;
  bool has_network_ = true;  // as far as the device has told
  std::size_t number_ = 0;   // of the next wait
  bool restarted_ = false;   // the sequence, in this outage
  std::optional<Epoch> socket_;
  std::set<std::string> asked_, dialled_addresses_;  // in this round
};

std::vector<Outage> find_outages(const Timeline& timeline) {
  Walk walk(timeline);
  for (const Event* event : timeline.events()) walk.see(*event);
  return walk.take();
}

}  // namespace

const std::vector<Outage>& outages(const Timeline& timeline) { return timeline.found_once(find_outages); }

}  // namespace redial::scenarios::contract
