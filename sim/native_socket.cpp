// See native_socket.hpp. What fails is told in the words that real sockets have for it.
#include "sim/native_socket.hpp"

#include <utility>

#include "sim/tls_stream.hpp"

namespace redial::sim {

NativeSocket::NativeSocket(World& world, Network& network, bool trusts, const Target& target, Handler* handler)
    : world_(world), trusts_(trusts), target_(target), handler_(handler), dial_(network, target.authority, [this](auto stream) {
        on_dialled(std::move(stream));
      }) {}

NativeSocket::~NativeSocket() { world_.dispose(std::move(stream_)); }

void NativeSocket::on_dialled(Result<std::unique_ptr<Stream>> stream) {
  if (!handler_) return;
  if (!stream) return handler_->on_failed(stream.error());
  stream_ = std::move(*stream);
  if (target_.over_tls) stream_ = TlsStream::client(std::move(stream_), trusts_);
  stream_->set_handler(this);
  if (!target_.over_tls) open();
}

void NativeSocket::open() {
  is_open_ = true;
  if (handler_) handler_->on_opened();
}

void NativeSocket::send(const wire::Bytes& message) { stream_->send(wire::encode_native_frame(message, wire::kUsualNativeKey)); }

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
  if (!handler_) return;
  if (is_open_) return handler_->on_closed(violation_.empty() ? why : violation_);
  handler_->on_failed({"not opened: " + why, target_.authority, "look at the server's side"});
}

}  // namespace redial::sim
