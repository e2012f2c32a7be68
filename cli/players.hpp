// The players of a run: one for each job, with the mock server and the time that it plays with. What is played is not its
// business.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agent/runner/suite.hpp"
#include "core/base/result.hpp"
#include "net/capture/folder.hpp"

namespace redial::cli {

// Where servers of our own capture their connections; null: nowhere.
using CaptureFolder = std::shared_ptr<net::capture::Folder>;

// All with one mock server: the one at `address` (HOST:PORT of its control service), or, where that is empty, one of our own.
Result<std::vector<agent::Player>> real_time_players(unsigned jobs, const std::string& address, const CaptureFolder& captures);

// Each with a mock server and a clock of its own.
Result<std::vector<agent::Player>> compressed_time_players(unsigned jobs, const CaptureFolder& captures);

}  // namespace redial::cli
