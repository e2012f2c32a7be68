// One chat connection on a real socket: TCP, fault filter, TLS where the listener has it, HTTP until the upgrade, then WebSocket.
// It carries bytes and messages; what they mean is the chat server's business.
#pragma once

#include <memory>
#include <string>

#include "mock_server/chat/chat_server.hpp"
#include "net/http.hpp"
#include "net/websocket.hpp"

namespace redial::mock_server {

class ChatConnection final : private net::HttpConnection::Handler, private net::WebSocket::Handler {
 public:
  // Calls come on the loop's thread; `filter` also inside `send`.
  class Handler {
   public:
    virtual void on_upgraded(ConnectionId connection, const LoginClaim& claim) = 0;
    virtual void on_message(ConnectionId connection, const wire::Bytes& message) = 0;
    // Once and last.
    virtual void on_closed(ConnectionId connection, const std::string& how) = 0;
    virtual fault::ChunkFate filter(ConnectionId connection, fault::Direction direction, std::size_t size) = 0;

   protected:
    ~Handler() = default;
  };

  // `tls`: null for a plain listener.
  ChatConnection(net::Loop& loop, ConnectionId id, std::unique_ptr<net::ByteStream> stream, const net::TlsContext* tls,
                 Handler& handler);
  ~ChatConnection();
  void set_handler(Handler* handler) { handler_ = handler; }

  void send(const wire::Bytes& message);
  void end(EndConnection::How how);

 private:
  void on_request(net::HttpRequest request) override;
  void on_message(const wire::Bytes& message) override;
  void on_closed(const std::string& why) override;
  void on_closed(std::uint16_t code, const std::string& why) override;
  fault::ChunkFate fate_of(fault::Direction direction, std::size_t size);

  net::Loop& loop_;
  ConnectionId id_;
  Handler* handler_;
  std::unique_ptr<net::HttpConnection> http_;  // until the upgrade
  std::unique_ptr<net::WebSocket> socket_;     // from then on
};

}  // namespace redial::mock_server
