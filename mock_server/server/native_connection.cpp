// CONNECT is the first message; all others go to the chat server as they are.
#include "mock_server/server/native_connection.hpp"

#include <utility>

#include "mock_server/chat/login_claim.hpp"

namespace redial::mock_server {

NativeConnection::NativeConnection(ConnectionId id, std::unique_ptr<net::ByteStream> stream, ChatConnection::Handler& handler)
    : ChatConnection(id, handler), stream_(std::move(stream)) {
  stream_->set_handler(this);
}

void NativeConnection::send(const SendBytes& output) {
  if (reader_.key()) stream_->send(wire::encode_native_frame(output.message, *reader_.key()));
}

void NativeConnection::end(EndConnection::How how, std::uint16_t) {
  how == EndConnection::How::reset ? stream_->reset() : stream_->close();
}

void NativeConnection::on_bytes(std::span<const std::uint8_t> bytes) {
  for (const wire::NativeEvent& event : reader_.read(bytes)) {
    std::visit([this](const auto& known) { handle(known); }, event);
  }
}

void NativeConnection::handle(const wire::Bytes& message) {
  if (std::exchange(connected_, true)) return tell_message(message);
  const auto connect = wire::decode_connect(message);
  if (!connect) return tell_garbage(connect.error().what);
  tell_upgrade_asked(login_claim(*connect));
}

void NativeConnection::handle(const wire::NativeViolation& violation) { tell_garbage(violation.what); }

}  // namespace redial::mock_server
