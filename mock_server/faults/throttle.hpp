// The throttle fault: no more than so many bytes a second pass, per direction, evenly. It never drops.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "mock_server/faults/chunk_plans.hpp"

namespace redial::mock_server {

class Throttle final : public fault::ByteFilter {
 public:
  Throttle(std::uint32_t bytes_per_second, fault::Direction direction) : rate_(bytes_per_second), direction_(direction) {}

  // A piece arrives when its last byte has passed; long ones are split, so that a slow link trickles.
  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint now) override {
    if (!covers(direction_, direction) || size_of(plan) == 0) return false;
    split(plan, std::max<std::size_t>(1, rate_ / kPiecesPerSecond));
    TimePoint& free_at = free_at_.of(direction);
    for (fault::ChunkPlan::Piece& piece : plan.pieces) {
      free_at = std::max(free_at, now + piece.after) + time_for(piece.size);
      piece.after = free_at - now;
    }
    return true;
  }

 private:
  static constexpr std::uint32_t kPiecesPerSecond = 10;

  Duration time_for(std::size_t bytes) const {
    return Duration(std::chrono::seconds(1)) * static_cast<Duration::rep>(bytes) / static_cast<Duration::rep>(rate_);
  }

  std::uint32_t rate_;
  fault::Direction direction_;
  PerDirection<TimePoint> free_at_;
};

}  // namespace redial::mock_server
