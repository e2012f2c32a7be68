// A chat connection of the Web: HTTP until the upgrade, then WebSocket.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "mock_server/server/chat_connection.hpp"
#include "net/http.hpp"
#include "net/websocket.hpp"

namespace redial::mock_server {

class WebConnection final : public ChatConnection, private net::HttpConnection::Handler, private net::WebSocket::Handler {
 public:
  WebConnection(net::Loop& loop, ConnectionId id, std::unique_ptr<net::ByteStream> stream, ChatConnection::Handler& handler);
  ~WebConnection() override;

  void answer_upgrade(const fault::UpgradeFate& fate) override;
  void send(const SendBytes& output) override;
  void end(EndConnection::How how, std::uint16_t close_code) override;

 private:
  void on_request(net::HttpRequest request) override;
  void on_message(const wire::Bytes& message) override;
  void on_closed(const std::string& why) override;
  void on_closed(std::uint16_t code, const std::string& why) override;

  net::Loop& loop_;
  std::unique_ptr<net::HttpConnection> http_;  // until the upgrade
  std::optional<net::HttpRequest> upgrade_;    // asked for, not answered
  std::unique_ptr<net::WebSocket> socket_;     // from then on
};

}  // namespace redial::mock_server
