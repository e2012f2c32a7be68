// The corrupt fault: the n-th byte of a direction arrives with all its bits flipped. Over TLS the record that it is in fails.
#pragma once

#include <cstdint>

#include "mock_server/faults/chunk_plans.hpp"

namespace redial::mock_server {

class Corrupt final : public fault::ByteFilter {
 public:
  Corrupt(std::uint32_t byte, fault::Direction direction) : byte_(byte), direction_(direction) {}

  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint) override {
    if (done_ || !covers(direction_, direction)) return false;
    std::size_t& passed = passed_.of(direction);
    for (fault::ChunkPlan::Piece& piece : plan.pieces) {
      if (passed + piece.size >= byte_) {
        piece.flipped.push_back(byte_ - 1 - passed);
        return done_ = true;
      }
      passed += piece.size;
    }
    return false;
  }

 private:
  std::size_t byte_;
  fault::Direction direction_;
  PerDirection<std::size_t> passed_;
  bool done_ = false;
};

}  // namespace redial::mock_server
