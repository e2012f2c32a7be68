// Each direction is a pipe and a timer for what waits in it.
#include "mock_server/server/filtered_stream.hpp"

#include <utility>

namespace redial::mock_server {

using fault::Direction;

FilteredStream::FilteredStream(net::Loop& loop, std::unique_ptr<net::ByteStream> inner, Ask ask)
    : loop_(loop),
      inner_(std::move(inner)),
      ask_(std::move(ask)),
      to_client_(loop, Direction::to_client),
      to_server_(loop, Direction::to_server) {}

void FilteredStream::set_handler(net::ByteStream::Handler* handler) {
  handler_ = handler;
  inner_->set_handler(handler ? this : nullptr);
  wait(to_server_);
}

void FilteredStream::send(std::span<const std::uint8_t> bytes) {
  if (!closing_ && !bytes.empty()) pass(to_client_, bytes);
}

void FilteredStream::close() {
  if (!std::exchange(closing_, true)) pass(to_client_, {});
}

void FilteredStream::reset() {
  ended_here_ = true;
  inner_->reset();
}

void FilteredStream::on_bytes(std::span<const std::uint8_t> bytes) { pass(to_server_, bytes); }

void FilteredStream::on_closed(const std::string& why) {
  if (!ended_here_) {
    why_closed_ = why;
    return pass(to_server_, {});
  }
  to_server_.timer.cancel();
  if (handler_) handler_->on_closed(why);
}

void FilteredStream::pass(Way& way, std::span<const std::uint8_t> bytes) {
  way.pipe.push(bytes, ask_(way.direction, bytes.size()), loop_.now());
  way.waiting ? wait(way) : flush(way);
}

void FilteredStream::flush(Way& way) {
  if (!may_flow(way)) return;
  if (const auto due = way.pipe.take_due(loop_.now())) hand_on(way, *due);
  wait(way);
}

void FilteredStream::wait(Way& way) {
  const auto next = way.pipe.next_due();
  way.waiting = next && may_flow(way);
  if (way.waiting) way.timer.start(*next, [this, &way] { flush(way); });
}

void FilteredStream::hand_on(const Way& way, const FaultPipe::Due& due) {
  using What = FaultPipe::Due::What;
  const bool to_client = way.direction == Direction::to_client;
  if (due.what == What::reset) return reset();
  if (due.what == What::close || (due.what == What::finished && to_client)) {
    ended_here_ = true;
    return inner_->close();
  }
  if (to_client) return inner_->send(due.bytes);
  due.what == What::finished ? handler_->on_closed(why_closed_) : handler_->on_bytes(due.bytes);
}

}  // namespace redial::mock_server
