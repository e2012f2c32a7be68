// Frames in and out.
#include "net/native_socket.hpp"

#include <utility>

namespace redial::net {

NativeSocket::NativeSocket(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

void NativeSocket::set_handler(Handler* handler) {
  handler_ = handler;
  stream_->set_handler(handler ? this : nullptr);
}

void NativeSocket::send(const wire::Bytes& message) { stream_->send(wire::encode_native_frame(message, wire::kUsualNativeKey)); }

void NativeSocket::reset() { stream_->reset(); }

void NativeSocket::close() { stream_->close(); }

void NativeSocket::on_bytes(std::span<const std::uint8_t> bytes) {
  for (const wire::NativeEvent& event : reader_.read(bytes)) {
    if (const auto* violation = std::get_if<wire::NativeViolation>(&event)) {
      violation_ = "native protocol violated by peer: " + violation->what;
      return stream_->close();
    }
    if (handler_) handler_->on_message(std::get<wire::Bytes>(event));
  }
}

void NativeSocket::on_closed(const std::string& why) {
  if (handler_) handler_->on_closed(violation_.empty() ? why : violation_);
}

}  // namespace redial::net
