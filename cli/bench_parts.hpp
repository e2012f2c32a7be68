// The programs that a bench consists of: the mock server and the agents, started as processes of their own, or found elsewhere.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/child_process.hpp"
#include "core/base/result.hpp"

namespace redial::cli {

class BenchParts {
 public:
  struct Wanted {
    unsigned agents = 1;
    std::vector<std::string> remote_agents;  // HOST:PORT; if there are any, none is started
    std::string server;                      // HOST:PORT; empty: one is started
    unsigned server_loops = 1;
  };
  // Call on the main thread. Errors: a program cannot be started, or does not say where it is.
  static Result<BenchParts> start(const Wanted& wanted);

  // HOST:PORT of its control plane.
  const std::string& server() const { return server_; }
  const std::vector<std::string>& agents() const { return agents_; }

 private:
  Result<Done> start_server(unsigned loops);
  Result<Done> start_agent();

  std::string server_;
  std::vector<std::string> agents_;
  std::vector<std::unique_ptr<ChildProcess>> processes_;
};

}  // namespace redial::cli
