// Beast's incremental parsers, fed by hand. No other file includes Beast.
#include "net/http_parser.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace redial::net {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kUsualHeaders = 16;  // of a browser's request

template <class Parser>
void set_limits(Parser& parser) {
  parser.eager(true);
  parser.header_limit(static_cast<std::uint32_t>(kMaxHttpHeaderBytes));
  parser.body_limit(kMaxHttpBodyBytes);
}

HttpParseError refusal(const boost::system::error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return {431, "headers longer than " + std::to_string(kMaxHttpHeaderBytes) + " bytes"};
  }
  if (error == http::error::body_limit) return {413, "body longer than " + std::to_string(kMaxHttpBodyBytes) + " bytes"};
  return {400, "malformed HTTP: " + error.message()};
}

template <class Parser>
Result<bool, HttpParseError> feed_to(Parser& parser, std::vector<std::uint8_t>& bytes) {
  boost::system::error_code error;
  while (!bytes.empty() && !parser.is_done()) {
    const std::size_t used = parser.put(boost::asio::buffer(bytes), error);
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(used));
    if (error == http::error::need_more) break;
    if (error) return refusal(error);
  }
  return parser.is_done();
}

HttpHeaders headers_of(const http::fields& fields) {
  HttpHeaders headers;
  headers.reserve(kUsualHeaders);
  for (const auto& field : fields) headers.emplace_back(field.name_string(), field.value());
  return headers;
}

}  // namespace

struct HttpRequestParser::Impl {
  http::request_parser<http::string_body> parser;
  bool continued = false;
};

HttpRequestParser::HttpRequestParser() : impl_(std::make_unique<Impl>()) { set_limits(impl_->parser); }
HttpRequestParser::~HttpRequestParser() = default;

Result<bool, HttpParseError> HttpRequestParser::feed(std::vector<std::uint8_t>& bytes) { return feed_to(impl_->parser, bytes); }

bool HttpRequestParser::wants_continue() {
  const auto& parser = impl_->parser;
  if (impl_->continued || !parser.is_header_done() || parser.is_done()) return false;
  return impl_->continued = boost::beast::iequals(parser.get()[http::field::expect], "100-continue");
}

bool HttpRequestParser::keep_alive() const { return impl_->parser.get().keep_alive(); }

HttpRequest HttpRequestParser::take() {
  auto message = impl_->parser.release();
  return {std::string(message.method_string()), std::string(message.target()), headers_of(message), std::move(message.body())};
}

struct HttpReplyParser::Impl {
  http::response_parser<http::string_body> parser;
};

HttpReplyParser::HttpReplyParser() : impl_(std::make_unique<Impl>()) { set_limits(impl_->parser); }
HttpReplyParser::~HttpReplyParser() = default;

Result<bool, HttpParseError> HttpReplyParser::feed(std::vector<std::uint8_t>& bytes) { return feed_to(impl_->parser, bytes); }

bool HttpReplyParser::feed_end() {
  if (!impl_->parser.got_some()) return false;  // Beast asserts this
  boost::system::error_code error;
  impl_->parser.put_eof(error);
  return !error && impl_->parser.is_done();
}

HttpReply HttpReplyParser::take() {
  auto message = impl_->parser.release();
  return {static_cast<int>(message.result_int()), headers_of(message), std::move(message.body())};
}

}  // namespace redial::net
