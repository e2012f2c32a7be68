// What breaks a gate, what holds it, and when neither can be said.
#include "reports/gate.hpp"

#include <gtest/gtest.h>

namespace redial::reports {
namespace {

using statistics::Change;
using statistics::QuantileShift;

std::string error_of(const char* text) {
  const auto gates = parse_gates(text);
  return gates ? "" : to_text(gates.error());
}

TEST(ParseGates, ReadsBothPercentiles) {
  const auto gates = parse_gates("p50=10%,p95=12.5%");
  ASSERT_TRUE(gates);
  ASSERT_EQ(gates->size(), 2u);
  EXPECT_EQ((*gates)[0].percentile, 50u);
  EXPECT_DOUBLE_EQ((*gates)[0].share, 0.1);
  EXPECT_EQ((*gates)[1].percentile, 95u);
  EXPECT_DOUBLE_EQ((*gates)[1].share, 0.125);
}

TEST(ParseGates, RefusesWhatIsNoGate) {
  for (const char* text : {"", "p50", "p50=", "p50=10", "p50=10 %", "p99=10%", "p50=-1%", "p50=0%", "p50=1001%", "p50=nan%",
                           "p50=inf%", "p50=0x10%", "p50=10%,", ",p50=10%", "p50=10%;p95=1%", "p50=10%%"})
    EXPECT_NE(error_of(text), "") << text;
  EXPECT_EQ(error_of("p50=10"), "--gate: \"p50=10\" is no gate; write it as p50=10%, p95=15%, or both with a comma");
}

TEST(ParseGates, RefusesTheSamePercentileTwice) {
  EXPECT_EQ(error_of("p50=10%,p50=20%"), "--gate: p50 stands here twice; keep one of them");
}

// From a base of 100 ms.
QuantileShift grown(double to, double low, double high) { return {100, to, {low, high}}; }

GateVerdict median_gate(Change change, QuantileShift shift, std::optional<double> detectable = {}, std::size_t count = 40) {
  Changes changes;
  MetricChange& metric = changes.metrics.emplace_back();
  metric.phase = "total";
  metric.base_count = metric.candidate_count = count;
  metric.shift.change = change;
  metric.shift.median = shift;
  metric.shift.detectable = detectable;
  return apply_gates({{50, 0.1}}, changes).at(0).verdict;
}

TEST(MedianGate, IsBrokenByACertainSlowdownBeyondIt) {
  EXPECT_EQ(median_gate(Change::slower, grown(115, 12, 18)), GateVerdict::broken);
}

TEST(MedianGate, IsHeldByASlowdownWithinIt) { EXPECT_EQ(median_gate(Change::slower, grown(105, 3, 7)), GateVerdict::held); }

TEST(MedianGate, IsHeldWhereASlowdownBeyondItWouldHaveBeenSeen) {
  EXPECT_EQ(median_gate(Change::cannot_tell, grown(103, -8, 12), 0.08), GateVerdict::held);
}

TEST(MedianGate, CannotBeToldWhereItWouldNot) {
  EXPECT_EQ(median_gate(Change::cannot_tell, grown(103, -30, 40), 0.5), GateVerdict::cannot_tell);
  EXPECT_EQ(median_gate(Change::cannot_tell, grown(103, -30, 40)), GateVerdict::cannot_tell);
}

TEST(MedianGate, CannotBeToldWithoutReconnects) { EXPECT_EQ(median_gate(Change::cannot_tell, {}), GateVerdict::cannot_tell); }

TEST(MedianGate, CannotBeToldWithAHandfulOfReconnects) {
  EXPECT_EQ(median_gate(Change::cannot_tell, grown(100, 0, 0), {}, 4), GateVerdict::cannot_tell);
}

GateVerdict tail_gate(QuantileShift p95, double instrument_error = 0) {
  Changes changes;
  MetricChange& metric = changes.metrics.emplace_back();
  metric.phase = "total";
  metric.base_count = metric.candidate_count = 40;
  metric.p95 = p95;
  metric.instrument_error = instrument_error;
  return apply_gates({{95, 0.1}}, changes).at(0).verdict;
}

TEST(TailGate, IsBrokenWhereTheWholeIntervalIsSlowerAndTheShiftBeyondIt) {
  EXPECT_EQ(tail_gate(grown(130, 5, 60)), GateVerdict::broken);
}

TEST(TailGate, CannotBeToldByAShiftThatTheInstrumentMayHaveMade) {
  EXPECT_EQ(tail_gate(grown(130, 5, 60), 40), GateVerdict::cannot_tell);
}

TEST(TailGate, IsHeldWhereTheWholeIntervalIsWithinIt) { EXPECT_EQ(tail_gate(grown(101, -6, 9)), GateVerdict::held); }

TEST(TailGate, CannotBeToldWhereTheIntervalReachesBeyondIt) {
  EXPECT_EQ(tail_gate(grown(101, -6, 30)), GateVerdict::cannot_tell);
}

TEST(Gates, CannotBeToldOfARunWhoseLatenciesAreInconclusive) {
  Changes changes;
  MetricChange& metric = changes.metrics.emplace_back();
  metric.phase = "total";
  metric.base_count = metric.candidate_count = 40;
  metric.p95 = metric.shift.median = grown(101, -1, 2);
  for (const GateResult& held : apply_gates({{50, 0.1}, {95, 0.1}}, changes)) EXPECT_EQ(held.verdict, GateVerdict::held);
  metric.conclusive = false;
  for (const GateResult& told : apply_gates({{50, 0.1}, {95, 0.1}}, changes)) EXPECT_EQ(told.verdict, GateVerdict::cannot_tell);
}

TEST(Gates, AreHeldToTotalsOnly) {
  Changes changes;
  changes.metrics.emplace_back().phase = "dial";
  EXPECT_TRUE(apply_gates({{50, 0.1}}, changes).empty());
}

}  // namespace
}  // namespace redial::reports
