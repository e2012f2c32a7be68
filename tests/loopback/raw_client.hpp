// A client of bytes: it sends what the test says and shows what comes, whatever it is.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "net/url.hpp"
#include "tests/unit/net/stream_peer.hpp"

namespace redial::testing {

class RawClient {
 public:
  // Dials `address`, host:port. A reset at the moment of acceptance may end the dial already; that counts as an end of the
  // stream.
  RawClient(net::Loop& loop, const std::string& address) : loop_(loop) {
    Inbox<std::optional<Result<Stream>>> outcome;
    const net::Url url = net::parse_url("ws://" + address + "/").value();
    auto dial = loop_.call([&] {
      return std::make_unique<net::TcpDial>(loop_, url.host, url.port, [&](auto stream) { outcome.put(std::move(stream)); });
    });
    auto stream = outcome.take();
    loop_.call([&] { dial.reset(); });
    const bool is_reset = !*stream && stream->error().what.find("reset by peer") != std::string::npos;
    if (!is_reset) peer_ = std::make_unique<StreamPeer>(loop_, std::move(*stream).value());
  }

  void send(const std::string& text) {
    if (peer_) peer_->send(text);
  }
  void close() { peer_->close(); }
  // A request to become a WebSocket; `url` as for a dial.
  void ask_upgrade(const std::string& url) {
    const net::Url parsed = net::parse_url(url).value();
    send("GET " + parsed.target + " HTTP/1.1\r\nHost: " + parsed.authority +
         "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  }

  // The next `size` bytes; fewer if the connection ends before.
  std::string take(std::size_t size) {
    while (ahead_.size() < size && read_more()) {
    }
    return take_ahead(size);
  }
  // The headers of a reply, up to and with the blank line.
  std::string take_head() {
    std::size_t end = ahead_.find(kBlankLine);
    while (end == std::string::npos && read_more()) end = ahead_.find(kBlankLine);
    return take_ahead(end == std::string::npos ? end : end + kBlankLine.size());
  }
  // All until the end of the connection.
  std::string rest() {
    while (read_more()) {
    }
    return take_ahead(std::string::npos);
  }
  std::string why_closed() { return peer_ ? peer_->why_closed() : "reset by peer"; }

 private:
  static constexpr std::string_view kBlankLine = "\r\n\r\n";

  bool read_more() {
    const std::string more = peer_ ? peer_->receive(1) : std::string();
    ahead_ += more;
    return !more.empty();
  }
  std::string take_ahead(std::size_t size) {
    std::string text = ahead_.substr(0, size);
    ahead_.erase(0, text.size());
    return text;
  }

  net::Loop& loop_;
  std::unique_ptr<StreamPeer> peer_;
  std::string ahead_;  // arrived, not taken
};

}  // namespace redial::testing
