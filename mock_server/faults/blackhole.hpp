// The blackhole fault: the connection stays up and nothing passes in the given direction. When it strikes is not its business.
#pragma once

#include "mock_server/faults/chunk_plans.hpp"

namespace redial::mock_server {

class Blackhole final : public fault::ByteFilter {
 public:
  explicit Blackhole(fault::Direction direction) : direction_(direction) {}

  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint) override {
    if (!covers(direction_, direction)) return false;
    plan.pieces.clear();
    return true;
  }

 private:
  fault::Direction direction_;
};

}  // namespace redial::mock_server
