// Which users belong to which agent. The union of all shares is everybody, and nobody is in two.
#pragma once

#include <cstdint>

namespace redial::load {

// The share of agent `index` of `total`. Users are numbered from 0; 0 <= index < total.
struct Share {
  std::uint32_t index = 0, total = 1;

  bool has(std::uint64_t user) const { return user % total == index; }
  // How many of so many users it has.
  std::uint64_t of(std::uint64_t users) const { return users / total + (users % total > index ? 1 : 0); }
};

}  // namespace redial::load
