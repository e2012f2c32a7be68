// Which users belong to which agent. The union of all shares is everybody, and nobody is in two.
#pragma once

#include <cstdint>

namespace redial::load {

// The share of agent `index` of `total`. Users are numbered from 0; 0 <= index < total.
struct Share {
  std::uint32_t index = 0, total = 1;

  bool has(std::uint64_t user) const { return user % total == index; }
};

}  // namespace redial::load
