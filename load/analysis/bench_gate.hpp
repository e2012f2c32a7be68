// By how much a bench's phases may get slower before a comparison fails: the gates of runs, held to each phase's total. Pure.
#pragma once

#include <vector>

#include "load/analysis/bench_changes.hpp"
#include "reports/gate.hpp"

namespace redial::load {

struct BenchGateResult : reports::GateAnswer {
  const TimeChange* time = nullptr;  // borrowed
};

std::vector<BenchGateResult> apply_gates(const std::vector<reports::Gate>& gates, const BenchChanges& changes);

}  // namespace redial::load
