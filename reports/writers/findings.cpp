// Wording only: order, colour and markup are the formats' own.
#include "reports/writers/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

namespace redial::reports {
namespace {

using scenarios::Check;
using trace::Event;

constexpr std::size_t kElsewhereNamed = 8;

std::vector<Line> excerpt(const ScenarioResult& result, const Check& check, Charset charset) {
  const auto shows_it = [&](const Event& event) {
    return std::find(check.events.begin(), check.events.end(), event.sequence) != check.events.end();
  };
  const auto first = std::find_if(result.trace.begin(), result.trace.end(), shows_it);
  if (first == result.trace.end()) return {};
  const auto position = static_cast<std::size_t>(first - result.trace.begin());
  const std::size_t begin = position - std::min(position, kExcerptBefore);
  const std::size_t end = std::min(position + kExcerptBehind + 1, result.trace.size());
  std::vector<Line> lines{{2, "trace:", ""}};
  for (std::size_t i = begin; i < end; ++i) {
    std::string text = printable(trace::to_text(result.trace[i], result.started_at), charset);
    const bool marked = shows_it(result.trace[i]);
    lines.push_back({4, marked ? "> " : "  ", std::move(text), !marked});
  }
  return lines;
}

}  // namespace

std::string label(const control::ClientDescription& client, Charset charset) {
  return printable(fmt::format("{} {} ({}, {})", client.name, client.version, client.profile, client.host), charset);
}

std::string to_text(const Summary& summary) {
  const auto text = fmt::format("{} passed, {} failed, {} known, {} inconclusive", summary.passed, summary.failed, summary.known,
                                summary.inconclusive);
  return summary.warned > 0 ? fmt::format("{}, {} warned", text, summary.warned) : text;
}

std::string to_text(const Crashes& crashes, Charset charset) {
  std::string text = fmt::format("{} in {} scenario{}", crashes.count, crashes.scenarios, crashes.scenarios == 1 ? "" : "s");
  for (const Crashes::Way& way : crashes.ways) text += fmt::format(", {} {}", way.how, way.count);
  return printable(text, charset);
}

std::string describe_crash(const ScenarioResult& result, const Crash& crash, Charset charset) {
  return printable(fmt::format("{}, {}, {} into the play", crash.client, crash.how, to_text(crash.at - result.started_at)),
                   charset);
}

std::vector<const Check*> checks_with(const ScenarioResult& result, scenarios::Verdict verdict) {
  std::vector<const Check*> checks;
  for (const Check& check : result.checks) {
    if (check.verdict == verdict) checks.push_back(&check);
  }
  return checks;
}

std::vector<Recurring> recurring_findings(const Report& report, scenarios::Verdict verdict) {
  std::vector<Recurring> found;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  for (const ScenarioResult& result : report.results) {
    for (const Check* check : checks_with(result, verdict)) {
      const std::string& what = verdict == scenarios::Verdict::known ? check->evidence : check->rule;
      const auto [place, is_new] = places.try_emplace({label(result.client, Charset::unicode), what}, found.size());
      if (is_new) found.push_back({&result, check, {}});
      Recurring& same = found[place->second];
      const bool is_told = result.scenario == same.result->scenario || std::ranges::count(same.elsewhere, result.scenario) > 0;
      if (!is_told) same.elsewhere.push_back(result.scenario);
    }
  }
  return found;
}

std::string describe_elsewhere(const Recurring& finding, Charset charset) {
  const auto& all = finding.elsewhere;
  const auto named = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kElsewhereNamed));
  const std::string rest = named == all.end() ? "" : ", and so on";
  return printable(fmt::format("{} more: {}{}", all.size(), fmt::join(all.begin(), named, ", "), rest), charset);
}

std::vector<Line> describe_finding(const ScenarioResult& result, const Check& check, Charset charset) {
  std::vector<Line> lines{{0, printable(check.id, charset) + ": ", printable(check.rule, charset)}};
  if (check.verdict == scenarios::Verdict::warning) lines.push_back({2, "severity: ", std::string(to_name(check.severity))});
  if (!check.detail.empty()) lines.push_back({2, "seen: ", printable(check.detail, charset)});
  if (!check.evidence.empty()) lines.push_back({2, "evidence: ", printable(check.evidence, charset)});
  if (!check.source.empty()) lines.push_back({2, "source: ", printable(check.source, charset)});
  std::ranges::move(excerpt(result, check, charset), std::back_inserter(lines));
  return lines;
}

std::string describe_stale(const StaleDeviation& stale, Charset charset) {
  const std::string entry = fmt::format("{}: {}, {}, {}", stale.position, stale.client, stale.scenario, stale.check);
  return printable(entry, charset) + ": did not fail; remove the entry or narrow its version range";
}

}  // namespace redial::reports
