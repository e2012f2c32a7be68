// One chat connection, on the server's side: faults, TLS where the listener has it, then either dialect. It carries bytes and
// messages; what they mean is the chat server's business.
#pragma once

#include <memory>
#include <string>

#include "mock_server/chat/chat_server.hpp"
#include "sim/stream.hpp"
#include "sim/world.hpp"

namespace redial::sim {

// May be destroyed inside its own callbacks.
class ChatConnection : protected Stream::Handler {
 public:
  class Handler {
   public:
    virtual void on_upgrade_asked(ConnectionId connection, const mock_server::LoginClaim& claim) = 0;
    virtual void on_upgraded(ConnectionId connection) = 0;
    virtual void on_message(ConnectionId connection, const wire::Bytes& message) = 0;
    // What came is not the protocol.
    virtual void on_garbage(ConnectionId connection, const std::string& why) = 0;
    // Once and last.
    virtual void on_closed(ConnectionId connection, const std::string& how) = 0;
    virtual fault::ChunkPlan filter(ConnectionId connection, fault::Direction direction, std::size_t size) = 0;

   protected:
    ~Handler() = default;
  };

  ChatConnection(World& world, ConnectionId id, std::unique_ptr<Stream> stream, Handler& handler);
  virtual ~ChatConnection();

  // Once, right away, on a listener with TLS.
  void start_tls(fault::TlsFlaw flaw);
  virtual void answer_upgrade(const fault::UpgradeFate& fate) = 0;
  virtual void send(const mock_server::SendBytes& output) = 0;
  virtual void end(const mock_server::EndConnection& output);

 protected:
  void on_closed(const std::string& why) override;

  World& world_;
  ConnectionId id_;
  Handler& handler_;
  std::unique_ptr<Stream> stream_;  // null once something else has taken it over
};

}  // namespace redial::sim
