// The whole mock chat service without a socket: apps, users, tokens, policies, sessions, messages, faults.
// A driver (mock_server/server, or a simulation) feeds it what arrives and carries out what it asks; it never blocks and reads no
// clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/control/server_state.hpp"
#include "core/fault/hooks.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"
#include "core/wire/messages.hpp"
#include "core/wire/navigation.hpp"
#include "core/wire/websocket_frame.hpp"
#include "mock_server/chat/digests.hpp"
#include "mock_server/chat/server_api.hpp"

namespace redial::mock_server {

struct Environment {
  Digests digests;
  // Called in order; `at` is the `now` of the call that caused it.
  std::function<void(const AppKey&, trace::Event)> observe;
  // False: nobody wants to know of the app at the moment, and `observe` may be left out. Empty: always wanted.
  std::function<bool(const AppKey&)> is_observed = {};
  UnixMillis unix_epoch{};  // Unix time at TimePoint{}; with `now` it gives the server's wall clock
  // Chat connections of all apps at a time; the next is reset.
  std::size_t max_connections = std::numeric_limits<std::size_t>::max();
};

// What the upgrade request, or CONNECT, says of the client.
struct LoginClaim {
  std::string app_key;  // query `appId`
  Token token;          // query `token`, decoded
  std::string device;   // query `deviceId`
  std::string sdk_version;
  std::string platform;      // "browser" of query `apiVer`, "PC" of CONNECT
  int protocol_version = 3;  // query `protocolVer`, or CONNECT's: 3, or 4 for the CONNACK with flags
};

// ---- what the driver has to do ----
struct SendBytes {  // on the Web fault::encode_framed(message, framing), on native wire::encode_native_frame
  ConnectionId connection;
  wire::Bytes message;  // one protocol message, unless a fault has made it something else
  fault::Framing framing{};
};
struct EndConnection {
  enum class How : std::uint8_t { graceful, reset } how = How::graceful;
  ConnectionId connection;
  std::uint16_t close_code = wire::kCloseNormal;  // of a graceful end
};
struct AnswerUpgrade {  // `upgrade` follows once an accepted answer has been sent
  ConnectionId connection;
  fault::UpgradeFate fate;  // its `after` is over
};
struct AnswerNavigation {  // its `after` is over
  RequestId request;
  fault::NavigationFate fate;
};
struct CloseListeners {
  AppKey app;
  fault::Plane plane = fault::Plane::all;
};
struct OpenListeners {  // on the same ports as before
  AppKey app;
  fault::Plane plane = fault::Plane::all;
};
using Output = std::variant<SendBytes, EndConnection, AnswerUpgrade, AnswerNavigation, CloseListeners, OpenListeners>;

struct AcceptFate {
  enum class How : std::uint8_t { serve, reset, close } how = How::serve;
  fault::TlsFlaw tls = fault::TlsFlaw::none;  // of a listener with TLS
};

struct Stats {
  std::uint64_t connections_accepted = 0, connections_open = 0, navigation_requests = 0, logins_accepted = 0, logins_refused = 0,
                messages = 0, faults_fired = 0;
  std::uint64_t observations = 0;  // told of the app since it was first observed, which who tells them counts
};

class ChatServer {
 public:
  explicit ChatServer(Environment environment);
  ~ChatServer();
  ChatServer(const ChatServer&) = delete;
  ChatServer& operator=(const ChatServer&) = delete;

  // ---- apps ----
  // Generates AppKey and secret where empty. The driver opens listeners and then tells their addresses with `set_endpoints`.
  Result<control::App> create_app(const control::CreateApp& app, TimePoint now);
  void set_endpoints(const AppKey& app, const control::App& endpoints);
  Result<control::ServerReply> perform(const AppKey& app, const control::ServerCommand& command, TimePoint now);
  Result<Stats> stats(const AppKey& app) const;
  // For people: what there is at this moment. In the order of making.
  std::vector<control::AppEntry> apps() const;
  Result<control::AppState> app_state(const AppKey& app, TimePoint now) const;

  // ---- data plane, per app (the listener says which) ----
  // Answered by AnswerNavigation, later or never. `request` is the driver's number for it.
  void navigate(const AppKey& app, RequestId request, const wire::NavigationRequest& asked, bool over_tls, TimePoint now);
  // The driver of a navigation listener asks how to treat a connection's handshake; plain ones need not ask.
  fault::TlsFlaw navigation_tls(const AppKey& app, TimePoint now);
  AcceptFate accept(const AppKey& app, ConnectionId connection, wire::Dialect dialect, bool over_tls, TimePoint now);
  // The client asks for the upgrade, or has sent CONNECT: answered by AnswerUpgrade, later or never; on native always at once,
  // and there is nothing to send.
  void ask_upgrade(ConnectionId connection, const LoginClaim& claim, TimePoint now);
  // The WebSocket is open; messages follow.
  void upgrade(ConnectionId connection, TimePoint now);
  // What came is not the protocol; `why` is for the trace.
  void receive_garbage(ConnectionId connection, std::string_view why, TimePoint now);
  void receive(ConnectionId connection, const wire::Bytes& message, TimePoint now);
  // The driver waits no longer for the client and wants its connection reset; `why` is for the trace.
  void give_up(ConnectionId connection, const std::string& why, TimePoint now);
  // Exactly once for every connection that `accept` said `serve` to, whoever ended it and also after an EndConnection. `how` is
  // for the trace, such as "closed by the client" or "reset by the client"; ends that this class asked for are recorded in its
  // own words.
  void closed(ConnectionId connection, std::string_view how, TimePoint now);
  // False: every chunk of the connection passes as it is for now, and the driver need not ask.
  bool filters(ConnectionId connection) const;
  // Asked by the driver for every chunk that enters or leaves the socket of an accepted connection.
  fault::ChunkPlan filter(ConnectionId connection, fault::Direction direction, std::size_t size, TimePoint now);

  // ---- Server API (POST of a documented path) ----
  api::Reply call_api(const api::Request& request, TimePoint now);

  // ---- time ----
  std::optional<TimePoint> next_deadline() const;
  void advance(TimePoint now);  // fires what is due

  // What has to be done since the last call, in order.
  std::vector<Output> take_outputs();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::mock_server
