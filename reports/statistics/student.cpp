// The tail is half an incomplete beta function, by its continued fraction; the quantile is found by halving.
#include "reports/statistics/student.hpp"

#include <cmath>
#include <initializer_list>

namespace redial::reports::statistics {
namespace {

constexpr int kMaxSteps = 10'000;
constexpr double kConverged = 1e-15;
constexpr double kTiny = 1e-300;  // in place of a zero in a denominator
constexpr int kHalvings = 200;    // of an interval that may be as wide as 1e30
constexpr double kFarthest = 1e30;

double not_zero(double value) { return std::abs(value) < kTiny ? kTiny : value; }

// NIST's Digital Library of Mathematical Functions, 8.17.22, worked out from the front (Lentz). It converges quickly for x below
// (a + 1) / (a + b + 2).
double fraction(double a, double b, double x) {
  double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1)), value = d;
  for (int m = 1; m <= kMaxSteps; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    const double before = value;
    for (const double term : {even, odd}) {
      d = 1 / not_zero(1 + term * d);
      c = not_zero(1 + term / c);
      value *= c * d;
    }
    if (std::abs(value / before - 1) < kConverged) break;
  }
  return value;
}

// The regularised incomplete beta function.
double incomplete_beta(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return front * fraction(a, b, x) / a;
  return 1 - front * fraction(b, a, 1 - x) / b;
}

}  // namespace

double student_tail(double t, double freedom) {
  if (t < 0) return 1 - student_tail(-t, freedom);
  return incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2;
}

double student_quantile(double p, double freedom) {
  if (p > 0.5) return -student_quantile(1 - p, freedom);
  double below = 0, above = kFarthest;  // of the opposite value, whose tail is p
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (below + above) / 2;
    (student_tail(middle, freedom) > p ? below : above) = middle;
  }
  return -above;
}

}  // namespace redial::reports::statistics
