// The delay fault: every chunk of the given direction arrives later. Keeping the order is the driver's business.
#pragma once

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

class Delay final : public fault::ByteFilter {
 public:
  Delay(Duration by, fault::Direction direction) : by_(by), direction_(direction) {}

  fault::ChunkFate on_chunk(fault::Direction direction, std::size_t, TimePoint) override {
    const bool concerned = direction_ == fault::Direction::both || direction == direction_;
    return fault::PassChunk{concerned ? by_ : Duration{}};
  }

 private:
  Duration by_;
  fault::Direction direction_;
};

}  // namespace redial::mock_server
