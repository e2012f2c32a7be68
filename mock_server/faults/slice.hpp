// The slice fault: what is sent arrives in pieces of at most so many bytes. It delays nothing.
#pragma once

#include <cstdint>

#include "mock_server/faults/chunk_plans.hpp"

namespace redial::mock_server {

class Slice final : public fault::ByteFilter {
 public:
  Slice(std::uint32_t bytes, fault::Direction direction) : bytes_(bytes), direction_(direction) {}

  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint) override {
    return covers(direction_, direction) && split(plan, bytes_);
  }

 private:
  std::uint32_t bytes_;
  fault::Direction direction_;
};

}  // namespace redial::mock_server
