// Holm's correction, against R's p.adjust, and what it promises.
#include "reports/statistics/holm.hpp"

#include <gmock/gmock.h>

#include "core/time/random.hpp"

namespace redial::reports::statistics {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

auto near(double value) { return DoubleNear(value, 1e-15); }

// R 4.2.2, p.adjust(p, method = "holm")
TEST(Holm, AgreesWithR) {
  EXPECT_THAT(holm(std::vector{0.01, 0.04, 0.03, 0.005}), ElementsAre(near(0.03), near(0.06), near(0.06), near(0.02)));
  EXPECT_THAT(holm(std::vector{0.02, 0.02, 0.5, 0.0001, 0.9, 0.3}),
              ElementsAre(near(0.1), near(0.1), near(1), near(0.0006), near(1), near(0.9)));
  EXPECT_THAT(holm(std::vector{0.3, 0.4, 0.6}), ElementsAre(near(0.9), near(0.9), near(0.9)));
  EXPECT_THAT(holm(std::vector{0.0, 1.0, 0.001, 0.001}), ElementsAre(near(0), near(1), near(0.003), near(0.003)));
}

TEST(Holm, OfNothingIsNothing) { EXPECT_THAT(holm({}), IsEmpty()); }

TEST(Holm, LeavesASingleQuestionAsItIs) { EXPECT_THAT(holm(std::vector{0.04}), ElementsAre(0.04)); }

TEST(Holm, KeepsTheOrderAndStaysBetweenTheGivenValueAndOne) {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> given(1 + random.below(40));
    for (double& p : given) p = random.unit() * random.unit() * random.unit();
    const std::vector<double> adjusted = holm(given);
    for (std::size_t i = 0; i < given.size(); ++i) {
      ASSERT_GE(adjusted[i], given[i]);
      ASSERT_LE(adjusted[i], 1);
      for (std::size_t j = 0; j < given.size(); ++j) {
        if (given[i] <= given[j]) {
          ASSERT_LE(adjusted[i], adjusted[j]);
        }
      }
    }
  }
}

}  // namespace
}  // namespace redial::reports::statistics
