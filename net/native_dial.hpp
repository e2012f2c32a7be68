// One attempt to open a connection in the native dialect: TCP, and TLS where the URL says so. Nothing is sent on it yet.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "net/native_socket.hpp"
#include "net/tcp.hpp"
#include "net/tls.hpp"
#include "net/url.hpp"

namespace redial::net {

// Destroying it gives up. No time limit of its own. Loop thread only.
class NativeDial final : private ByteStream::Handler {
 public:
  // Called once, never inside the constructor; may destroy this object.
  using Done = std::function<void(Result<std::unique_ptr<NativeSocket>>)>;
  // `url`: tcp://host:port or tls://host:port. `source`: as TcpDial.
  NativeDial(Loop& loop, const TlsContext& tls, const std::string& url, Done done, const std::string& source = {});
  ~NativeDial();
  NativeDial(const NativeDial&) = delete;
  NativeDial& operator=(const NativeDial&) = delete;

 private:
  void on_dialled(Result<std::unique_ptr<ByteStream>> stream);
  void on_secured() override { finish(); }
  void on_bytes(std::span<const std::uint8_t>) override {}  // the client speaks first
  void on_closed(const std::string& why) override;
  void finish();
  void fail(Error error);

  Loop& loop_;
  TlsContext tls_;
  Done done_;
  Url url_;
  Timer later_;
  std::unique_ptr<TcpDial> dial_;
  std::unique_ptr<ByteStream> stream_;
};

}  // namespace redial::net
