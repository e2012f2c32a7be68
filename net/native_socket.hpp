// An open connection in the native dialect, as a client sees it: whole messages both ways over a byte stream.
// Framing is core/wire/native_frame.hpp; CONNECT is the owner's first message.
#pragma once

#include <memory>
#include <string>

#include "core/wire/native_frame.hpp"
#include "net/byte_stream.hpp"

namespace redial::net {

// Loop thread only; not to be destroyed inside its callbacks (Loop::dispose); destroying it closes the connection.
class NativeSocket final : private ByteStream::Handler {
 public:
  class Handler {
   public:
    virtual void on_message(const wire::Bytes& message) = 0;
    // Once and last, whoever ended it.
    virtual void on_closed(const std::string& why) = 0;

   protected:
    ~Handler() = default;
  };

  explicit NativeSocket(std::unique_ptr<ByteStream> stream);
  // Messages wait for the first handler.
  void set_handler(Handler* handler);
  void send(const wire::Bytes& message);
  void close();  // graceful
  void reset();  // TCP RST

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;

  std::unique_ptr<ByteStream> stream_;
  wire::NativeReader reader_{wire::kUsualNativeKey};
  Handler* handler_ = nullptr;
  std::string violation_;  // why we closed
};

}  // namespace redial::net
