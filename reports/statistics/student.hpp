// Student's t distribution: its tail and its quantile, and nothing else of it. Pure; callable from any thread.
#pragma once

namespace redial::reports::statistics {

// The probability of a value above `t`, with `freedom` > 0 degrees of freedom.
double student_tail(double t, double freedom);

// The value that is not exceeded with probability `p`, 0 < p < 1: student_quantile(0.975, 4) is 2.776.
double student_quantile(double p, double freedom);

}  // namespace redial::reports::statistics
