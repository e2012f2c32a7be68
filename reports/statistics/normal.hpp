// The standard normal distribution: its tail and its quantile, and nothing else of it. Pure; callable from any thread.
#pragma once

namespace redial::reports::statistics {

// The probability of a value above `z`. Exact in the far tail, where 1 minus the distribution function would be zero.
double normal_tail(double z);

// The value that is not exceeded with probability `p`: normal_quantile(0.975) is 1.96. Negative infinity for p <= 0, positive
// infinity for p >= 1.
double normal_quantile(double p);

}  // namespace redial::reports::statistics
