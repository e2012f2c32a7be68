// One page's stream of events: server-sent events over what is left of its request's connection. What is in them is the gateway's
// business. A page that stops reading is cut off by its stream (net::kMaxQueuedBytes); it asks again when it wakes.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "net/byte_stream.hpp"
#include "net/loop.hpp"

namespace redial::mock_server::workbench {

// A comment is sent this often, so that a page that is gone is noticed.
inline constexpr Duration kHeartbeat = std::chrono::seconds(15);

// Loop thread only.
class EventFeed final : private net::ByteStream::Handler {
 public:
  // Begins the answer. `on_gone` is called once, when the page has gone or the feed has ended, inside the stream's callback.
  EventFeed(net::Loop& loop, std::unique_ptr<net::ByteStream> stream, std::function<void()> on_gone);
  ~EventFeed();

  // `json`: one line.
  void send(std::string_view event, std::string_view json);
  // Closes behind what was sent.
  void close();

 private:
  void on_bytes(std::span<const std::uint8_t>) override {}
  void on_closed(const std::string& why) override;
  void beat();

  net::Loop& loop_;
  std::unique_ptr<net::ByteStream> stream_;
  std::function<void()> on_gone_;
  net::Timer heartbeat_;
};

}  // namespace redial::mock_server::workbench
