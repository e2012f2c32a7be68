// Every writer's output for the sample report, compared byte for byte with a file of expected/.
#include "tests/golden/golden.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "reports/writers/changes.hpp"
#include "reports/writers/console.hpp"
#include "reports/writers/instrument.hpp"
#include "reports/writers/json.hpp"
#include "reports/writers/junit.hpp"
#include "reports/writers/markdown.hpp"
#include "reports/writers/openmetrics.hpp"
#include "reports/writers/tap.hpp"
#include "tests/golden/sample_report.hpp"

namespace redial::reports {
namespace {

std::string console(const Style& style) {
  std::ostringstream out;
  write_console(sample_report(), style, out);
  return out.str();
}

TEST(Golden, ConsoleInAFile) { expect_golden("console.txt", console({.charset = Charset::unicode})); }

TEST(Golden, ConsoleInAsciiOnly) {
  const std::string text = console({.charset = Charset::ascii, .width = 100});
  for (const char c : text) ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << static_cast<int>(c);
  expect_golden("console-ascii.txt", text);
}

TEST(Golden, ConsoleInColourOnANarrowTerminal) {
  expect_golden("console-colour.txt", console({.colour = true, .charset = Charset::unicode, .live = true, .width = 72}));
}

std::string written(void (*write)(const Report&, std::ostream&)) {
  std::ostringstream out;
  write(sample_report(), out);
  return out.str();
}

TEST(Golden, JunitXml) { expect_golden("junit.xml", written(write_junit)); }

TEST(Golden, RunJson) { expect_golden("run.json", written(write_json)); }

TEST(Golden, Markdown) { expect_golden("summary.md", written(write_markdown)); }

TEST(Golden, OpenMetrics) { expect_golden("metrics.txt", written(write_openmetrics)); }

TEST(Golden, CalibrationInJson) {
  const Report report = sample_report();
  std::ostringstream out;
  write_instrument_json(report.calibrations, report.lag, report.machine, out);
  expect_golden("calibration.json", out.str());
}

TEST(Golden, Tap) { expect_golden("run.tap", written(write_tap)); }

struct SampleChanges {
  SamplePair runs = sample_pair();
  Changes changes = reports::changes(runs.base, runs.candidate);
  std::vector<GateResult> gates = apply_gates({{50, 0.1}, {95, 0.5}}, changes);
};

TEST(Golden, ChangesOnAConsole) {
  const SampleChanges sample;
  std::ostringstream out;
  write_changes_console(sample.changes, sample.gates, {.charset = Charset::unicode, .width = 160}, out);
  expect_golden("changes.txt", out.str());
}

TEST(Golden, ChangesInMarkdown) {
  const SampleChanges sample;
  std::ostringstream out;
  write_changes_markdown(sample.changes, sample.gates, out);
  expect_golden("changes.md", out.str());
}

TEST(Golden, ChangesInJson) {
  const SampleChanges sample;
  std::ostringstream out;
  write_changes_json(sample.changes, sample.gates, out);
  expect_golden("changes.json", out.str());
}

}  // namespace
}  // namespace redial::reports
