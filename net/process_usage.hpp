// What this process and its threads have taken of the machine, as the kernel counts it. It judges nothing.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/time/time.hpp"

namespace redial::net {

// Processor time since the start.
struct CpuTime {
  Duration user{}, system{};
};

// Of all threads that the process has and had. Any thread.
CpuTime process_cpu();
// Of the calling thread.
CpuTime thread_cpu();

// Memory that the process occupies at this moment; 0 where the kernel does not tell. Any thread.
std::uint64_t resident_bytes();

// How many descriptors the process may have open. Any thread.
std::size_t max_descriptors();

}  // namespace redial::net
