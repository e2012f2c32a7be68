// What became of metrics from one run to another: slower, faster, the same, or nothing that can be said. It compares numbers;
// which ones belong together, and how the answer is told, is for others. Pure; callable from any thread.
//
// Noise must not be called a change, so that a change needs three witnesses: the ranks of all values (Mann–Whitney, by Holm), the
// median's interval, and the instrument. And not seeing a change is not seeing that there is none: "the same" has to be shown as
// well.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "reports/statistics/bootstrap.hpp"
#include "reports/statistics/mann_whitney.hpp"
#include "reports/statistics/repeats.hpp"
#include "reports/statistics/sample.hpp"

namespace redial::reports::statistics {

// The chance that a comparison of two equal runs calls anything changed, whatever the number of its metrics. The product promises
// 1 % at most; half of it leaves room for what the test does not know, such as plays that are not quite independent.
inline constexpr double kAlpha = 0.005;

// A shift of the median by less than this share of the base's is none that matters.
inline constexpr double kMargin = 0.1;

enum class Change : std::uint8_t { slower, faster, same, cannot_tell };

// One metric of two runs, in ms. Without values, but with repeats, it is one figure of each measurement, such as the memory of a
// session, in a unit of its own; then chance among values has no say, and what repeats assume is taken for certain.
struct Metric {
  Sample base, candidate;
  double instrument_error = 0;  // how far the measurement of a shift may be off by itself
  Repeats repeats{};            // of the median; by default measurements move by nothing of themselves
  double percent = 50;  // the quantile that stands for the median wherever it is spoken of. Of another one than the median
                        // ranks say nothing: then p is that of its shift and the bootstrap's standard error

  bool is_figure() const { return base.empty() && candidate.empty() && !repeats.base.empty() && !repeats.candidate.empty(); }
};

struct Criteria {
  double alpha = kAlpha;
  double margin = kMargin;
};

struct Shift {
  MannWhitney test;
  double p = 1;                      // the larger one of `test.p` and what repeats say: both must be sure
  double adjusted_p = 1;             // `p` by Holm, over all metrics of the comparison
  QuantileShift median;              // zero if a sample is empty; its interval is wide enough for repeats as well
  std::optional<double> detectable;  // share of the base's median: the largest of detectable.hpp's, of what repeats let through,
                                     // and of the instrument's error; infinite if nothing could be seen
  Change change = Change::cannot_tell;
};

// What may be said of one metric. Where more than one holds, the first:
//   cannot_tell     fewer than kMinSamples values on a side, of a metric with values
//   slower, faster  adjusted p below alpha, and the interval of the median's shift without 0, and the shift larger than the
//                   instrument's error, ranks and median pointing the same way. Each of the three is blind where another sees:
//                   p speaks of ranks and not of size; the interval leaves out distributions that differ in shape but not in
//                   their median; what the instrument adds to one run and not to the other, no number of samples averages away.
//   same            the interval within the margin: whatever the shift is, it is smaller than what matters
//   cannot_tell     everything else
// Reads of `shift` the test, the adjusted p and the median.
Change change_of(const Metric& metric, const Shift& shift, const Criteria& criteria);

// All metrics of one comparison, in their order. Holm's correction is over those that can be called: with kMinSamples values on
// both sides, or figures.
std::vector<Shift> shifts(std::span<const Metric> metrics, const Criteria& criteria = {});

}  // namespace redial::reports::statistics
