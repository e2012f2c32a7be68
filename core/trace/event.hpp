// One observed fact of a run. The trace is a list of these, and judge and reports look nowhere else.
// It is a flat record; what each kind says with which attribute stands beside the kind.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "core/time/time.hpp"

namespace redial::trace {

// Who saw it.
enum class Lane : std::uint8_t {
  app,     // the client's API: calls the app makes, and what the client tells the app
  wire,    // the client's side of the network, seen from outside the client
  server,  // the mock server's side
  fault,   // what we did on purpose to connections and to clients' data
  run,     // the run itself: steps, waits, lost peers
};

enum class EventKind : std::uint8_t {
  // app
  client_created,
  listeners_registered,
  call,           // the app calls `name`; `call` numbers it; `token` is the label of the token it passed
  call_returned,  // the call gave back control; `code` is set when the API returns one at once, absent for a promise
  result,         // the outcome of call `call` of `name`: `code`, `user` (with code 0); `via` says by which channel
  database_opened,
  status,   // connection status told to the app: `status`, `code` if given, `name` is the client's own word for it
  message,  // a chat message delivered to the app: `user` is its sender, `detail` its text
  client_destroyed,
  unhandled_error,  // the client let an error escape into its host
  client_log,
  token_fetched,   // the app got a token from its own server, because its client told it to: `token` is its label
  client_crashed,  // the client died by itself; its agent lives: `detail` is the signal or the exit status
  device_event,    // the device told the app: `name` is one of control::kDeviceEventNames
  app_restarted,   // the app's process was killed and runs again, with a new client on the same data
  // wire
  navigation_requested,
  navigation_answered,  // `code` is the HTTP status
  navigation_failed,
  dial,  // a socket to a chat address is being opened; starts the epoch
  socket_opened,
  socket_failed,
  socket_closed,  // `code` is the WebSocket close code where there is one
  // server
  server_navigation,  // a navigation request was decided: `code` HTTP status, `detail` the token verdict, `token` its label
  server_accepted,    // TCP accepted; on the server's side `epoch` counts the app's connections
  server_upgraded,
  server_login,     // a login was decided: `code` is the CONNACK status, `user`, `token`, `detail` the token verdict
  server_received,  // `name` is the message, such as "PINGREQ" or "QUERY pullMsg"
  server_sent,
  server_closed,   // the connection ended: `detail` says who ended it and how
  server_command,  // a control command was carried out: `name`
  // fault
  fault_armed,
  fault_fired,
  fault_cleared,
  storage_changed,  // the client's data directory was tampered with: `name` is its condition
  // run
  run_started,
  step_started,
  step_done,
  wait_satisfied,
  wait_timed_out,
  run_ended,
  agent_lost,      // the agent is gone, and all that it drove
  server_lost,     // the mock server is gone
  overslept,       // the machine woke us late: `detail` says by how much
  step_delayed,    // a step reached its peer late: `detail` says by how much
  client_starved,  // the client's process had to wait for a CPU: `detail` says for how long
};

// The statuses of all API profiles under one set of names; what a client called it stands in Event::name.
enum class ConnectionStatus : std::uint8_t {
  none,
  connecting,
  connected,
  suspended,     // dropped; the client says that it will come back by itself
  disconnected,  // ended; the code says why
  kicked,
  token_incorrect,
  blocked,
  signed_out,
  timeout,
  network_unavailable,
  unknown,
};

// A chat message as it was on its connection, without what frames it there. None of them carries a token.
struct Frame {
  std::string format;  // how the bytes are to be read: the name of a wire::Format; empty if there is no frame
  std::string bytes;
  friend bool operator==(const Frame&, const Frame&) = default;
};

struct Event {
  TimePoint at{};
  std::uint64_t sequence = 0;  // order of arrival in the trace, from 1; breaks ties of `at`
  Lane lane = Lane::run;
  EventKind kind = EventKind::run_started;
  std::string client;  // the scenario's name of the client; empty for events of no client
  Epoch epoch;
  CallId call;
  std::optional<std::int32_t> code;
  ConnectionStatus status = ConnectionStatus::none;
  std::string user;
  std::string token;  // label, never the token
  std::string name;
  std::string via;  // "promise", "callback" or "listener"
  std::string detail;
  std::uint32_t nesting = 0;  // callbacks of this client that were on the stack, itself excluded
  std::string thread;         // where the callback ran; names are stable within one client
  Frame frame;                // of server_received and server_sent

  friend bool operator==(const Event&, const Event&) = default;
};

// What the scenario language, reports and docs know of a kind.
struct KindInfo {
  EventKind kind;
  Lane lane;
  std::string_view name;  // "socket-closed": used in scenarios, JSON and text
  std::string_view meaning;
};

std::span<const KindInfo> all_kinds();
const KindInfo& describe(EventKind kind);
std::optional<EventKind> kind_from_name(std::string_view name);

std::string_view to_name(Lane lane);
std::optional<Lane> lane_from_name(std::string_view name);

// Names such as "token-incorrect"; `none` is the empty string.
std::string_view to_name(ConnectionStatus status);
std::optional<ConnectionStatus> status_from_name(std::string_view name);
std::span<const ConnectionStatus> all_statuses();

// One line for people and golden files, times relative to `origin`:
//   "+12.345ms app    alice result connect #1 code=31004 via=promise"
std::string to_text(const Event& event, TimePoint origin);
// The same without time, lane and client: "server-sent PINGRESP epoch=1 user=alice".
std::string to_text(const Event& event);

}  // namespace redial::trace
