// The server's side of HTTP: requests one after the other, each answered before the next is looked at.
#include "net/http.hpp"
#include "net/http_message.hpp"
#include "net/http_parser.hpp"

namespace redial::net {

HttpConnection::HttpConnection(std::unique_ptr<ByteStream> stream)
    : stream_(std::move(stream)), parser_(std::make_unique<HttpRequestParser>()) {}
HttpConnection::~HttpConnection() = default;

void HttpConnection::set_handler(Handler* handler) {
  handler_ = handler;
  if (stream_) stream_->set_handler(handler ? this : nullptr);
}

void HttpConnection::reply(const HttpReply& reply) {
  stream_->send(as_bytes(reply_text(reply, keep_alive_, with_body_)));
  if (!keep_alive_) return close();
  parser_ = std::make_unique<HttpRequestParser>();
  answering_ = false;
  if (!parsing_) parse();
}

void HttpConnection::reply_truncated(const HttpReply& reply) {
  const std::string text = reply_text(reply, false, true);
  stream_->send(as_bytes(text).first(text.size() - (reply.body.size() + 1) / 2));
  close();
}

void HttpConnection::close() {
  refused_ = true;
  stream_->close();
}

void HttpConnection::reset() {
  refused_ = true;
  stream_->reset();
}

HttpConnection::Released HttpConnection::release() {
  stream_->set_handler(nullptr);
  return {std::move(stream_), std::move(pending_)};
}

void HttpConnection::on_bytes(std::span<const std::uint8_t> bytes) {
  if (refused_) return;
  if (pending_.size() + bytes.size() > kMaxHttpHeaderBytes + kMaxHttpBodyBytes) return reset();  // pipelined without end
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  parse();
}

void HttpConnection::on_closed(const std::string& why) {
  if (handler_) handler_->on_closed(why);
}

// A reply given inside on_request lets the loop take the next request; one given later calls this again.
void HttpConnection::parse() {
  parsing_ = true;
  while (stream_ && !answering_ && !refused_ && !pending_.empty()) {
    const auto complete = parser_->feed(pending_);
    if (!complete) {
      refuse(complete.error());
    } else if (*complete) {
      answering_ = true;
      keep_alive_ = parser_->keep_alive();
      HttpRequest request = parser_->take();
      with_body_ = request.method != "HEAD";
      if (handler_) handler_->on_request(std::move(request));
    } else {
      if (parser_->wants_continue()) stream_->send(as_bytes("HTTP/1.1 100 Continue\r\n\r\n"));
      break;
    }
  }
  parsing_ = false;
}

void HttpConnection::refuse(const HttpParseError& error) {
  keep_alive_ = false;
  reply({.status = error.status, .headers = {{"Content-Type", "text/plain"}}, .body = error.what + "\n"});
}

}  // namespace redial::net
