// See bench_gate.hpp.
#include "load/analysis/bench_gate.hpp"

namespace redial::load {

std::vector<BenchGateResult> apply_gates(const std::vector<reports::Gate>& gates, const BenchChanges& changes) {
  std::vector<BenchGateResult> results;
  for (const TimeChange& time : changes.times) {
    if (time.phase != name_of(kWhats, What::total)) continue;
    for (const reports::Gate& gate : gates) results.push_back({reports::apply_gate(gate, time, "connects"), &time});
  }
  return results;
}

}  // namespace redial::load
