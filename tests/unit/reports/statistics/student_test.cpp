// Beside the printed table of Student's t, and what is known without one.
#include "reports/statistics/student.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "reports/statistics/normal.hpp"

namespace redial::reports::statistics {
namespace {

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t.
TEST(StudentQuantile, AgreesWithThePrintedTable) {
  struct Row {
    double freedom, p90, p975, p99, p999;
  };
  for (const Row& row :
       {Row{1, 3.078, 12.706, 31.821, 318.309}, Row{2, 1.886, 4.303, 6.965, 22.327}, Row{4, 1.533, 2.776, 3.747, 7.173},
        Row{8, 1.397, 2.306, 2.896, 4.501}, Row{30, 1.310, 2.042, 2.457, 3.385}, Row{100, 1.290, 1.984, 2.364, 3.174}}) {
    EXPECT_NEAR(student_quantile(0.90, row.freedom), row.p90, 0.001) << row.freedom;
    EXPECT_NEAR(student_quantile(0.975, row.freedom), row.p975, 0.001) << row.freedom;
    EXPECT_NEAR(student_quantile(0.99, row.freedom), row.p99, 0.001) << row.freedom;
    EXPECT_NEAR(student_quantile(0.999, row.freedom), row.p999, 0.001 * row.p999) << row.freedom;
  }
}

TEST(StudentTail, IsCauchysWithOneDegreeOfFreedom) {
  for (const double t : {0.0, 0.3, 1.0, 4.0, 1000.0})
    EXPECT_NEAR(student_tail(t, 1) / (0.5 - std::atan(t) / std::numbers::pi), 1, 1e-9) << t;
}

TEST(StudentTail, HasAKnownFormWithTwo) {
  for (const double t : {0.1, 1.0, 10.0}) EXPECT_NEAR(student_tail(t, 2), 0.5 - t / (2 * std::sqrt(2 + t * t)), 1e-12) << t;
}

TEST(StudentTail, BecomesTheNormalOne) { EXPECT_NEAR(student_tail(1.96, 1e7), normal_tail(1.96), 1e-7); }

TEST(StudentTail, OfTheOtherSideIsTheRest) { EXPECT_NEAR(student_tail(-1.3, 5), 1 - student_tail(1.3, 5), 1e-15); }

}  // namespace
}  // namespace redial::reports::statistics
