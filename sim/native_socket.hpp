// A client's end of a connection in the native dialect: the dial, TLS where the URL says so, then frames.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/wire/native_frame.hpp"
#include "sim/dialogue.hpp"
#include "sim/network.hpp"
#include "sim/stream.hpp"
#include "sim/world.hpp"

namespace redial::sim {

// Not to be destroyed inside its callbacks (World::dispose).
class NativeSocket final : private Stream::Handler {
 public:
  // Never called inside the constructor.
  class Handler {
   public:
    virtual void on_opened() = 0;
    virtual void on_failed(const Error& error) = 0;  // once and last, unless it opened
    virtual void on_message(const wire::Bytes& message) = 0;
    virtual void on_closed(const std::string& why) = 0;  // once and last

   protected:
    ~Handler() = default;
  };

  // `trusts`: the client knows the server's CA.
  NativeSocket(World& world, Network& network, bool trusts, const Target& target, Handler* handler);
  ~NativeSocket();

  void set_handler(Handler* handler) { handler_ = handler; }  // null silences it

  bool is_open() const { return is_open_; }
  void send(const wire::Bytes& message);  // precondition: is_open()
  void close() { stream_->close(); }      // precondition: is_open()

 private:
  void on_dialled(Result<std::unique_ptr<Stream>> stream);
  void on_secured() override { open(); }
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void open();

  World& world_;
  bool trusts_;
  Target target_;
  Handler* handler_;
  std::unique_ptr<Stream> stream_;
  bool is_open_ = false;
  wire::NativeReader reader_{wire::kUsualNativeKey};
  std::string violation_;  // why we closed
  Network::Dial dial_;
};

}  // namespace redial::sim
