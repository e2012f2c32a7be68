// Real ends of real loopback connections, which record what happens to them so that a test on another thread can wait for it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "net/tcp.hpp"
#include "net/tls.hpp"
#include "tests/unit/net/inbox.hpp"

namespace redial::testing {

using Stream = std::unique_ptr<net::ByteStream>;

// One end of a connection. Its functions are for the test's thread.
class StreamPeer final : private net::ByteStream::Handler {
 public:
  StreamPeer(net::Loop& loop, Stream stream) : loop_(loop), stream_(std::move(stream)) {
    loop_.call([this] { stream_->set_handler(this); });
  }
  ~StreamPeer() {
    loop_.call([this] { stream_.reset(); });
  }

  void send(const std::string& text) {
    loop_.call([&] { stream_->send(net::as_bytes(text)); });
  }
  void close() {
    loop_.call([this] { stream_->close(); });
  }
  void reset() {
    loop_.call([this] { stream_->reset(); });
  }
  // Stops reading without closing.
  void stop_reading() {
    loop_.call([this] { stream_->set_handler(nullptr); });
  }

  // Waits until `size` bytes have come, or the end.
  std::string receive(std::size_t size) {
    std::string text;
    while (text.size() < size) {
      const std::string more = bytes_.take();
      if (more.empty()) break;
      text += more;
    }
    return text;
  }
  std::string why_closed() { return closed_.take(); }

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override { bytes_.put(std::string(bytes.begin(), bytes.end())); }
  void on_closed(const std::string& why) override {
    bytes_.put({});
    closed_.put(why);
  }

  net::Loop& loop_;
  Stream stream_;
  Inbox<std::string> bytes_, closed_;
};

// A loop with a listener on a free port.
class Loopback {
 public:
  Loopback() {
    port = loop.call([this] {
      listener = std::make_unique<net::Listener>(loop, [this](Stream stream) { arrivals.put(std::move(stream)); });
      return listener->open("127.0.0.1", 0).value();
    });
  }
  ~Loopback() {
    loop.call([this] {
      listener.reset();
      arrivals.clear();
    });
  }

  // Dials the listener and waits for the outcome.
  Result<Stream> dial(const std::string& host = "127.0.0.1") {
    Inbox<std::optional<Result<Stream>>> outcome;
    auto dial = loop.call([&] {
      return std::make_unique<net::TcpDial>(loop, host, port, [&](Result<Stream> result) { outcome.put(std::move(result)); });
    });
    auto result = outcome.take();
    loop.call([&] { dial.reset(); });
    if (!result) return Error{"no outcome", host, ""};
    return *std::move(result);
  }
  bool can_dial(const std::string& host = "127.0.0.1") {
    auto dialled = dial(host);
    return loop.call([&] { return std::exchange(dialled, Error{}).ok(); });  // a stream ends on its loop
  }

  net::Loop loop;
  std::unique_ptr<net::Listener> listener;
  std::uint16_t port = 0;
  Inbox<Stream> arrivals;
};

}  // namespace redial::testing
