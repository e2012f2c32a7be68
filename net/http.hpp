// HTTP/1.1 as far as navigation, the Server API and WebSocket upgrades need it: requests in, replies out, one at a time per
// connection. No pipelining of replies, no streaming bodies, no compression, no redirects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "net/byte_stream.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"
#include "net/url.hpp"

namespace redial::net {

inline constexpr std::size_t kMaxHttpHeaderBytes = 16 * 1024;  // beyond: 431
inline constexpr std::size_t kMaxHttpBodyBytes = 256 * 1024;   // beyond: 413

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

// Empty when there is no such header; `name` in any case.
std::string_view find_header(const HttpHeaders& headers, std::string_view name);

struct HttpRequest {
  std::string method = "POST";
  std::string target;  // path and query as sent
  HttpHeaders headers;
  std::string body;

  std::string_view path() const;   // up to '?'
  std::string_view query() const;  // behind '?'
};

struct HttpReply {
  int status = 200;
  HttpHeaders headers;  // without Content-Length and Connection, which are put in
  std::string body;
};

class HttpRequestParser;
struct HttpParseError;

// The server's side of a connection. Malformed requests are answered with 400, 413 or 431 and a closed connection, by itself.
// Loop thread only; not to be destroyed inside its callbacks (Loop::dispose).
class HttpConnection final : private ByteStream::Handler {
 public:
  class Handler {
   public:
    // The next request is read when this one has been answered with `reply`, now or later.
    virtual void on_request(HttpRequest request) = 0;
    // Once and last, unless the stream was released.
    virtual void on_closed(const std::string& why) = 0;

   protected:
    ~Handler() = default;
  };

  explicit HttpConnection(std::unique_ptr<ByteStream> stream);
  ~HttpConnection();
  void set_handler(Handler* handler);

  // Answers the request last told. Closes afterwards if the request asked for that.
  void reply(const HttpReply& reply);
  // Answers with headers that promise the whole body, half of the body, and the end of the connection.
  void reply_truncated(const HttpReply& reply);
  // These leave the request without an answer.
  void close();
  void reset();

  // What is left when HTTP is over: the stream, and bytes that came behind the request. Nothing else may be called afterwards.
  struct Released {
    std::unique_ptr<ByteStream> stream;
    std::vector<std::uint8_t> rest;
  };
  Released release();

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void parse();
  void refuse(const HttpParseError& error);

  std::unique_ptr<ByteStream> stream_;
  std::unique_ptr<HttpRequestParser> parser_;
  std::vector<std::uint8_t> pending_;
  Handler* handler_ = nullptr;
  bool parsing_ = false;
  bool answering_ = false;  // a request is out with the handler
  bool keep_alive_ = true;  // of that request
  bool with_body_ = true;   // its reply; HEAD wants none
  bool refused_ = false;    // nothing more is read
};

// One request to a server on a connection of its own; destroying it cancels. `url`: http or https.
class HttpExchange {
 public:
  struct Call {
    std::string url;
    HttpHeaders headers;  // Host and Content-Length are put in
    std::string body;
    Duration timeout{};  // for the whole exchange
  };
  // Called once on the loop's thread, never inside the constructor; may destroy this object. A status of 4xx or 5xx is a reply,
  // not an error.
  using Done = std::function<void(Result<HttpReply>)>;
  // `tls` is what https needs: TlsContext::client.
  HttpExchange(Loop& loop, const TlsContext& tls, const Call& call, Done done);
  ~HttpExchange();
  HttpExchange(const HttpExchange&) = delete;
  HttpExchange& operator=(const HttpExchange&) = delete;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::net
