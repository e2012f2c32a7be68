// WebSocket over a byte stream, in both roles: upgrade, whole binary messages, pings answered, both ways of ending.
// Framing is core/wire/websocket_codec.hpp. No extensions, no sub-protocols; text messages are dropped, as the vendor's SDK does.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "core/base/result.hpp"
#include "core/wire/messages.hpp"
#include "net/http.hpp"

namespace redial::net {

// How long a close frame waits for the peer's answer before the connection goes.
inline constexpr Duration kCloseFrameTimeout = std::chrono::seconds(2);

// An open WebSocket. Loop thread only; not to be destroyed inside its callbacks (Loop::dispose); destroying it closes the socket.
class WebSocket {
 public:
  class Handler {
   public:
    virtual void on_message(const wire::Bytes& message) = 0;
    // Once and last, whoever ended it. `code` is the peer's close code, 1005 for a close frame without one (RFC 6455, 7.1.5),
    // 1006 when none came.
    virtual void on_closed(std::uint16_t code, const std::string& why) = 0;

   protected:
    ~Handler() = default;
  };

  virtual ~WebSocket() = default;
  // Messages wait for the first handler.
  virtual void set_handler(Handler* handler) = 0;
  virtual void send(const wire::Bytes& message) = 0;
  // Frames of the caller's making, right or wrong.
  virtual void send_raw(const wire::Bytes& frames) = 0;
  // Graceful: close frame, the peer's close frame or kCloseFrameTimeout, then FIN.
  virtual void close(std::uint16_t code = 1000) = 0;
  virtual void reset() = 0;  // TCP RST
};

// Is this a request to become a WebSocket that can be granted (RFC 6455, section 4.2.1)?
bool is_upgrade(const HttpRequest& request);

// Answers the upgrade with 101 and takes the stream over; `connection` is an empty shell afterwards and may be disposed.
// Precondition: is_upgrade(request), and it has not been answered.
std::unique_ptr<WebSocket> accept_websocket(Loop& loop, HttpConnection& connection, const HttpRequest& request);

// One attempt to open a WebSocket; destroying it gives up. No time limit of its own. `url`: ws or wss.
class WebSocketDial {
 public:
  // Called once on the loop's thread, never inside the constructor; may destroy this object.
  using Done = std::function<void(Result<std::unique_ptr<WebSocket>>)>;
  // `source`: as TcpDial.
  WebSocketDial(Loop& loop, const TlsContext& tls, const std::string& url, Done done, const std::string& source = {});
  // The same on a connection that is there already, with headers of the caller's too. Precondition: `url` is one.
  WebSocketDial(Loop& loop, std::unique_ptr<ByteStream> connection, const std::string& url, const HttpHeaders& headers,
                Done done);
  ~WebSocketDial();
  WebSocketDial(const WebSocketDial&) = delete;
  WebSocketDial& operator=(const WebSocketDial&) = delete;

  // The request for the upgrade. From when the dial is made.
  const std::string& request() const;
  // What answered it, granted or not; null if nothing did. From when `done` is called.
  const HttpReply* answer() const;
  // Why the connection ended ahead of an answer, as ByteStream::Handler::on_closed says it; empty otherwise. From when `done` is
  // called.
  const std::string& ended() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::net
