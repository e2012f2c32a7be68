// A chat connection of the Web: the upgrade request, then WebSocket.
#pragma once

#include <memory>
#include <string>

#include "sim/chat_connection.hpp"
#include "sim/http_text.hpp"
#include "sim/websocket.hpp"

namespace redial::sim {

class WebConnection final : public ChatConnection, private WebSocket::Handler {
 public:
  using ChatConnection::ChatConnection;
  ~WebConnection() override;

  void answer_upgrade(const fault::UpgradeFate& fate) override;
  void send(const mock_server::SendBytes& output) override;
  void end(const mock_server::EndConnection& output) override;

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_message(const wire::Bytes& message) override { handler_.on_message(id_, message); }
  using ChatConnection::on_closed;
  void on_closed(std::uint16_t, const std::string& why) override { ChatConnection::on_closed(why); }

  HttpReader reader_;
  std::unique_ptr<WebSocket> socket_;  // from the upgrade on
};

}  // namespace redial::sim
