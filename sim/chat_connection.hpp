// One chat connection, on the server's side: faults, TLS where the listener has it, the upgrade request, then WebSocket.
// It carries bytes and messages; what they mean is the chat server's business.
#pragma once

#include <memory>
#include <string>

#include "mock_server/chat/chat_server.hpp"
#include "sim/http_text.hpp"
#include "sim/stream.hpp"
#include "sim/websocket.hpp"
#include "sim/world.hpp"

namespace redial::sim {

// May be destroyed inside its own callbacks.
class ChatConnection final : private Stream::Handler, private WebSocket::Handler {
 public:
  class Handler {
   public:
    virtual void on_upgrade_asked(ConnectionId connection, const mock_server::LoginClaim& claim) = 0;
    virtual void on_upgraded(ConnectionId connection) = 0;
    virtual void on_message(ConnectionId connection, const wire::Bytes& message) = 0;
    // Once and last.
    virtual void on_closed(ConnectionId connection, const std::string& how) = 0;
    virtual fault::ChunkPlan filter(ConnectionId connection, fault::Direction direction, std::size_t size) = 0;

   protected:
    ~Handler() = default;
  };

  ChatConnection(World& world, ConnectionId id, std::unique_ptr<Stream> stream, Handler& handler);
  ~ChatConnection();

  // Once, right away, on a listener with TLS.
  void start_tls(fault::TlsFlaw flaw);
  void answer_upgrade(const fault::UpgradeFate& fate);
  void send(const mock_server::SendBytes& output);
  void end(const mock_server::EndConnection& output);

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void on_message(const wire::Bytes& message) override { handler_.on_message(id_, message); }
  void on_closed(std::uint16_t, const std::string& why) override { on_closed(why); }

  World& world_;
  ConnectionId id_;
  Handler& handler_;
  std::unique_ptr<Stream> stream_;  // until the upgrade
  HttpReader reader_;
  std::unique_ptr<WebSocket> socket_;  // from then on
};

}  // namespace redial::sim
