// Reads /proc.
#include "benchmarks/peers/client/machine.hpp"

#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace redial::peers {
namespace {

Duration of(const timeval& time) { return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec); }

Duration cpu_of_self() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return of(usage.ru_utime) + of(usage.ru_stime);
}

// Of all its threads, those that have ended excepted.
Duration cpu_of(pid_t process) {
  Duration used{};
  std::error_code gone;
  for (const auto& thread : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", gone)) {
    std::int64_t on_cpu_ns = 0;
    std::ifstream(thread.path() / "schedstat") >> on_cpu_ns;
    used += Duration(on_cpu_ns);
  }
  return used;
}

// The file has pairs of lines: names, and their values in the same order.
void read_backlogs(Machine& machine) {
  std::ifstream file("/proc/net/netstat");
  std::string names_line, values_line;
  while (std::getline(file, names_line) && std::getline(file, values_line)) {
    std::istringstream names(names_line), values(values_line);
    std::string name, value;
    while (names >> name && values >> value) {
      if (name == "ListenOverflows") machine.listen_overflows = std::stoull(value);
      if (name == "ListenDrops") machine.listen_drops = std::stoull(value);
    }
  }
}

}  // namespace

Machine look(const std::vector<pid_t>& servers) {
  Machine machine;
  machine.client_cpu = cpu_of_self();
  for (const pid_t server : servers) machine.server_cpu += cpu_of(server);
  read_backlogs(machine);
  return machine;
}

Machine operator-(const Machine& now, const Machine& before) {
  return {now.client_cpu - before.client_cpu, now.server_cpu - before.server_cpu, now.listen_overflows - before.listen_overflows,
          now.listen_drops - before.listen_drops};
}

}  // namespace redial::peers
