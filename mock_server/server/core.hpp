// What lives on the mock server's loop: the pure chat service, the listeners and connections of all apps, and one timer.
// Everything that arrives goes to the service; what the service asks for is done at once. Loop thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "mock_server/chat/chat_server.hpp"
#include "mock_server/server/app_listeners.hpp"
#include "mock_server/server/captures.hpp"
#include "mock_server/server/chat_connection.hpp"
#include "mock_server/server/http_service.hpp"
#include "mock_server/server/observers.hpp"
#include "mock_server/server/tls_front.hpp"
#include "net/loop.hpp"

namespace redial::mock_server {

class Core final : private ChatConnection::Handler {
 public:
  // Answers a call of the Server API, on whatever loop; the answer comes back on this one. False: not its business.
  using Answer = std::function<void(api::Reply)>;
  using Elsewhere = std::function<bool(const api::Request& request, const Answer& answer)>;

  struct Setting {
    TlsFront tls;
    std::string address, public_host;
    std::shared_ptr<net::capture::Folder> captures;  // may be null
    std::size_t remembered = 0;                      // events of each app that are kept for observers to come
    std::size_t max_connections = 0;                 // chat connections at a time
    // How long a client may take until it has said who it is, by TLS, upgrade request or CONNECT, unless a fault has a hand in
    // it. Nothing: as long as it likes.
    std::optional<Duration> max_handshake;
    Elsewhere elsewhere;  // asked first about calls of the Server API
  };
  Core(net::Loop& loop, Setting setting);
  ~Core();

  // Gives back the URL.
  Result<std::string> open_api(std::uint16_t port);
  Result<control::App> create_app(const control::CreateApp& app);
  Result<control::ServerReply> perform(const AppKey& app, const control::ServerCommand& command);
  api::Reply call_api(const api::Request& request);
  Result<Stats> stats(const AppKey& app) const { return chat_.stats(app); }
  std::vector<control::AppEntry> apps() const { return chat_.apps(); }
  Result<control::AppState> app_state(const AppKey& app) const { return chat_.app_state(app, loop_.now()); }
  std::size_t open_connections() const { return connections_.size(); }  // chat connections
  Observers& observers() { return observers_; }

 private:
  void accept(const AppKey& app, std::unique_ptr<net::AcceptedStream> stream, const Door& door);
  void accept_navigation(const AppKey& app, std::unique_ptr<net::ByteStream> stream, bool over_tls, const Captured& captured);
  void on_navigation(RequestId id, const net::HttpRequest& request, const HttpService::Origin& origin);
  void accept_chat(const AppKey& app, std::unique_ptr<net::ByteStream> stream, const Door& door, const Captured& captured);
  void accept_api(std::unique_ptr<net::AcceptedStream> stream);
  void on_api(RequestId id, const net::HttpRequest& request, const HttpService::Origin& origin);
  void on_upgrade_asked(ConnectionId connection, const LoginClaim& claim) override;
  void on_message(ConnectionId connection, const wire::Bytes& message) override;
  void on_garbage(ConnectionId connection, const std::string& why) override;
  void on_closed(ConnectionId connection, const std::string& how) override;
  std::optional<fault::ChunkPlan> filter(ConnectionId connection, fault::Direction direction, std::size_t size);

  // Whoever has not said in time who it is.
  void end_slow_handshakes();

  // Does what the service has asked for, and sets the timer for what it waits for. After every call into it.
  void settle();
  void advance();
  void carry_out(const SendBytes& output);
  void carry_out(const EndConnection& output);
  void carry_out(const AnswerUpgrade& output);
  void carry_out(AnswerNavigation&& output);
  void carry_out(const CloseListeners& output);
  void carry_out(const OpenListeners& output);

  struct Open {
    std::unique_ptr<ChatConnection> connection;
    std::optional<TimePoint> accepted;  // until it has said who it is
  };

  net::Loop& loop_;
  Setting setting_;
  Observers observers_;
  Captures captures_;
  ChatServer chat_;
  net::Timer deadline_;
  std::optional<TimePoint> awaited_;  // what `deadline_` runs for
  HttpService api_;
  net::Listener api_listener_;
  HttpService navigation_;
  std::map<AppKey, std::unique_ptr<AppListeners>> listeners_;
  std::unordered_map<ConnectionId, Open> connections_;
  net::Timer patience_;
  bool patient_ = false;  // it runs
  std::uint64_t last_connection_ = 0;
  bool settling_ = false;
};

}  // namespace redial::mock_server
