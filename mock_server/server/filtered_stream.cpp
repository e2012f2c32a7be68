// Each direction is a pipe and a timer for what waits in it.
#include "mock_server/server/filtered_stream.hpp"

#include <utility>

namespace redial::mock_server {

using fault::Direction;

FilteredStream::FilteredStream(net::Loop& loop, std::unique_ptr<net::ByteStream> inner, Ask ask)
    : loop_(loop), inner_(std::move(inner)), ask_(std::move(ask)) {}

void FilteredStream::set_handler(net::ByteStream::Handler* handler) {
  handler_ = handler;
  inner_->set_handler(handler ? this : nullptr);
  if (to_server_.held) wait(to_server_);
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
  if (to_server_.held) to_server_.held->timer.cancel();
  if (handler_) handler_->on_closed(why);
}

// Once a direction has held something back, all that follows goes through its pipe: nothing overtakes.
void FilteredStream::pass(Way& way, std::span<const std::uint8_t> bytes) {
  auto plan = ask_(way.direction, bytes.size());
  if (plan || way.held || !may_flow(way)) return hold_back(way, bytes, plan ? *plan : fault::ChunkPlan::pass(bytes.size()));
  bytes.empty() ? hand_on_end(way) : hand_on(way, bytes);
}

void FilteredStream::hold_back(Way& way, std::span<const std::uint8_t> bytes, const fault::ChunkPlan& plan) {
  if (!way.held) way.held = std::make_unique<Held>(loop_);
  way.held->pipe.push(bytes, plan, loop_.now());
  way.held->waiting ? wait(way) : flush(way);
}

void FilteredStream::flush(Way& way) {
  if (!may_flow(way)) return;
  if (const auto due = way.held->pipe.take_due(loop_.now())) hand_on(way, *due);
  wait(way);
}

void FilteredStream::wait(Way& way) {
  const auto next = way.held->pipe.next_due();
  way.held->waiting = next && may_flow(way);
  if (way.held->waiting) way.held->timer.start(*next, [this, &way] { flush(way); });
}

void FilteredStream::hand_on(const Way& way, const FaultPipe::Due& due) {
  switch (due.what) {
    using What = FaultPipe::Due::What;
    case What::bytes:
      return hand_on(way, due.bytes);
    case What::finished:
      return hand_on_end(way);
    case What::close:
      ended_here_ = true;
      return inner_->close();
    case What::reset:
      return reset();
  }
}

void FilteredStream::hand_on(const Way& way, std::span<const std::uint8_t> bytes) {
  way.direction == Direction::to_client ? inner_->send(bytes) : handler_->on_bytes(bytes);
}

void FilteredStream::hand_on_end(const Way& way) {
  if (way.direction == Direction::to_server) return handler_->on_closed(why_closed_);
  ended_here_ = true;
  inner_->close();
}

}  // namespace redial::mock_server
