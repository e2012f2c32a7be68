// What happens to the server in a phase, and when: the conductor's part of it. Pure.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "load/spec/spec.hpp"

namespace redial::load {

// Takes every connection of every app away. Not by restart.
struct Strike {
  Drop by{};
  friend bool operator==(const Strike&, const Strike&) = default;
};
struct Restart {
  std::uint32_t app = 0;
  Duration down{};
  friend bool operator==(const Restart&, const Restart&) = default;
};
// Of everybody.
struct ExpireTokens {
  friend bool operator==(const ExpireTokens&, const ExpireTokens&) = default;
};

struct Command {
  Duration at{};  // from the beginning of the phase
  std::variant<Strike, Restart, ExpireTokens> what;
  friend bool operator==(const Command&, const Command&) = default;
};

// In the order of their times.
std::vector<Command> course(const PhaseSpec& phase, std::int64_t apps);

// How long a phase lasts if nothing goes wrong: what is planned for users and server, without waiting for it to settle.
Duration planned_length(const PhaseSpec& phase, std::int64_t users, std::int64_t apps);

}  // namespace redial::load
