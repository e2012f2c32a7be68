// By how much reconnecting may get slower before a comparison fails. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/names.hpp"
#include "core/base/result.hpp"
#include "reports/changes.hpp"

namespace redial::reports {

struct Gate {
  unsigned percentile = 50;  // 50 or 95
  double share = 0.1;        // of the base's
};

// "p50=10%,p95=15%". Error: what in it is wrong.
Result<std::vector<Gate>> parse_gates(std::string_view text);

enum class GateVerdict : std::uint8_t {
  held,
  broken,       // slower by more than the share, and not by chance
  cannot_tell,  // with so few samples, or with such a spread, being slower by that much would not show
};

inline constexpr Named<GateVerdict> kGateVerdicts[] = {
    {GateVerdict::held, "held"}, {GateVerdict::broken, "broken"}, {GateVerdict::cannot_tell, "cannot tell"}};

struct GateAnswer {
  Gate gate;
  GateVerdict verdict = GateVerdict::held;
  std::string why;  // "+12.3 % (+8.1 % to +16.0 %), n 40 and 40"
};

// `counted`: what the values are of, "reconnects".
GateAnswer apply_gate(const Gate& gate, const LatencyChange& latency, std::string_view counted);

struct GateResult : GateAnswer {
  const MetricChange* metric = nullptr;  // borrowed
};

// Each gate on the total of each client.
std::vector<GateResult> apply_gates(const std::vector<Gate>& gates, const Changes& changes);

}  // namespace redial::reports
