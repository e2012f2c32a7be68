// One test point after another. The YAML of diagnostics is quoted throughout, so that no text can leave its place.
#include "reports/writers/tap.hpp"

#include <fmt/format.h>

#include <ostream>
#include <string>
#include <string_view>

#include "reports/writers/findings.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

using scenarios::Verdict;

// Of a description: "\" and "#" mean something there.
std::string described(const std::string& text) {
  std::string escaped;
  for (const char c : printable(text)) {
    if (c == '\\' || c == '#') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string quoted(std::string_view text) {
  std::string yaml = "\"";
  for (const char c : printable(text)) {
    if (c == '\\' || c == '"') yaml += '\\';
    yaml += c;
  }
  return yaml + '"';
}

class Points {
 public:
  explicit Points(std::ostream& out) : out_(out) {}

  void add(bool ok, const std::string& description, const std::string& directive = {}) {
    out_ << (ok ? "ok " : "not ok ") << ++number_ << " - " << described(description);
    if (!directive.empty()) out_ << " # " << directive;
    out_ << '\n';
  }
  void entry(int depth, const std::string& key, const std::string& text) {
    if (!text.empty()) out_ << std::string(2 * depth, ' ') << key << ": " << quoted(text) << '\n';
  }
  void line(const std::string& text) { out_ << text << '\n'; }

 private:
  std::ostream& out_;
  unsigned number_ = 0;
};

void add_check(const scenarios::Check& check, Points& points) {
  points.line("    - id: " + quoted(check.id));
  points.entry(3, "verdict", std::string(to_name(check.verdict)));
  points.entry(3, "severity", std::string(to_name(check.severity)));
  points.entry(3, "demanded", check.rule);
  points.entry(3, "seen", check.detail);
  points.entry(3, "evidence", check.evidence);
  points.entry(3, "source", check.source);
}

void add_diagnostics(const ScenarioResult& result, Points& points) {
  points.line("  ---");
  points.entry(1, "verdict", std::string(to_name(result.verdict)));
  points.entry(1, "reason", result.reason);
  points.entry(1, "shows", result.shows);
  points.entry(1, "file", result.file);
  points.line(fmt::format("  duration_ms: {:.3f}", to_milliseconds(result.duration)));
  bool any = false;
  for (const scenarios::Check& check : result.checks) {
    if (check.verdict == Verdict::pass) continue;
    if (!any) points.line("  checks:");
    any = true;
    add_check(check, points);
  }
  points.line("  ...");
}

std::string first_evidence(const ScenarioResult& result) {
  const auto known = checks_with(result, Verdict::known);
  return known.empty() ? "" : ": " + described(known.front()->evidence);
}

void add(const ScenarioResult& result, Points& points) {
  const bool ok = result.verdict == Verdict::pass || result.verdict == Verdict::warning;
  const std::string directive = result.verdict == Verdict::known ? "TODO known deviation" + first_evidence(result) : "";
  points.add(ok, result.scenario + " (" + label(result.client, Charset::unicode) + ")", directive);
  if (result.verdict != Verdict::pass) add_diagnostics(result, points);
}

}  // namespace

void write_tap(const Report& report, std::ostream& out) {
  Points points(out);
  points.line("TAP version 14");
  points.line(fmt::format("1..{}", report.results.size() + report.stale.size()));
  for (const ScenarioResult& result : report.results) add(result, points);
  for (const StaleDeviation& stale : report.stale) points.add(false, describe_stale(stale, Charset::unicode));
  if (report.interrupted) points.line("Bail out! The run was interrupted");
}

}  // namespace redial::reports
