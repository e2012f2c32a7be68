// Why bytes are not a message.
#pragma once

#include <cstddef>
#include <string>

namespace redial::wire {

// `offset` is where in the message decoding stopped.
struct WireError {
  std::string what;
  std::size_t offset = 0;
  friend bool operator==(const WireError&, const WireError&) = default;
};

}  // namespace redial::wire
