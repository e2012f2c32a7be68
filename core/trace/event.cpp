// The tables behind event kinds, lanes and statuses. The text form is in event_text.cpp.
#include "core/trace/event.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/names.hpp"

namespace redial::trace {
namespace {

constexpr Named<Lane> kLanes[] = {
    {Lane::app, "app"}, {Lane::wire, "wire"}, {Lane::server, "server"}, {Lane::fault, "fault"}, {Lane::run, "run"}};

constexpr Named<ConnectionStatus> kStatusNames[] = {
    {ConnectionStatus::none, ""},
    {ConnectionStatus::connecting, "connecting"},
    {ConnectionStatus::connected, "connected"},
    {ConnectionStatus::suspended, "suspended"},
    {ConnectionStatus::disconnected, "disconnected"},
    {ConnectionStatus::kicked, "kicked"},
    {ConnectionStatus::token_incorrect, "token-incorrect"},
    {ConnectionStatus::blocked, "blocked"},
    {ConnectionStatus::signed_out, "signed-out"},
    {ConnectionStatus::timeout, "timeout"},
    {ConnectionStatus::network_unavailable, "network-unavailable"},
    {ConnectionStatus::unknown, "unknown"},
};

constexpr ConnectionStatus kStatuses[] = {
    ConnectionStatus::connecting, ConnectionStatus::connected,
    ConnectionStatus::suspended,  ConnectionStatus::disconnected,
    ConnectionStatus::kicked,     ConnectionStatus::token_incorrect,
    ConnectionStatus::blocked,    ConnectionStatus::signed_out,
    ConnectionStatus::timeout,    ConnectionStatus::network_unavailable,
    ConnectionStatus::unknown,
};

constexpr KindInfo kKinds[] = {
    {EventKind::client_created, Lane::app, "client-created", "the client under test exists"},
    {EventKind::listeners_registered, Lane::app, "listeners-registered", "the app has registered its listeners"},
    {EventKind::call, Lane::app, "call", "the app calls the client's API"},
    {EventKind::call_returned, Lane::app, "call-returned", "an API call gave back control"},
    {EventKind::result, Lane::app, "result", "the outcome of an API call reached the app"},
    {EventKind::database_opened, Lane::app, "database-opened", "the client said that its message store is open"},
    {EventKind::status, Lane::app, "status", "the client told the app a connection status"},
    {EventKind::message, Lane::app, "message", "a chat message was delivered to the app"},
    {EventKind::client_destroyed, Lane::app, "client-destroyed", "the client under test is gone, as asked"},
    {EventKind::unhandled_error, Lane::app, "unhandled-error", "the client let an error escape into its host"},
    {EventKind::client_log, Lane::app, "client-log", "the client wrote to its log"},
    {EventKind::token_fetched, Lane::app, "token-fetched", "the app fetched a token because of what the client had told it"},
    {EventKind::client_crashed, Lane::app, "client-crashed", "the client died by itself, of a signal or with an exit status"},
    {EventKind::device_event, Lane::app, "device-event", "the device told the app of its screen or its network"},
    {EventKind::app_restarted, Lane::app, "app-restarted", "the app's process was killed and started again on the same data"},
    {EventKind::navigation_requested, Lane::wire, "navigation-requested", "the client asks a navigator"},
    {EventKind::navigation_answered, Lane::wire, "navigation-answered", "a navigator answered the client"},
    {EventKind::navigation_failed, Lane::wire, "navigation-failed", "the client got no answer from a navigator"},
    {EventKind::dial, Lane::wire, "dial", "the client opens a socket to a chat address: a new epoch"},
    {EventKind::socket_opened, Lane::wire, "socket-opened", "the client's socket is open"},
    {EventKind::socket_failed, Lane::wire, "socket-failed", "the client's socket could not be opened"},
    {EventKind::socket_closed, Lane::wire, "socket-closed", "the client's open socket was closed"},
    {EventKind::server_navigation, Lane::server, "server-navigation", "the server decided a navigation request"},
    {EventKind::server_accepted, Lane::server, "server-accepted", "the server accepted a TCP connection"},
    {EventKind::server_upgraded, Lane::server, "server-upgraded", "the server upgraded a connection to WebSocket"},
    {EventKind::server_login, Lane::server, "server-login", "the server decided a login"},
    {EventKind::server_received, Lane::server, "server-received", "the server received a message"},
    {EventKind::server_sent, Lane::server, "server-sent", "the server sent a message"},
    {EventKind::server_closed, Lane::server, "server-closed", "a connection ended on the server's side"},
    {EventKind::server_command, Lane::server, "server-command", "the server carried out a control command"},
    {EventKind::fault_armed, Lane::fault, "fault-armed", "a fault waits for its moment"},
    {EventKind::fault_fired, Lane::fault, "fault-fired", "a fault struck"},
    {EventKind::fault_cleared, Lane::fault, "fault-cleared", "a fault is over"},
    {EventKind::storage_changed, Lane::fault, "storage-changed", "the client's data directory was tampered with"},
    {EventKind::run_started, Lane::run, "run-started", "the run begins"},
    {EventKind::step_started, Lane::run, "step-started", "a step of the scenario begins"},
    {EventKind::step_done, Lane::run, "step-done", "a step of the scenario is done"},
    {EventKind::wait_satisfied, Lane::run, "wait-satisfied", "what a step waited for was observed"},
    {EventKind::wait_timed_out, Lane::run, "wait-timed-out", "what a step waited for was not observed in time"},
    {EventKind::run_ended, Lane::run, "run-ended", "the run is over"},
    {EventKind::agent_lost, Lane::run, "agent-lost", "the agent is gone, and all that it drove"},
    {EventKind::server_lost, Lane::run, "server-lost", "the mock server is gone"},
    {EventKind::overslept, Lane::run, "overslept", "the machine woke us late"},
    {EventKind::step_delayed, Lane::run, "step-delayed", "a step reached its peer late"},
    {EventKind::client_starved, Lane::run, "client-starved", "the client's process had to wait for a CPU"},
};

}  // namespace

std::span<const KindInfo> all_kinds() { return kKinds; }

const KindInfo& describe(EventKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<EventKind> kind_from_name(std::string_view name) {
  const auto info = std::ranges::find(kKinds, name, &KindInfo::name);
  if (info == std::end(kKinds)) return std::nullopt;
  return info->kind;
}

std::string_view to_name(Lane lane) { return name_of(kLanes, lane); }
std::optional<Lane> lane_from_name(std::string_view name) { return value_of(kLanes, name); }

std::string_view to_name(ConnectionStatus status) { return name_of(kStatusNames, status); }
std::optional<ConnectionStatus> status_from_name(std::string_view name) { return value_of(kStatusNames, name); }
std::span<const ConnectionStatus> all_statuses() { return kStatuses; }

}  // namespace redial::trace
