// The mock server in virtual time: the pure chat service, its listeners and connections, and one timer. It obeys what the service
// asks for, as the driver on real sockets does.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "agent/ports/server_port.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "sim/chat_connection.hpp"
#include "sim/navigation_connection.hpp"
#include "sim/network.hpp"
#include "sim/world.hpp"

namespace redial::sim {

// Stands for the CA of a simulated server: a client that is given it trusts the server's certificates.
inline constexpr const char* kCaFile = "the simulated CA";

class Server final : public agent::ServerPort, private ChatConnection::Handler, private NavigationConnection::Handler {
 public:
  // `digests.random` is not used: keys and ids are drawn from the world's seed.
  Server(World& world, Network& network, mock_server::Digests digests);
  ~Server() override;

  // Lets go of every connection; the world then ends them, while there is a network.
  void end();

  std::string ca_file() const override { return kCaFile; }
  Result<std::unique_ptr<agent::AppPort>> create_app(const control::CreateApp& app, agent::ObservationSink sink) override;

 private:
  class App;
  struct Listener {
    std::string address;
    fault::Plane plane;
    wire::Dialect dialect;
    bool over_tls;
  };
  struct Tenant {
    agent::ObservationSink sink;
    std::vector<Listener> listeners;
  };
  struct Question {
    AppKey app;
    bool over_tls = false;
    std::unique_ptr<NavigationConnection> connection;
  };

  Result<control::ServerReply> perform(const AppKey& app, const control::ServerCommand& command);
  void open(const AppKey& app, fault::Plane plane);
  void close(const AppKey& app, fault::Plane plane);
  void accept_chat(const AppKey& app, std::unique_ptr<Stream> stream, wire::Dialect dialect, bool over_tls);
  void accept_navigation(const AppKey& app, std::unique_ptr<Stream> stream, bool over_tls);

  void on_upgrade_asked(ConnectionId connection, const mock_server::LoginClaim& claim) override;
  void on_upgraded(ConnectionId connection) override;
  void on_message(ConnectionId connection, const wire::Bytes& message) override;
  void on_garbage(ConnectionId connection, const std::string& why) override;
  void on_closed(ConnectionId connection, const std::string& how) override;
  fault::ChunkPlan filter(ConnectionId connection, fault::Direction direction, std::size_t size) override;
  void on_navigation(RequestId request, const wire::NavigationRequest& asked) override;
  void on_closed(RequestId request) override;

  // Does what the service has asked for, and sets the timer for what it waits for. After every call into it.
  void settle();
  void advance();
  void carry_out(const mock_server::SendBytes& output);
  void carry_out(const mock_server::EndConnection& output);
  void carry_out(const mock_server::AnswerUpgrade& output);
  void carry_out(const mock_server::AnswerNavigation& output);
  void carry_out(const mock_server::CloseListeners& output) { close(output.app, output.plane); }
  void carry_out(const mock_server::OpenListeners& output) { open(output.app, output.plane); }

  World& world_;
  Network& network_;
  Timer deadline_;
  std::optional<TimePoint> awaited_;  // what `deadline_` runs for
  std::map<AppKey, Tenant> tenants_;
  mock_server::ChatServer chat_;
  std::map<ConnectionId, std::unique_ptr<ChatConnection>> connections_;
  std::map<RequestId, Question> questions_;
  std::uint64_t last_connection_ = 0;
  std::uint64_t last_question_ = 0;
  std::uint16_t last_port_ = 9000;
  bool is_settling_ = false;
};

}  // namespace redial::sim
