// Chunks wait in a queue per direction, so that a later one never overtakes an earlier one, whatever their delays.
#include "mock_server/server/filtered_stream.hpp"

namespace redial::mock_server {

using fault::Direction;

FilteredStream::FilteredStream(net::Loop& loop, std::unique_ptr<net::ByteStream> inner, Ask ask)
    : loop_(loop), inner_(std::move(inner)), ask_(std::move(ask)), to_client_(loop), to_server_(loop) {}

void FilteredStream::set_handler(net::ByteStream::Handler* handler) {
  handler_ = handler;
  inner_->set_handler(handler ? this : nullptr);
}

void FilteredStream::send(std::span<const std::uint8_t> bytes) {
  if (!closing_ && !bytes.empty()) pass(Direction::to_client, {.due = {}, .bytes = {bytes.begin(), bytes.end()}, .why = {}});
}

void FilteredStream::close() {
  if (!std::exchange(closing_, true)) pass(Direction::to_client, {});
}

void FilteredStream::reset() {
  ended_here_ = true;
  inner_->reset();
}

void FilteredStream::on_bytes(std::span<const std::uint8_t> bytes) {
  pass(Direction::to_server, {.due = {}, .bytes = {bytes.begin(), bytes.end()}, .why = {}});
}

void FilteredStream::on_closed(const std::string& why) {
  if (!ended_here_) return pass(Direction::to_server, {.due = {}, .bytes = {}, .why = why});
  to_server_.timer.cancel();
  if (handler_) handler_->on_closed(why);
}

void FilteredStream::pass(Direction direction, Chunk chunk) {
  const fault::ChunkFate fate = ask_(direction, chunk.bytes.size());
  const auto* passed = std::get_if<fault::PassChunk>(&fate);
  if (!passed) return;
  Pipe& waiting = pipe(direction);
  if (waiting.delayed.empty() && passed->after <= Duration::zero()) return deliver(direction, chunk);
  if (waiting.bytes + chunk.bytes.size() > kMaxDelayedBytes) return reset();
  waiting.bytes += chunk.bytes.size();
  chunk.due = loop_.now() + passed->after;
  waiting.delayed.push_back(std::move(chunk));
  if (waiting.delayed.size() == 1) waiting.timer.start(waiting.delayed.front().due, [this, direction] { flush(direction); });
}

void FilteredStream::flush(Direction direction) {
  Pipe& waiting = pipe(direction);
  const Chunk chunk = std::move(waiting.delayed.front());
  waiting.delayed.pop_front();
  waiting.bytes -= chunk.bytes.size();
  if (!waiting.delayed.empty()) waiting.timer.start(waiting.delayed.front().due, [this, direction] { flush(direction); });
  deliver(direction, chunk);
}

void FilteredStream::deliver(Direction direction, const Chunk& chunk) {
  if (direction == Direction::to_client) {
    if (!chunk.bytes.empty()) return inner_->send(chunk.bytes);
    ended_here_ = true;
    return inner_->close();
  }
  if (!handler_) return;
  if (chunk.bytes.empty()) return handler_->on_closed(chunk.why);
  handler_->on_bytes(chunk.bytes);
}

}  // namespace redial::mock_server
