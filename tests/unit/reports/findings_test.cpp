// Which findings are the same, and how what recurs is told.
#include "reports/writers/findings.hpp"

#include <gtest/gtest.h>

namespace redial::reports {
namespace {

using scenarios::Verdict;

// In each scenario one check, demanded as "rule" and seen as "detail".
Report found_in(const std::vector<std::string>& scenarios, Verdict verdict, const std::string& rule = "a rule") {
  Report report;
  for (const std::string& scenario : scenarios) {
    ScenarioResult& result = report.results.emplace_back();
    result.scenario = scenario;
    result.checks = {{"expect-1", rule, verdict, "in " + scenario, "", {}}};
  }
  return report;
}

TEST(Findings, OneThatRecursIsToldOnceWithWhereElse) {
  const Report report = found_in({"a/one", "a/two", "a/two", "b/one"}, Verdict::warning);
  const auto found = recurring_findings(report, Verdict::warning);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].result->scenario, "a/one");
  EXPECT_EQ(describe_elsewhere(found[0], Charset::unicode), "2 more: a/two, b/one");
}

TEST(Findings, WhatIsKnownIsTheSameByItsEvidence) {
  Report report = found_in({"a/one", "a/two", "a/three"}, Verdict::known);
  report.results[0].checks[0].evidence = report.results[2].checks[0].evidence = "read in the trace";
  const auto found = recurring_findings(report, Verdict::known);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(describe_elsewhere(found[0], Charset::unicode), "1 more: a/three");
}

TEST(Findings, WhatAnotherClientShowsIsAnother) {
  Report report = found_in({"a/one", "a/two"}, Verdict::warning);
  report.results[1].client.name = "another";
  EXPECT_EQ(recurring_findings(report, Verdict::warning).size(), 2u);
}

TEST(Findings, OfManyPlacesTheFirstAreNamed) {
  const Report report = found_in({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, Verdict::warning);
  EXPECT_EQ(describe_elsewhere(recurring_findings(report, Verdict::warning)[0], Charset::unicode),
            "9 more: 1, 2, 3, 4, 5, 6, 7, 8, and so on");
}

}  // namespace
}  // namespace redial::reports
