// How small a change a comparison can see: told beside its verdicts, so that "no change seen" is not taken for "no change". It
// looks at the spread of samples, not at whether they differ. Pure; callable from any thread.
#pragma once

#include <optional>

#include "reports/statistics/sample.hpp"

namespace redial::reports::statistics {

inline constexpr double kPower = 0.8;

// The smallest shift of a quantile, by default the median, as a share of the base's (0.1: 10 %), that a comparison of two samples
// of this size and spread calls at level `alpha` with probability `power` or more. Both are above 0 and below 1. Nothing with
// fewer than kMinSamples values on a side, or where the base's quantile is not positive, so that it has no shares.
//
// A shift is seen if it is z(1 - alpha/2) standard errors away from zero, and it is seen with this probability if the true shift
// is another z(power) away. The standard error comes from the samples themselves, by the bootstrap, since no formula knows the
// shape of reconnects. Where many metrics are compared, give alpha divided by their number: what Holm demands of the smallest
// p-value. That errs on the safe side, as Mann–Whitney mostly sees somewhat smaller shifts than the medians alone would show.
std::optional<double> detectable_shift(const Sample& base, const Sample& candidate, double alpha, double power = kPower,
                                       double percent = 50);

}  // namespace redial::reports::statistics
