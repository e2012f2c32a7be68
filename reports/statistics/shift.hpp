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

namespace redial::reports::statistics {

// The chance that a comparison of two equal runs calls anything changed, whatever the number of its metrics. The product promises
// 1 % at most; half of it leaves room for what the test does not know, such as plays that are not quite independent.
inline constexpr double kAlpha = 0.005;

// A shift of the median by less than this share of the base's is none that matters.
inline constexpr double kMargin = 0.1;

enum class Change : std::uint8_t { slower, faster, same, cannot_tell };

// One metric of two runs, in ms; values are finite and in any order. Borrowed.
struct Metric {
  std::span<const double> base, candidate;
  double instrument_error = 0;  // how far the measurement of a shift may be off by itself
};

struct Criteria {
  double alpha = kAlpha;
  double margin = kMargin;
};

struct Shift {
  MannWhitney test;
  double adjusted_p = 1;             // `test.p` by Holm, over all metrics of the comparison
  QuantileShift median;              // zero if a sample is empty
  std::optional<double> detectable;  // share of the base's median: detectable.hpp, and never below the instrument's error
  Change change = Change::cannot_tell;
};

// What may be said of one metric. Where more than one holds, the first:
//   cannot_tell     fewer than kMinSamples values on a side
//   slower, faster  adjusted p below alpha, and the interval of the median's shift without 0, and the shift larger than the
//                   instrument's error, ranks and median pointing the same way. Each of the three is blind where another sees:
//                   p speaks of ranks and not of size; the interval leaves out distributions that differ in shape but not in
//                   their median; what the instrument adds to one run and not to the other, no number of samples averages away.
//   same            the interval within the margin: whatever the shift is, it is smaller than what matters
//   cannot_tell     everything else
// Reads of `shift` the test, the adjusted p and the median.
Change change_of(const Metric& metric, const Shift& shift, const Criteria& criteria);

// All metrics of one comparison, in their order. Holm's correction is over those with kMinSamples values on both sides, since no
// other can be called.
std::vector<Shift> shifts(std::span<const Metric> metrics, const Criteria& criteria = {});

}  // namespace redial::reports::statistics
