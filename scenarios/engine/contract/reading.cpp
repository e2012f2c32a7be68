// Lookups; the trace is one vector in time order, so that addresses of events compare like their times.
#include "scenarios/engine/contract/reading.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace redial::scenarios::contract {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;

std::string call_text(const Event& call) { return call.name + " #" + std::to_string(call.call.value); }

std::string seconds_text(Duration length) {
  const auto hundredths = length / std::chrono::milliseconds(10);
  std::string text = std::to_string(hundredths / 100);
  if (const auto rest = hundredths % 100) text += (rest < 10 ? ".0" : ".") + std::to_string(rest);
  return text + " s";
}

bool is_connect_result(const Event& event) { return event.kind == EventKind::result && event.name == "connect"; }

bool is_outdated(const Event& event, CallId latest) { return is_connect_result(event) && event.call < latest; }

bool is_outcome(const Event& event) {
  if (event.kind == EventKind::status) return tells_connected(event) || tells_ended(event);
  return is_connect_result(event);
}

namespace {

bool is_named_after(ConnectionStatus status, std::int32_t code) {
  switch (status) {
    case ConnectionStatus::token_incorrect:
      return code == 31004;
    case ConnectionStatus::kicked:
      return code == 31010;
    case ConnectionStatus::timeout:
      return code == 34006;
    default:
      return false;
  }
}

}  // namespace

bool tells(const Event& event, std::int32_t code) {
  if (is_connect_result(event)) return event.code == code;
  return event.kind == EventKind::status && (event.code ? event.code == code : is_named_after(event.status, code));
}

bool listens(const Timeline& timeline, const Event& at) {
  bool registered = false;
  for (const Event* event : timeline.events()) {
    if (event >= &at) break;
    if (event->kind == EventKind::listeners_registered) registered = true;
    if (event->kind == EventKind::app_restarted) registered = false;
  }
  return registered;
}

bool hears(const Timeline& timeline, const ConnectCall& connect) {
  const bool promised = connect.returned && !connect.returned->code;
  return promised || connect.call->via == "callback" || listens(timeline, *connect.call);
}

namespace {

// 2 for "timeout=2" and the word "timeout="; nothing for another word.
std::optional<std::int32_t> number_in(std::string_view detail, std::string_view word) {
  if (!detail.starts_with(word)) return std::nullopt;
  std::int32_t number = 0;
  std::from_chars(detail.data() + word.size(), detail.data() + detail.size(), number);
  return number;
}

}  // namespace

std::set<const Event*> own_ends_told(const Timeline& timeline) {
  std::set<const Event*> told;
  bool is_due = false;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "disconnect") || is_call(*event, "destroy")) is_due = true;
    if (event->kind == EventKind::app_restarted) is_due = false;
    if (event->kind != EventKind::status || !tells_ended(*event)) continue;
    if (is_due) told.insert(event);
    is_due = false;
  }
  return told;
}

std::optional<Duration> time_limit(const Event& call) {
  const auto seconds = number_in(call.detail, "timeout=");
  if (!seconds) return std::nullopt;
  return std::chrono::seconds(*seconds);
}

std::optional<std::int32_t> heartbeat_level(const Timeline& timeline) {
  const Event* created = timeline.first([](const Event& e) { return e.kind == EventKind::client_created; });
  return created ? number_in(created->detail, "heartbeat-level=") : std::nullopt;
}

bool tells(const Event& event, control::DeviceEvent what) {
  return event.kind == EventKind::device_event && event.name == to_name(what);
}

bool had_network(const Timeline& timeline, TimePoint from, TimePoint to) {
  bool has_network = true;
  for (const Event* event : timeline.events()) {
    if (event->at > to) break;
    if (event->at > from && !has_network) return false;
    if (tells(*event, control::DeviceEvent::network_lost)) has_network = false;
    if (tells(*event, control::DeviceEvent::network_back)) has_network = true;
  }
  return has_network;
}

const Event* accepting_login(const Timeline& timeline, const ConnectCall& connect, const Event& before) {
  const auto& server = timeline.server_side();
  const auto login = std::ranges::find_if(server, [&](const Event* e) {
    return e->kind == EventKind::server_login && e->code == 0 && e->token == connect.call->token && e > connect.call &&
           e < &before;
  });
  return login == server.end() ? nullptr : *login;
}

std::optional<int> status_in(const Event& event, std::string_view prefix) {
  if (!event.name.starts_with(prefix)) return std::nullopt;
  int status = 0;
  const char* end = event.name.data() + event.name.size();
  const auto read = std::from_chars(event.name.data() + prefix.size(), end, status);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return status;
}

bool refuses_duplicate(std::optional<std::int32_t> code) { return code == 34001 || code == 33006 || code == 35007; }

bool disturbed(const Timeline& timeline, const Event* from, const Event* to) {
  const auto& whole = timeline.whole();
  return std::any_of(whole.begin(), whole.end(), [&](const Event& event) {
    return event.kind == EventKind::fault_fired && (!from || &event >= from) && (!to || &event <= to);
  });
}

}  // namespace redial::scenarios::contract
