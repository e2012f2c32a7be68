// What everything on the wire is made of: the byte buffer, its largest size, and the number that pairs messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace redial::wire {

using Bytes = std::vector<std::uint8_t>;
// The largest message that either end accepts, on any transport.
inline constexpr std::size_t kMaxMessageBytes = 1u << 20;
// Pairs a message with its answer; counted per connection by the side that asks, 1 to 65535.
using MessageId = std::uint16_t;

}  // namespace redial::wire
