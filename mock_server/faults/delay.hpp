// The faults delay and jitter: every piece of the given direction arrives later, by a fixed time or by a random one up to it.
// Keeping the order is FaultPipe's business.
#pragma once

#include "core/time/random.hpp"
#include "mock_server/faults/chunk_plans.hpp"

namespace redial::mock_server {

class Delay final : public fault::ByteFilter {
 public:
  Delay(Duration by, fault::Direction direction) : by_(by), direction_(direction) {}

  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint) override {
    if (!covers(direction_, direction)) return false;
    for (fault::ChunkPlan::Piece& piece : plan.pieces) piece.after += by_;
    return true;
  }

 private:
  Duration by_;
  fault::Direction direction_;
};

class Jitter final : public fault::ByteFilter {
 public:
  Jitter(Duration at_most, fault::Direction direction, std::uint64_t seed)
      : at_most_(at_most), direction_(direction), random_(seed) {}

  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint) override {
    if (!covers(direction_, direction)) return false;
    for (fault::ChunkPlan::Piece& piece : plan.pieces)
      piece.after += Duration(static_cast<Duration::rep>(random_.unit() * static_cast<double>(at_most_.count())));
    return true;
  }

 private:
  Duration at_most_;
  fault::Direction direction_;
  Random random_;
};

}  // namespace redial::mock_server
