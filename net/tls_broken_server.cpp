// A server that does not get through the handshake. It looks at no byte.
#include "net/tls.hpp"

namespace redial::net {
namespace {

class BrokenServer final : public ByteStream, private ByteStream::Handler {
 public:
  BrokenServer(std::unique_ptr<ByteStream> transport, HandshakeFlaw flaw) : transport_(std::move(transport)), flaw_(flaw) {}

  void set_handler(ByteStream::Handler* handler) override {
    handler_ = handler;
    transport_->set_handler(handler ? this : nullptr);
  }
  void send(std::span<const std::uint8_t>) override {}
  void close() override { transport_->close(); }
  void reset() override { transport_->reset(); }

 private:
  void on_bytes(std::span<const std::uint8_t>) override {
    if (flaw_ == HandshakeFlaw::reset) transport_->reset();
  }
  void on_closed(const std::string& why) override {
    if (handler_) handler_->on_closed("during the TLS handshake: " + why);
  }

  std::unique_ptr<ByteStream> transport_;
  HandshakeFlaw flaw_;
  ByteStream::Handler* handler_ = nullptr;
};

}  // namespace

std::unique_ptr<ByteStream> tls_broken_server(std::unique_ptr<ByteStream> transport, HandshakeFlaw flaw) {
  return std::make_unique<BrokenServer>(std::move(transport), flaw);
}

}  // namespace redial::net
