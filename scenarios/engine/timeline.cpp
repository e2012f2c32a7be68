// Lookups over a trace; nothing here decides what is right.
#include "scenarios/engine/timeline.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "core/control/device_event.hpp"

namespace redial::scenarios {

using trace::EventKind;

Timeline::Timeline(const std::vector<trace::Event>& trace, const std::string& client) : whole_(&trace) {
  events_.reserve(trace.size());
  for (const trace::Event& event : trace) {
    if (client.empty() || event.client == client) events_.push_back(&event);
  }
  if (!trace.empty()) end_ = trace.back().at;
}

Timeline::Events Timeline::all(const Test& test) const {
  Events found;
  std::copy_if(events_.begin(), events_.end(), std::back_inserter(found), [&](const trace::Event* e) { return test(*e); });
  return found;
}

const trace::Event* Timeline::first(const Test& test, const trace::Event* from) const {
  auto begin = from ? std::find(events_.begin(), events_.end(), from) : events_.begin();
  const auto found = std::find_if(begin, events_.end(), [&](const trace::Event* e) { return test(*e); });
  return found == events_.end() ? nullptr : *found;
}

namespace {

void add_unnumbered_opening(std::span<ConnectCall> calls, const trace::Event* opening) {
  bool is_awaited = false;
  for (ConnectCall& connect : calls) {
    if (!connect.results.empty()) continue;
    connect.openings.push_back(opening);
    is_awaited = true;
  }
  if (!is_awaited && !calls.empty()) calls.back().openings.push_back(opening);
}

std::vector<ConnectCall> find_connect_calls(const Timeline& timeline) {
  std::vector<ConnectCall> calls;
  std::size_t over = 0;  // calls that the app's process did not outlive
  for (const trace::Event* event : timeline.events()) {
    if (event->kind == EventKind::app_restarted) over = calls.size();
    if (is_call(*event, "connect")) {
      calls.push_back({event, nullptr, {}, {}});
      continue;
    }
    if (event->kind == EventKind::database_opened && event->call == CallId{}) {
      add_unnumbered_opening(std::span(calls).subspan(over), event);
      continue;
    }
    const auto owner =
        std::find_if(calls.begin(), calls.end(), [&](const ConnectCall& c) { return c.call->call == event->call; });
    if (owner == calls.end()) continue;
    if (event->kind == EventKind::call_returned) owner->returned = event;
    if (event->kind == EventKind::result) owner->results.push_back(event);
    if (event->kind == EventKind::database_opened) owner->openings.push_back(event);
  }
  return calls;
}

}  // namespace

bool is_attempt(const trace::Event& event) {
  return event.kind == EventKind::navigation_requested || event.kind == EventKind::dial;
}

bool is_own_end(const trace::Event& event) {
  return is_call(event, "disconnect") || is_call(event, "destroy") || event.kind == EventKind::app_restarted;
}

bool restarts_backoff(const trace::Event& event) {
  using enum control::DeviceEvent;
  if (event.kind != EventKind::device_event) return false;
  const auto told = control::device_event_from_name(event.name);
  return told == foreground || told == network_change || told == network_back;
}

bool tells_connected(const trace::Event& event) {
  if (event.kind == EventKind::status) return event.status == trace::ConnectionStatus::connected;
  return event.kind == EventKind::result && event.name == "connect" && event.code == 0;
}

bool ConnectedNews::tells(const trace::Event& event) {
  if (is_call(event, "connect")) told_by_status_ = false;
  if (!tells_connected(event) || (told_by_status_ && event.kind == EventKind::result)) return false;
  told_by_status_ = told_by_status_ || event.kind == EventKind::status;
  return true;
}

trace::ConnectionStatus meaning(const trace::Event& event) {
  using enum trace::ConnectionStatus;
  if (event.status != disconnected) return event.status;
  switch (event.code.value_or(-1)) {
    case 2:
      return signed_out;
    case 31004:
    case 31020:
      return token_incorrect;
    case 31009:
    case 31011:
      return blocked;
    case 31010:
      return kicked;
    case 34006:
      return timeout;
    default:
      return disconnected;
  }
}

bool tells_ended(const trace::Event& event) {
  using enum trace::ConnectionStatus;
  if (event.kind != EventKind::status) return false;
  switch (event.status) {
    case disconnected:
    case kicked:
    case token_incorrect:
    case blocked:
    case signed_out:
    case timeout:
      return true;
    default:
      return false;
  }
}

bool is_gone(const trace::Event& event) {
  return event.kind == EventKind::client_destroyed || event.kind == EventKind::client_crashed ||
         event.kind == EventKind::app_restarted || event.kind == EventKind::agent_lost;
}

std::string crash_text(const trace::Event& event) { return "the client crashed (" + event.detail + ")"; }

bool ends_for_good(const trace::Event& event) { return tells_ended(event) || is_own_end(event) || is_gone(event); }

namespace {

bool goes_on(const trace::Event& event) {
  return is_attempt(event) || ends_for_good(event) || is_call(event, "connect") ||
         (event.kind == EventKind::status && event.status == trace::ConnectionStatus::connecting);
}

// A socket of an earlier dial may close after the client is online by a later one; that is no loss.
bool shows_loss(const trace::Event& event, Epoch online_by) {
  if (event.kind == EventKind::socket_closed) return event.epoch >= online_by;
  return event.kind == EventKind::status && event.status == trace::ConnectionStatus::suspended;
}

std::vector<Loss> find_losses(const Timeline& timeline) {
  std::vector<Loss> found;
  ConnectedNews connected;
  bool wanted = true, online = false, lost = false;
  Epoch dialled, online_by;
  for (const trace::Event* event : timeline.events()) {
    if (event->kind == EventKind::dial) dialled = event->epoch;
    if (is_call(*event, "connect")) wanted = true;
    if (is_own_end(*event)) wanted = false;
    if (lost && !found.back().next && goes_on(*event)) found.back().next = event;
    if (connected.tells(*event)) {
      if (lost) found.back().back = event;
      online = wanted;
      lost = false;
      online_by = dialled;
    } else if (ends_for_good(*event)) {
      online = lost = false;
    } else if (online && shows_loss(*event, online_by)) {
      found.push_back({event, nullptr, nullptr});
      online = false;
      lost = true;
    }
  }
  return found;
}

Timeline::Events find_server_side(const Timeline& timeline) {
  if (timeline.events().empty()) return {};
  const std::string& client = timeline.events().front()->client;
  std::set<std::string> own, foreign;
  bool alone = true;
  for (const trace::Event& event : timeline.whole()) {
    if (!is_call(event, "connect")) continue;
    (event.client == client ? own : foreign).insert(event.token);
    alone = alone && event.client == client;
  }
  Timeline::Events found;
  std::set<Epoch> answered;
  for (const trace::Event& event : timeline.whole()) {
    if (event.lane != trace::Lane::server || event.kind == EventKind::server_command) continue;
    if (event.name.starts_with("CONNACK ")) answered.insert(event.epoch);
    if (event.name.starts_with("DISCONNECT ") && !answered.contains(event.epoch)) continue;
    if (alone || (own.contains(event.token) && !foreign.contains(event.token))) found.push_back(&event);
  }
  return found;
}

}  // namespace

const std::vector<ConnectCall>& Timeline::connect_calls() const { return found_once(find_connect_calls); }

const std::vector<Loss>& Timeline::losses() const { return found_once(find_losses); }

const Timeline::Events& Timeline::server_side() const { return found_once(find_server_side); }

}  // namespace redial::scenarios
