// Wording only.
#include "reports/writers/changes_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/summarise.hpp"
#include "reports/writers/changes_parts.hpp"
#include "reports/writers/findings.hpp"
#include "reports/writers/instrument_text.hpp"

namespace redial::reports {
namespace {

constexpr std::size_t kNamed = 5;  // of scenarios that only one run played

Duration milliseconds(double value) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>(value));
}

std::string some_of(const std::vector<std::string>& all, Charset charset) {
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kNamed));
  return printable(fmt::format("{}{}", fmt::join(all.begin(), end, ", "), end == all.end() ? "" : ", and so on"), charset);
}

}  // namespace

std::string milliseconds_text(double value) { return precise_text(milliseconds(value)); }

std::string label(const ClientPair& clients, Charset charset) {
  if (same_client(clients.base, clients.candidate)) return label(clients.candidate, charset);
  const auto both = [](const std::string& before, const std::string& after) {
    return before == after ? after : before + " -> " + after;
  };
  return printable(fmt::format("{} {} ({}, {})", clients.candidate.name, both(clients.base.version, clients.candidate.version),
                               clients.candidate.profile, both(clients.base.host, clients.candidate.host)),
                   charset);
}

std::string describe(const VerdictChange& change) {
  return fmt::format("{} -> {}", scenarios::to_name(change.before), scenarios::to_name(change.after));
}

std::string describe(const statistics::QuantileShift& shift) {
  if (shift.base <= 0) return "-";
  const auto percent = [&](double value) { return value / shift.base * 100; };
  if (!std::isfinite(shift.interval.high)) return fmt::format("{:+.1f} %", percent(shift.shift()));
  return fmt::format("{:+.1f} % ({:.1f} to {:.1f})", percent(shift.shift()), percent(shift.interval.low),
                     percent(shift.interval.high));
}

std::vector<std::string> metric_heads() {
  return {"phase", "n", "p50 before", "p50 now", "change", "p95 change", "verdict", "p", "effect", "would see"};
}

std::vector<std::string> metric_cells(const LatencyChange& metric) {
  const statistics::Shift& shift = metric.shift;
  return {metric.phase,
          fmt::format("{}, {}", metric.base_count, metric.candidate_count),
          milliseconds_text(shift.median.base),
          milliseconds_text(shift.median.candidate),
          describe(shift.median),
          describe(metric.p95),
          std::string(name_of(kChanges, shift.change)),
          shift.adjusted_p < 0.001 ? "<0.001" : fmt::format("{:.3f}", shift.adjusted_p),
          fmt::format("{:.2f}", shift.test.superiority),
          shift.detectable && std::isfinite(*shift.detectable) ? fmt::format("{:.0f} %", *shift.detectable * 100) : "-"};
}

std::string describe(const GateAnswer& answer, const std::string& of) {
  return fmt::format("{}: p{} may grow by {:g} %, of {}: {}", name_of(kGateVerdicts, answer.verdict), answer.gate.percentile,
                     answer.gate.share * 100, of, answer.why);
}

std::string describe(const GateResult& result, Charset charset) {
  return describe(result, label(result.metric->clients, charset));
}

std::vector<std::string> remarks(const Changes& changes, Charset charset) {
  std::vector<std::string> all = changes.doubts;
  for (const control::ClientDescription& client : changes.unpaired)
    all.push_back("only one of the runs has " + label(client, charset));
  const auto only = [&](const char* which, const std::vector<std::string>& scenarios) {
    if (!scenarios.empty())
      all.push_back(fmt::format("{} scenario{} only in the {}: {}", scenarios.size(), scenarios.size() == 1 ? "" : "s", which,
                                some_of(scenarios, charset)));
  };
  only("base", changes.only_base);
  only("new run", changes.only_candidate);
  if (!changes.metrics.empty())
    all.push_back(fmt::format("times may be off by {}, 19 times of 20 by less: a smaller shift is never called",
                              precise_text(milliseconds(changes.metrics.front().instrument_error))));
  return all;
}

}  // namespace redial::reports
