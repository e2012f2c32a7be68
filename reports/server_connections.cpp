// The server and fault lanes, sorted by connection.
#include "reports/server_connections.hpp"

#include <algorithm>

#include "core/fault/fault_spec.hpp"

namespace redial::reports {
namespace {

using fault::FaultKind;
using trace::Event;
using trace::EventKind;

bool concerns(const Event& event, FaultKind kind) { return event.detail == fault::describe(kind).name; }

bool ends_connection(const Event& event) {
  if (event.kind == EventKind::server_closed) return true;
  if (event.kind == EventKind::server_sent) return event.name.starts_with("DISCONNECT");
  if (event.kind != EventKind::fault_fired) return false;
  constexpr FaultKind kEnds[] = {FaultKind::reset,          FaultKind::close,      FaultKind::cut,
                                 FaultKind::reset_in_frame, FaultKind::close_code, FaultKind::disconnect};
  return std::ranges::any_of(kEnds, [&](FaultKind kind) { return concerns(event, kind); });
}

}  // namespace

ServerConnections::ServerConnections(const std::vector<Event>& trace) {
  for (const Event& event : trace) {
    const bool on_a_connection =
        event.epoch.value != 0 && (event.lane == trace::Lane::server || event.lane == trace::Lane::fault);
    if (on_a_connection) add(event);
    if (event.kind != EventKind::fault_cleared || !concerns(event, FaultKind::blackhole)) continue;
    for (auto& [number, connection] : connections_) connection.muted = false;
  }
}

void ServerConnections::add(const Event& event) {
  Connection& connection = connections_[event.epoch.value];
  if (event.kind == EventKind::server_accepted) ++connection.accepted;
  if (event.kind == EventKind::server_login && event.code == 0) connection.logins.push_back(&event);
  if (ends_connection(event) && !connection.ended) connection.ended = event.at;
  if (event.kind == EventKind::server_sent && event.name == "PINGRESP" && !connection.muted) connection.silent.reset();
  if (event.kind != EventKind::fault_fired) return;
  const bool blackhole = concerns(event, FaultKind::blackhole);
  connection.muted |= blackhole;
  if ((blackhole || concerns(event, FaultKind::ping_unanswered)) && !connection.silent) connection.silent = event.at;
}

std::optional<TimePoint> ServerConnections::end_of(std::string_view user, TimePoint from, TimePoint to) const {
  const Connection* match = nullptr;
  for (const auto& [number, connection] : connections_) {
    for (const Event* login : connection.logins) {
      if (login->at < from || login->at > to || (!user.empty() && login->user != user)) continue;
      if (match) return std::nullopt;
      match = &connection;
    }
  }
  if (!match || match->accepted > 1 || match->logins.size() > 1) return std::nullopt;
  if (match->ended && match->silent) return std::min(*match->ended, *match->silent);
  return match->ended ? match->ended : match->silent;
}

}  // namespace redial::reports
