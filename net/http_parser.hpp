// HTTP/1.1 messages from bytes, without a socket. For net/ itself: the one place that knows Beast hides behind these two classes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "net/http.hpp"

namespace redial::net {

// Why bytes are no message, and the status that tells the sender (400, 413 or 431).
struct HttpParseError {
  int status = 400;
  std::string what;
};

// One request.
class HttpRequestParser {
 public:
  HttpRequestParser();
  ~HttpRequestParser();

  // Takes what belongs to the request from the front of `bytes`. True when it is complete.
  Result<bool, HttpParseError> feed(std::vector<std::uint8_t>& bytes);
  // Once, when the headers are there and the sender waits for leave to send the body.
  bool wants_continue();

  bool keep_alive() const;
  HttpRequest take();  // precondition: complete

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One reply.
class HttpReplyParser {
 public:
  HttpReplyParser();
  ~HttpReplyParser();

  // As above. A 101 is complete behind its headers.
  Result<bool, HttpParseError> feed(std::vector<std::uint8_t>& bytes);
  // The connection ended; true if that completes the reply.
  bool feed_end();
  HttpReply take();  // precondition: complete

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::net
