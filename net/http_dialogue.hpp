// The client's side of one HTTP request: dial, TLS where the URL says so, ask, read the reply. For net/ itself: HttpExchange and
// WebSocketDial are made of it. It has no time limit.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/http.hpp"
#include "net/http_parser.hpp"
#include "net/tcp.hpp"

namespace redial::net {

class HttpDialogue final : private ByteStream::Handler {
 public:
  struct Outcome {
    HttpReply reply;
    std::unique_ptr<ByteStream> stream;  // still open
    std::vector<std::uint8_t> rest;      // what came behind the reply
  };
  // Called once, never inside the constructor; may destroy the dialogue.
  using Done = std::function<void(Result<Outcome>)>;
  // `method`: GET (without body) or POST. `source`: as TcpDial. Destroying it cancels.
  HttpDialogue(Loop& loop, const TlsContext& tls, const std::string& method, const std::string& url, const HttpHeaders& headers,
               const std::string& body, Done done, const std::string& source = {});
  // The same on a connection that is there already. Precondition: `url` is one.
  HttpDialogue(Loop& loop, std::unique_ptr<ByteStream> connection, const std::string& method, const std::string& url,
               const HttpHeaders& headers, const std::string& body, Done done);
  ~HttpDialogue();

  // What is sent. From when the dialogue is made.
  const std::string& request() const { return request_; }
  // Why the connection ended ahead of a complete reply, as ByteStream::Handler::on_closed says it; empty otherwise. From when
  // `done` is called.
  const std::string& ended() const { return ended_; }

 private:
  void ask();
  void on_dialled(Result<std::unique_ptr<ByteStream>> stream);
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void finish(std::optional<Error> error);

  Loop& loop_;
  std::optional<TlsContext> tls_;
  Done done_;
  Url url_;
  std::string request_;
  Timer later_;
  std::unique_ptr<TcpDial> dial_;
  std::unique_ptr<ByteStream> stream_;
  HttpReplyParser parser_;
  std::vector<std::uint8_t> bytes_;
  std::string ended_;
};

}  // namespace redial::net
