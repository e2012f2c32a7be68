// Reads /proc.
#include "benchmarks/peers/client/machine.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <string>

namespace redial::peers {
namespace {

constexpr int kFieldsBeforeTimes = 11;  // of /proc/PID/stat, between the name in parentheses and utime

Duration of(const timeval& time) { return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec); }

Duration cpu_of_self() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return of(usage.ru_utime) + of(usage.ru_stime);
}

Duration cpu_of(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < kFieldsBeforeTimes; ++i) fields >> skipped;
  std::int64_t user = 0, system = 0;
  fields >> user >> system;
  return std::chrono::nanoseconds(std::chrono::seconds(user + system)) / sysconf(_SC_CLK_TCK);
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
