// A bench's result named on the command line. It reads no run: reports/stored does.
#pragma once

#include <string>

#include "core/base/result.hpp"
#include "load/result/model.hpp"

namespace redial::cli {

// Does this file begin like a bench's result? A file that cannot be read does not.
bool is_bench_file(const std::string& path);

// Errors: it cannot be read, or is no bench's result.
Result<load::BenchResult> load_bench(const std::string& path);

}  // namespace redial::cli
