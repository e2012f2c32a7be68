// The faults of WebSocket framing: what is sent stands on the wire in another way, whatever it is.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/fault/hooks.hpp"
#include "core/time/random.hpp"
#include "mock_server/faults/times.hpp"

namespace redial::mock_server {

class FramingFault final : public fault::ReplyPolicy {
 public:
  // `seed`: of masks.
  FramingFault(fault::Framing framing, std::optional<std::uint32_t> times, std::uint64_t seed)
      : framing_(framing), times_(times), random_(seed) {}

  std::optional<std::vector<fault::Reply>> on_reply(const fault::Reply& reply, TimePoint) override {
    if (times_.over()) return std::nullopt;
    times_.take();
    fault::Reply other = reply;
    other.framing = framing_;
    if (framing_.kind == fault::Framing::Kind::masked)
      for (std::uint8_t& byte : other.framing.mask) byte = static_cast<std::uint8_t>(random_.below(256));
    return std::vector<fault::Reply>{std::move(other)};
  }

 private:
  fault::Framing framing_;
  Times times_;
  Random random_;
};

}  // namespace redial::mock_server
