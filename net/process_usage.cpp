// Reads getrusage and /proc/self/statm.
#include "net/process_usage.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

namespace redial::net {
namespace {

Duration duration_of(const timeval& time) { return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec); }

CpuTime cpu_of(int who) {
  rusage usage{};
  getrusage(who, &usage);
  return {duration_of(usage.ru_utime), duration_of(usage.ru_stime)};
}

}  // namespace

CpuTime process_cpu() { return cpu_of(RUSAGE_SELF); }
CpuTime thread_cpu() { return cpu_of(RUSAGE_THREAD); }

std::uint64_t resident_bytes() {
  std::uint64_t total_pages = 0, resident_pages = 0;
  std::ifstream("/proc/self/statm") >> total_pages >> resident_pages;
  return resident_pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::size_t max_descriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

}  // namespace redial::net
