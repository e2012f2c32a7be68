// A chat connection of the native stack: CONNECT, then frames, over TCP or TLS. It sends well-formed frames only.
#pragma once

#include <memory>
#include <string>

#include "core/wire/native_frame.hpp"
#include "mock_server/server/chat_connection.hpp"
#include "net/byte_stream.hpp"

namespace redial::mock_server {

class NativeConnection final : public ChatConnection, private net::ByteStream::Handler {
 public:
  NativeConnection(ConnectionId id, std::unique_ptr<net::ByteStream> stream, ChatConnection::Handler& handler);

  void answer_upgrade(const fault::UpgradeFate&) override {}  // CONNACK is the answer
  void send(const SendBytes& output) override;
  void end(EndConnection::How how, std::uint16_t close_code) override;

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override { tell_closed(why); }
  void handle(const wire::Bytes& message);
  void handle(const wire::NativeViolation& violation);

  std::unique_ptr<net::ByteStream> stream_;
  wire::NativeReader reader_;
  bool connected_ = false;  // CONNECT has come
};

}  // namespace redial::mock_server
