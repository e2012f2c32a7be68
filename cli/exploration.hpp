// What an exploration has found, and its forms of print. It plays nothing.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "reports/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::cli {

struct Finding {
  std::string scenario;
  std::string client;  // as for --client
  std::uint64_t seed = 0;
  scenarios::Check check;  // the first that failed
  std::string command;     // replays it
  reports::ScenarioResult result;
  std::string shrunk;          // the shortest scenario that still fails; empty where it was not looked for
  std::string shrunk_options;  // with which it fails: "--seed 7 --latency 0ms"
};

void write_console(const std::vector<Finding>& findings, const reports::Style& style, std::ostream& out);
// [{"scenario", "client", "seed", "check", "command", "shrunk", "shrunk_options"}]
void write_json(const std::vector<Finding>& findings, std::ostream& out);

}  // namespace redial::cli
