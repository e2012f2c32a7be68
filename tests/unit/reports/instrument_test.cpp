// What is said of how wrong times may be, and when latencies say nothing.
#include "reports/instrument.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <sstream>
#include <string>

#include "reports/writers/instrument.hpp"
#include "reports/writers/instrument_text.hpp"
#include "reports/writers/openmetrics.hpp"

namespace redial::reports {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

Inaccuracy with_p95(Duration p95) { return {100, {}, {}, p95, p95, p95}; }

Inaccuracy with_p99(std::optional<Duration> p99) { return {100, {}, {}, {}, p99, milliseconds(99)}; }

Calibration known_delay(int ms, Duration p95) { return {CalibrationMethod::known_delay, milliseconds(ms), with_p95(p95)}; }

Calibration arrivals(Inaccuracy found) { return {CalibrationMethod::kernel_timestamps, {}, std::move(found)}; }

TEST(Inaccuracy, TakesPercentilesByNearestRank) {
  std::vector<Duration> samples(200);
  std::iota(samples.begin(), samples.end(), Duration(1));
  std::ranges::reverse(samples);
  const Inaccuracy found = inaccuracy(samples);
  EXPECT_EQ(found.count, 200u);
  EXPECT_EQ(found.min, Duration(1));
  EXPECT_EQ(found.p50, Duration(100));
  EXPECT_EQ(found.p95, Duration(190));
  EXPECT_EQ(found.p99, Duration(198));
  EXPECT_EQ(found.max, Duration(200));
}

TEST(Inaccuracy, OfNothingTellsNo99thPercentile) {
  EXPECT_EQ(inaccuracy({}).count, 0u);
  EXPECT_EQ(inaccuracy({}).p99, std::nullopt);
}

TEST(LagBound, IsExceededByThe99thPercentileOnly) {
  EXPECT_FALSE(exceeds_bound(with_p99(kLagBound)));
  EXPECT_TRUE(exceeds_bound(with_p99(kLagBound + Duration(1))));
  EXPECT_FALSE(exceeds_bound(with_p99(std::nullopt)));
}

TEST(InstrumentError, IsTheWorstOfAllThatWasFoundOut) {
  const std::vector<Calibration> calibrations = {known_delay(0, microseconds(30)), known_delay(50, microseconds(90)),
                                                 arrivals(with_p95(microseconds(20)))};
  EXPECT_EQ(instrument_error(calibrations, with_p95(microseconds(60))), microseconds(90));
  EXPECT_EQ(instrument_error(calibrations, with_p95(microseconds(310))), microseconds(310));
  EXPECT_EQ(instrument_error({}, {}), Duration::zero());
}

TEST(InstrumentText, TellsTheErrorAndWhereItComesFrom) {
  const std::vector<Calibration> calibrations = {known_delay(0, microseconds(30)), known_delay(50, microseconds(90)),
                                                 arrivals(with_p95(microseconds(20)))};
  EXPECT_EQ(describe_instrument(calibrations, with_p95(microseconds(310))),
            "times may be off by 0.310 ms, 19 times of 20 by less: calibrated to 0.090 ms by known delays and 0.020 ms by kernel "
            "timestamps, lag 0.310 ms");
}

TEST(InstrumentText, SaysWhereTheMachineGivesNoTimestamps) {
  EXPECT_EQ(describe_instrument({known_delay(0, microseconds(30)), arrivals({})}, {}),
            "times may be off by 0.030 ms, 19 times of 20 by less: calibrated to 0.030 ms by known delays, kernel timestamps not "
            "given");
}

TEST(InstrumentText, SaysWhereARunWasNotCalibrated) {
  EXPECT_EQ(describe_instrument({}, with_p95(milliseconds(2))),
            "times may be off by 2.0 ms, 19 times of 20 by less: not calibrated, lag 2.0 ms");
}

TEST(InstrumentText, OfASimulationIsNone) {
  EXPECT_EQ(describe_instrument({}, {}), std::nullopt);
  EXPECT_EQ(describe_excess({}), std::nullopt);
}

TEST(InstrumentText, TellsByHowMuchTheLagExceedsItsBound) {
  EXPECT_THAT(describe_excess(with_p99(milliseconds(23))).value_or(""),
              HasSubstr("inconclusive: the machine woke threads 23 ms late or more, once in 100 times, and 10 ms is the bound"));
}

std::string console(const std::vector<Calibration>& calibrations, const Inaccuracy& lag) {
  std::ostringstream out;
  write_instrument_console(calibrations, lag, {}, out);
  return out.str();
}

TEST(InstrumentTable, HasALineForEachDelayTheTimestampsAndTheLag) {
  EXPECT_EQ(console({known_delay(50, microseconds(90)), arrivals({})}, with_p95(microseconds(310))),
            "error of              n          p50       p95       p99       max\n"
            "known delay of 50 ms  100        0.000 ms  0.090 ms  0.090 ms  0.090 ms\n"
            "kernel timestamps     not given\n"
            "lag                   100        0.000 ms  0.310 ms  0.310 ms  0.310 ms\n"
            "\n"
            "times may be off by 0.310 ms, 19 times of 20 by less: calibrated to 0.090 ms by known delays, kernel timestamps not "
            "given, lag 0.310 ms\n");
}

TEST(InstrumentTable, SaysThatAMachineIsTooBusy) {
  EXPECT_THAT(console({}, with_p99(milliseconds(23))), HasSubstr("inconclusive"));
  EXPECT_THAT(console({}, with_p99(milliseconds(9))), Not(HasSubstr("inconclusive")));
}

std::string metrics(const Report& report) {
  std::ostringstream out;
  write_openmetrics(report, out);
  return out.str();
}

TEST(InstrumentMetrics, SayThatLatenciesAreInconclusive) {
  Report report;
  EXPECT_THAT(metrics(report), Not(HasSubstr("redial_latencies_inconclusive")));
  report.lag = with_p99(milliseconds(9));
  EXPECT_THAT(metrics(report), HasSubstr("redial_latencies_inconclusive 0\n"));
  report.lag = with_p99(milliseconds(11));
  EXPECT_THAT(metrics(report), HasSubstr("redial_latencies_inconclusive 1\n"));
}

}  // namespace
}  // namespace redial::reports
