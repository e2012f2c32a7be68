// See native_connection.hpp.
#include "sim/native_connection.hpp"

#include <utility>

#include "mock_server/chat/login_claim.hpp"

namespace redial::sim {

void NativeConnection::send(const mock_server::SendBytes& output) {
  if (reader_.key()) stream_->send(wire::encode_native_frame(output.message, *reader_.key()));
}

void NativeConnection::on_bytes(std::span<const std::uint8_t> bytes) {
  for (const wire::NativeEvent& event : reader_.read(bytes)) {
    std::visit([this](const auto& known) { handle(known); }, event);
  }
}

void NativeConnection::handle(const wire::Bytes& message) {
  if (std::exchange(connected_, true)) return handler_.on_message(id_, message);
  const auto connect = wire::decode_connect(message);
  if (!connect) return handler_.on_garbage(id_, connect.error().what);
  handler_.on_upgrade_asked(id_, mock_server::login_claim(*connect));
}

}  // namespace redial::sim
