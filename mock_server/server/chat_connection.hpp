// One chat connection above its bytes: HTTP until the upgrade, then WebSocket. What messages mean is the chat server's business.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "mock_server/chat/chat_server.hpp"
#include "net/http.hpp"
#include "net/websocket.hpp"

namespace redial::mock_server {

class ChatConnection final : private net::HttpConnection::Handler, private net::WebSocket::Handler {
 public:
  // Calls come on the loop's thread.
  class Handler {
   public:
    // To be answered with `answer_upgrade`, now or later.
    virtual void on_upgrade_asked(ConnectionId connection, const LoginClaim& claim) = 0;
    virtual void on_message(ConnectionId connection, const wire::Bytes& message) = 0;
    // Once and last.
    virtual void on_closed(ConnectionId connection, const std::string& how) = 0;

   protected:
    ~Handler() = default;
  };

  ChatConnection(net::Loop& loop, ConnectionId id, std::unique_ptr<net::ByteStream> stream, Handler& handler);
  ~ChatConnection();
  void set_handler(Handler* handler) { handler_ = handler; }

  // Whose `after` is over. An accepted upgrade leaves an open WebSocket; a refused one ends the connection. Precondition: asked
  // for, not answered yet.
  void answer_upgrade(const fault::UpgradeFate& fate);
  // Precondition for what is sent to arrive: the WebSocket is open.
  void send(const SendBytes& output);
  void end(EndConnection::How how, std::uint16_t close_code = wire::kCloseNormal);

 private:
  void on_request(net::HttpRequest request) override;
  void on_message(const wire::Bytes& message) override;
  void on_closed(const std::string& why) override;
  void on_closed(std::uint16_t code, const std::string& why) override;

  net::Loop& loop_;
  ConnectionId id_;
  Handler* handler_;
  std::unique_ptr<net::HttpConnection> http_;  // until the upgrade
  std::optional<net::HttpRequest> upgrade_;    // asked for, not answered
  std::unique_ptr<net::WebSocket> socket_;     // from then on
};

}  // namespace redial::mock_server
