// A run named on the command line: by its file, or as one of the history.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "reports/history/history.hpp"
#include "reports/model.hpp"
#include "reports/stored/run_reader.hpp"

namespace redial::cli {

inline constexpr const char* kHistoryFile = "redial-history.db";

// Error: there is none.
Result<reports::history::History> open_history(const std::string& file);

// `name`: a file; "@last", the newest of the history, or "@7", its run 7. Those of the history have no traces.
Result<reports::Report> load_run_or_past(const std::string& name, const std::string& history_file,
                                         reports::stored::Extent extent);

}  // namespace redial::cli
