// See faulty_stream.hpp.
#include "sim/faulty_stream.hpp"

#include <utility>

namespace redial::sim {

using fault::Direction;
using What = mock_server::FaultPipe::Due::What;

FaultyStream::FaultyStream(World& world, std::unique_ptr<Stream> inner, Ask ask)
    : world_(world), inner_(std::move(inner)), ask_(std::move(ask)), to_client_(world), to_server_(world) {}

void FaultyStream::set_handler(Stream::Handler* handler) {
  handler_ = handler;
  inner_->set_handler(handler ? this : nullptr);
}

void FaultyStream::send(std::span<const std::uint8_t> bytes) {
  if (!closing_ && !bytes.empty()) pass(Direction::to_client, bytes);
}

void FaultyStream::close() {
  if (!std::exchange(closing_, true)) pass(Direction::to_client, {});
}

void FaultyStream::reset() {
  ended_here_ = true;
  inner_->reset();
}

void FaultyStream::on_bytes(std::span<const std::uint8_t> bytes) { pass(Direction::to_server, bytes); }

void FaultyStream::on_closed(const std::string& why) {
  why_ = why;
  if (!ended_here_) return pass(Direction::to_server, {});
  to_server_.timer.cancel();
  if (handler_) handler_->on_closed(why);
}

void FaultyStream::pass(Direction direction, std::span<const std::uint8_t> bytes) {
  pipe(direction).waiting.push(bytes, ask_(direction, bytes.size()), world_.now());
  flush(direction);
}

void FaultyStream::flush(Direction direction) {
  auto& [waiting, timer] = pipe(direction);
  while (const auto due = waiting.take_due(world_.now())) obey(direction, *due);
  if (const auto later = waiting.next_due()) timer.start(*later, [this, direction] { flush(direction); });
}

void FaultyStream::obey(Direction direction, const mock_server::FaultPipe::Due& due) {
  if (due.what == What::reset) return reset();
  const bool ends_here = due.what == What::close || (due.what == What::finished && direction == Direction::to_client);
  if (ends_here) {
    ended_here_ = true;
    return inner_->close();
  }
  if (direction == Direction::to_client) return inner_->send(due.bytes);
  if (!handler_) return;
  if (due.what == What::finished) return handler_->on_closed(why_);
  handler_->on_bytes(due.bytes);
}

}  // namespace redial::sim
