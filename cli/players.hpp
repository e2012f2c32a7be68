// The players of a run: one for each job, with the mock server and the time that it plays with. What is played is not its
// business.
#pragma once

#include <string>
#include <vector>

#include "agent/runner/suite.hpp"
#include "core/base/result.hpp"

namespace redial::cli {

// All with one mock server: the one at `address` (HOST:PORT of its control service), or, where that is empty, one of our own.
Result<std::vector<agent::Player>> real_time_players(unsigned jobs, const std::string& address);

// Each with a mock server and a clock of its own.
Result<std::vector<agent::Player>> compressed_time_players(unsigned jobs);

}  // namespace redial::cli
