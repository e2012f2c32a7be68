// The faults cut and reset-in-frame: the connection ends after so many bytes of one direction, gracefully or with a reset.
#pragma once

#include <cstdint>

#include "mock_server/faults/chunk_plans.hpp"

namespace redial::mock_server {

class EndAfter final : public fault::ByteFilter {
 public:
  EndAfter(std::uint32_t bytes, fault::Direction direction, fault::ChunkPlan::Then end)
      : bytes_(bytes), direction_(direction), end_(end) {}

  // Ends as soon as the last byte that may pass has passed: whether more would have come does not matter.
  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint) override {
    if (!covers(direction_, direction)) return false;
    std::size_t& passed = passed_.of(direction);
    const std::size_t room = bytes_ - passed;
    if (size_of(plan) < room) {
      passed += size_of(plan);
      return false;
    }
    keep(plan, room);
    plan.then = end_;
    passed = bytes_;
    return true;
  }

 private:
  static void keep(fault::ChunkPlan& plan, std::size_t bytes) {
    auto piece = plan.pieces.begin();
    for (; bytes > 0; ++piece) {
      if (piece->size > bytes) *piece = split_at(std::move(*piece), bytes).first;
      bytes -= piece->size;
    }
    plan.pieces.erase(piece, plan.pieces.end());
  }

  std::size_t bytes_;
  fault::Direction direction_;
  fault::ChunkPlan::Then end_;
  PerDirection<std::size_t> passed_;
};

}  // namespace redial::mock_server
