// See event_feed.hpp. The answer has no length: it ends with the connection.
#include "mock_server/workbench/event_feed.hpp"

#include <utility>

namespace redial::mock_server::workbench {

namespace {

constexpr std::string_view kHead =
    "HTTP/1.1 200 OK\r\n"
    "Content-Type: text/event-stream\r\n"
    "Cache-Control: no-store\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Connection: close\r\n"
    "\r\n";

}  // namespace

EventFeed::EventFeed(net::Loop& loop, std::unique_ptr<net::ByteStream> stream, std::function<void()> on_gone)
    : loop_(loop), stream_(std::move(stream)), on_gone_(std::move(on_gone)), heartbeat_(loop) {
  stream_->set_handler(this);
  stream_->send(net::as_bytes(kHead));
  beat();
}

EventFeed::~EventFeed() { loop_.dispose(std::move(stream_)); }

void EventFeed::send(std::string_view event, std::string_view json) {
  std::string text = "event: ";
  text.append(event).append("\ndata: ").append(json).append("\n\n");
  stream_->send(net::as_bytes(text));
}

void EventFeed::close() {
  heartbeat_.cancel();
  stream_->close();
}

void EventFeed::beat() {
  stream_->send(net::as_bytes(":\n\n"));
  heartbeat_.start_in(kHeartbeat, [this] { beat(); });
}

void EventFeed::on_closed(const std::string&) {
  heartbeat_.cancel();
  if (const auto gone = std::exchange(on_gone_, nullptr)) gone();
}

}  // namespace redial::mock_server::workbench
