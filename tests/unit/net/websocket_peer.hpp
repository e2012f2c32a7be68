// WebSocket ends that record, for tests on another thread.
#pragma once

#include <memory>
#include <string>

#include "net/websocket.hpp"
#include "tests/unit/net/inbox.hpp"

namespace redial::testing {

class WebSocketPeer final : private net::WebSocket::Handler {
 public:
  WebSocketPeer(net::Loop& loop, std::unique_ptr<net::WebSocket> socket) : loop_(loop), socket_(std::move(socket)) {
    loop_.call([this] { socket_->set_handler(this); });
  }
  ~WebSocketPeer() {
    loop_.call([this] { socket_.reset(); });
  }

  void send(const wire::Bytes& message) {
    loop_.call([&] { socket_->send(message); });
  }
  void send_raw(const wire::Bytes& frames) {
    loop_.call([&] { socket_->send_raw(frames); });
  }
  void close(std::uint16_t code = 1000) {
    loop_.call([&] { socket_->close(code); });
  }
  void reset() {
    loop_.call([this] { socket_->reset(); });
  }

  wire::Bytes receive() { return messages_.take(); }
  bool received_nothing() { return messages_.empty(); }
  // "1006 reset by peer"
  std::string closed() { return closed_.take(); }
  bool is_open() { return closed_.empty(); }

 private:
  void on_message(const wire::Bytes& message) override { messages_.put(message); }
  void on_closed(std::uint16_t code, const std::string& why) override { closed_.put(std::to_string(code) + " " + why); }

  net::Loop& loop_;
  std::unique_ptr<net::WebSocket> socket_;
  Inbox<wire::Bytes> messages_;
  Inbox<std::string> closed_;
};

// A server's end that grants the first upgrade, with a greeting at once if one is given.
class UpgradeServer final : private net::HttpConnection::Handler {
 public:
  UpgradeServer(net::Loop& loop, std::unique_ptr<net::ByteStream> stream, wire::Bytes greeting = {})
      : loop_(loop), greeting_(std::move(greeting)) {
    loop_.call([&] {
      connection_ = std::make_unique<net::HttpConnection>(std::move(stream));
      connection_->set_handler(this);
    });
  }
  ~UpgradeServer() {
    loop_.call([this] {
      connection_.reset();
      sockets.clear();
    });
  }

  Inbox<std::unique_ptr<net::WebSocket>> sockets;

 private:
  void on_request(net::HttpRequest request) override {
    auto socket = net::accept_websocket(loop_, *connection_, request);
    if (!greeting_.empty()) socket->send(greeting_);
    sockets.put(std::move(socket));
  }
  void on_closed(const std::string&) override {}

  net::Loop& loop_;
  wire::Bytes greeting_;
  std::unique_ptr<net::HttpConnection> connection_;
};

}  // namespace redial::testing
