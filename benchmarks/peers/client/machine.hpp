// What the kernel says of the processes and of the listeners' backlogs.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <vector>

#include "core/time/time.hpp"

namespace redial::peers {

struct Machine {
  Duration client_cpu{};
  Duration server_cpu{};               // of all server processes together
  std::uint64_t listen_overflows = 0;  // connections that found an accept queue full, of the whole network namespace
  std::uint64_t listen_drops = 0;      // connections that a listener lost, for that or any other reason
};

// Since each began. A process that is not there counts nothing.
Machine look(const std::vector<pid_t>& servers);
Machine operator-(const Machine& now, const Machine& before);

}  // namespace redial::peers
