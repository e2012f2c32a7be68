// From uname and /proc.
#include "cli/machine.hpp"

#include <sys/utsname.h>

#include <fstream>
#include <string>
#include <thread>

namespace redial::cli {

reports::Machine this_machine() {
  reports::Machine machine;
  utsname system{};
  if (uname(&system) == 0) machine.os = std::string(system.sysname) + " " + system.release + " " + system.machine;
  std::ifstream cpu("/proc/cpuinfo");
  for (std::string line; std::getline(cpu, line);) {
    if (!line.starts_with("model name")) continue;
    machine.cpu = line.substr(std::min(line.size(), line.find(": ") + 2));
    break;
  }
  machine.cores = std::thread::hardware_concurrency();
  return machine;
}

}  // namespace redial::cli
