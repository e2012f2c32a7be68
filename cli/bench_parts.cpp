// Each program prints where it is.
#include "cli/bench_parts.hpp"

#include <sys/resource.h>

#include <utility>

#include "cli/paths.hpp"

namespace redial::cli {
namespace {

constexpr std::chrono::seconds kStartTime(30);
// More lines than any of our programs greets with.
constexpr int kMaxGreeting = 40;

// As many descriptors as we may have, which our programs inherit: each user takes one of an agent and one of the server.
void raise_limit_of_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);  // with fewer, dials fail and say so
}

// What stands behind `name` in what the program greets with.
Result<std::string> told(ChildProcess& process, std::string_view name) {
  for (int i = 0; i < kMaxGreeting; ++i) {
    const auto line = process.read_line(kStartTime);
    if (!line) return line.error();
    if (!line->starts_with(name)) continue;
    return line->substr(line->find_first_not_of(' ', name.size()));
  }
  return Error{"does not say its address", std::string(name), "install the whole package, or build all targets"};
}

}  // namespace

Result<BenchParts> BenchParts::start(const Wanted& wanted) {
  raise_limit_of_files();
  BenchParts parts;
  parts.server_ = wanted.server;
  if (wanted.server.empty())
    if (auto started = parts.start_server(wanted.server_loops); !started) return started.error();
  parts.agents_ = wanted.remote_agents;
  for (unsigned i = 0; wanted.remote_agents.empty() && i < wanted.agents; ++i)
    if (auto started = parts.start_agent(); !started) return started.error();
  return parts;
}

Result<Done> BenchParts::start_server(unsigned loops) {
  std::vector<std::string> command{program("redial-mock-server").string(), "--no-page", "--until-input-ends", "--remember", "0"};
  if (loops > 1) command.insert(command.end(), {"--loops", std::to_string(loops)});
  auto process = ChildProcess::start(command);
  if (!process) return process.error();
  auto address = told(**process, "control ");
  if (!address) return address.error();
  server_ = std::move(*address);
  processes_.push_back(std::move(*process));
  return Done{};
}

Result<Done> BenchParts::start_agent() {
  auto process = ChildProcess::start({program("redial-agent").string(), "--until-input-ends"});
  if (!process) return process.error();
  auto address = told(**process, "listening ");
  if (!address) return address.error();
  agents_.push_back(std::move(*address));
  processes_.push_back(std::move(*process));
  return Done{};
}

}  // namespace redial::cli
