// See fault_pipe.hpp.
#include "mock_server/faults/fault_pipe.hpp"

#include <algorithm>
#include <utility>

namespace redial::mock_server {

using What = FaultPipe::Due::What;

void FaultPipe::push(std::span<const std::uint8_t> bytes, const fault::ChunkPlan& plan, TimePoint now) {
  for (const fault::ChunkPlan::Piece& piece : plan.pieces) {
    const auto part = bytes.first(piece.size);
    bytes = bytes.subspan(piece.size);
    if (part.empty()) {
      add(now + piece.after, {What::finished});
      continue;
    }
    Due due{What::bytes, {part.begin(), part.end()}};
    for (const std::size_t flipped : piece.flipped) due.bytes[flipped] ^= 0xff;
    add(now + piece.after, std::move(due));
  }
  if (plan.then == fault::ChunkPlan::Then::close) add(now, {What::close});
  if (plan.then == fault::ChunkPlan::Then::reset) add(now, {What::reset});
}

std::optional<TimePoint> FaultPipe::next_due() const {
  if (waiting_.empty()) return std::nullopt;
  return waiting_.front().due;
}

std::optional<FaultPipe::Due> FaultPipe::take_due(TimePoint now) {
  if (waiting_.empty() || waiting_.front().due > now) return std::nullopt;
  Due due = std::move(waiting_.front().what);
  waiting_.pop_front();
  bytes_ -= due.bytes.size();
  return due;
}

void FaultPipe::add(TimePoint due, Due what) {
  if (ended_) return;
  if (bytes_ + what.bytes.size() > kMaxDelayedBytes) {
    waiting_.clear();
    bytes_ = 0;
    due = last_due_ = TimePoint{};  // at once
    what = {What::reset};
  }
  last_due_ = std::max(last_due_, due);
  ended_ = what.what != What::bytes;
  bytes_ += what.bytes.size();
  waiting_.push_back({last_due_, std::move(what)});
}

}  // namespace redial::mock_server
