// The blackhole fault: the connection stays up and nothing passes, either way. When it strikes is not its business.
#pragma once

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

class Blackhole final : public fault::ByteFilter {
 public:
  fault::ChunkFate on_chunk(fault::Direction, std::size_t, TimePoint) override { return fault::HoldChunk{}; }
};

}  // namespace redial::mock_server
