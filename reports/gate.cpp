// A gate is broken by what is sure, and held by what is sure; between the two it says that it cannot tell.
#include "reports/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace redial::reports {
namespace {

constexpr double kMaxShare = 10;  // 1000 %

Error wrong(std::string_view gate) {
  return {"\"" + std::string(gate) + "\" is no gate", "--gate", "write it as p50=10%, p95=15%, or both with a comma"};
}

std::optional<Gate> parse_gate(std::string_view text) {
  Gate gate;
  if (text.starts_with("p50="))
    gate.percentile = 50;
  else if (text.starts_with("p95="))
    gate.percentile = 95;
  else
    return std::nullopt;
  text.remove_prefix(4);
  double percent = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), percent, std::chars_format::fixed);
  if (error != std::errc() || std::string_view(rest, text.data() + text.size()) != "%") return std::nullopt;
  gate.share = percent / 100;
  if (!(gate.share > 0 && gate.share <= kMaxShare)) return std::nullopt;  // nan is neither
  return gate;
}

std::string in_percent(double share) { return fmt::format("{:+.1f} %", share * 100); }

}  // namespace

Result<std::vector<Gate>> parse_gates(std::string_view text) {
  std::vector<Gate> gates;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view one = text.substr(0, comma);
    const std::optional<Gate> gate = parse_gate(one);
    if (!gate) return wrong(one);
    for (const Gate& other : gates)
      if (other.percentile == gate->percentile)
        return Error{"p" + std::to_string(other.percentile) + " stands here twice", "--gate", "keep one of them"};
    gates.push_back(*gate);
    if (comma == std::string_view::npos) return gates;
    text.remove_prefix(comma + 1);
  }
}

GateAnswer apply_gate(const Gate& gate, const LatencyChange& latency, std::string_view counted) {
  GateAnswer result{gate, GateVerdict::cannot_tell, ""};
  const bool is_median = gate.percentile == 50;
  const statistics::QuantileShift& shift = is_median ? latency.shift.median : latency.p95;
  if (std::min(latency.base_count, latency.candidate_count) < statistics::kMinSamples || shift.base <= 0) {
    result.why = fmt::format("{} and {} {} are too few", latency.base_count, latency.candidate_count, counted);
    return result;
  }
  if (!latency.conclusive) {
    result.why = "the latencies of a run are inconclusive";
    return result;
  }
  const double share = shift.shift() / shift.base, low = shift.interval.low / shift.base, high = shift.interval.high / shift.base;
  result.why = fmt::format("{} ({} to {}), n {} and {}", in_percent(share), in_percent(low), in_percent(high), latency.base_count,
                           latency.candidate_count);
  const bool is_sure =
      is_median ? latency.shift.change == statistics::Change::slower : low > 0 && shift.shift() > latency.instrument_error;
  if (is_sure && share > gate.share)
    result.verdict = GateVerdict::broken;
  else if (high <= gate.share || (is_median && latency.shift.detectable.value_or(kMaxShare) <= gate.share))
    result.verdict = GateVerdict::held;
  return result;
}

std::vector<GateResult> apply_gates(const std::vector<Gate>& gates, const Changes& changes) {
  std::vector<GateResult> results;
  for (const MetricChange& metric : changes.metrics) {
    if (metric.phase != "total") continue;
    for (const Gate& gate : gates) results.push_back({apply_gate(gate, metric, "reconnects"), &metric});
  }
  return results;
}

}  // namespace redial::reports
