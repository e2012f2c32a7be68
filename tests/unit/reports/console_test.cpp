// The console's cases that the golden report does not reach.
#include "reports/writers/console.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <string>

#include "reports/writers/table.hpp"

namespace redial::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string console(const Report& report, const Style& style = {}) {
  std::ostringstream out;
  write_console(report, style, out);
  return out.str();
}

std::string table(int width) {
  std::ostringstream out;
  write_table({{{"a-very-long-scenario-name"}, {"client"}}, {{"short"}, {"ok"}}}, {.charset = Charset::unicode, .width = width},
              out);
  return out.str();
}

Report with_reconnects(std::size_t count) {
  Report report;
  const Spread spread{count, std::chrono::milliseconds(1), std::chrono::milliseconds(2), std::chrono::milliseconds(95), {}};
  report.latencies.push_back({{}, spread, {}});
  return report;
}

TEST(Console, SaysHowManySamplesThereAre) { EXPECT_THAT(console(with_reconnects(7)), HasSubstr("n          7\n")); }

TEST(Console, PrintsThe95thPercentileFromTwentySamplesOn) {
  EXPECT_THAT(console(with_reconnects(19)), HasSubstr("total p95  -\n"));
  EXPECT_THAT(console(with_reconnects(20)), HasSubstr("total p95  95 ms\n"));
}

TEST(Console, SaysThatARunWasInterrupted) {
  Report report;
  EXPECT_THAT(console(report), Not(HasSubstr("interrupted")));
  report.interrupted = true;
  EXPECT_THAT(console(report), HasSubstr("interrupted"));
}

TEST(Console, EndsWithTheCounts) {
  Report report;
  report.summary = {.passed = 3, .failed = 0, .known = 1, .inconclusive = 0};
  report.duration = std::chrono::seconds(2);
  EXPECT_THAT(console(report), testing::EndsWith("\n3 passed, 0 failed, 1 known, 0 inconclusive in 2.00 s\n"));
}

Report with_reason(const char* reason) {
  Report report;
  report.results.emplace_back();
  report.results.back().verdict = scenarios::Verdict::inconclusive;
  report.results.back().reason = reason;
  return report;
}

TEST(Console, SaysNothingOfCrashesWhereThereWereNone) {
  EXPECT_THAT(console(with_reason("the machine was late")), Not(HasSubstr("crash")));
}

TEST(Console, CountsCrashesAndShowsThemAtThePlay) {
  Report report = with_reason("the client crashed (SIGSEGV)");
  report.results.back().crashes = {{"alice", TimePoint(std::chrono::milliseconds(1'240)), "SIGSEGV"}};
  report.crashes = {{{.name = "native", .version = "5.46.1"}, 3, 2, {{"SIGSEGV", 2}, {"SIGABRT", 1}}}};
  const std::string text = console(report);
  EXPECT_THAT(text, HasSubstr("    crashed: alice, SIGSEGV, 1.24 s into the play\n"));
  EXPECT_THAT(text, HasSubstr("  native 5.46.1: crashes of the client: 3 in 2 scenarios, SIGSEGV 2, SIGABRT 1\n"));
}

TEST(Console, WrapsTextBehindItsHead) {
  EXPECT_THAT(console(with_reason("the agent that was here is gone"), {.width = 32}),
              HasSubstr("    reason: the agent that was\n            here is gone\n"));
}

TEST(Console, DoesNotSqueezeTextIntoLessThanTwentyColumns) {
  EXPECT_THAT(console(with_reason("the agent that was here is gone"), {.width = 31}),
              HasSubstr("    reason: the agent that was here is gone\n"));
}

TEST(Console, WrapsWhatClientsToldToSixtyColumnsWhereThereIsNoTerminal) {
  Report report;
  const std::string words = std::string(30, 'a') + " " + std::string(29, 'b');
  report.differences = {{{{}, {}}, true, {{"scenario", "statuses", {words, words + "b"}}}}};
  EXPECT_THAT(console(report), HasSubstr("  statuses  " + words + "  " + std::string(30, 'a') + "\n" + std::string(74, ' ') +
                                         std::string(30, 'b') + "\n"));
}

TEST(Table, WithoutAWidthIsAsWideAsItsText) {
  EXPECT_EQ(table(0), "a-very-long-scenario-name  client\nshort                      ok\n");
}

TEST(Table, OnANarrowTerminalCutsTheFirstColumn) {
  EXPECT_EQ(table(30), "a-very-long-scenario-…  client\nshort                   ok\n");
}

TEST(Table, NeverCutsTheFirstColumnBelowSixteen) { EXPECT_EQ(table(10), "a-very-long-sce…  client\nshort             ok\n"); }

}  // namespace
}  // namespace redial::reports
