// A chat connection of the native stack: CONNECT, then frames.
#pragma once

#include "core/wire/native_frame.hpp"
#include "sim/chat_connection.hpp"

namespace redial::sim {

class NativeConnection final : public ChatConnection {
 public:
  using ChatConnection::ChatConnection;

  void answer_upgrade(const fault::UpgradeFate&) override { handler_.on_upgraded(id_); }  // CONNACK is the answer
  void send(const mock_server::SendBytes& output) override;

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void handle(const wire::Bytes& message);
  void handle(const wire::NativeViolation& violation) { handler_.on_garbage(id_, violation.what); }

  wire::NativeReader reader_;
  bool connected_ = false;  // CONNECT has come
};

}  // namespace redial::sim
