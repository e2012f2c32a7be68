// A bench's result as JSON, and read again: docs/bench.schema.json. Agents tell the conductor their part of a phase in the same
// form.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "load/result/model.hpp"

namespace redial::load {

// Raised whenever a reader of the older form would misunderstand the newer one.
inline constexpr int kBenchSchemaVersion = 1;

// Times are milliseconds, exact to the nanosecond. What follows from other members (percentiles, who was online when, …) is
// written beside them, for other programs, and is not read again. A line for each phase.
void write_json(const BenchResult& result, std::ostream& out);
std::string phase_json(const Phase& phase);

// `where`: what the text is called in errors, which say what is wrong at which place.
Result<BenchResult> read_bench(std::string_view json, const std::string& where);
Result<Phase> read_phase(std::string_view json, const std::string& where);

// Does this begin like a bench's result, rather than a run's?
bool is_bench(std::string_view json);

}  // namespace redial::load
