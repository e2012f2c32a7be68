// What changed from one bench to another, for a person at a terminal, for a pull request, and for programs.
#pragma once

#include <iosfwd>
#include <vector>

#include "load/analysis/bench_changes.hpp"
#include "load/analysis/bench_gate.hpp"
#include "reports/writers/style.hpp"

namespace redial::load {

void write_bench_changes_console(const BenchChanges& changes, const std::vector<BenchGateResult>& gates,
                                 const reports::Style& style, std::ostream& out);
void write_bench_changes_markdown(const BenchChanges& changes, const std::vector<BenchGateResult>& gates, std::ostream& out);
// The form is docs/bench_changes.schema.json. Times are milliseconds, shares are of the base's.
void write_bench_changes_json(const BenchChanges& changes, const std::vector<BenchGateResult>& gates, std::ostream& out);

}  // namespace redial::load
