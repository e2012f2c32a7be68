// Which events a status of a pattern fits, in APIs that tell an end by a status of its own, and in those that tell it by code.
#include "scenarios/engine/pattern.hpp"

#include <gtest/gtest.h>

namespace redial::scenarios {
namespace {

using trace::ConnectionStatus;
using enum trace::ConnectionStatus;

bool fits(ConnectionStatus wanted, ConnectionStatus told, std::optional<std::int32_t> code = {}) {
  Pattern pattern;
  pattern.kind = trace::EventKind::status;
  pattern.status = wanted;
  trace::Event event;
  event.kind = trace::EventKind::status;
  event.status = told;
  event.code = code;
  return matches(pattern, event);
}

TEST(StatusOfAPattern, FitsTheStatusItself) {
  EXPECT_TRUE(fits(kicked, kicked));
  EXPECT_FALSE(fits(kicked, blocked));
}

TEST(StatusOfAPattern, FitsAnEndThatIsToldByItsCode) {
  EXPECT_TRUE(fits(kicked, disconnected, 31010));
  EXPECT_TRUE(fits(token_incorrect, disconnected, 31004));
  EXPECT_TRUE(fits(token_incorrect, disconnected, 31020));
  EXPECT_TRUE(fits(blocked, disconnected, 31009));
  EXPECT_TRUE(fits(blocked, disconnected, 31011));
  EXPECT_TRUE(fits(signed_out, disconnected, 2));
  EXPECT_TRUE(fits(timeout, disconnected, 34006));
}

TEST(StatusOfAPattern, DoesNotFitAnEndWithAnotherCodeOrNone) {
  EXPECT_FALSE(fits(kicked, disconnected, 31004));
  EXPECT_FALSE(fits(kicked, disconnected));
}

TEST(StatusOfAPattern, DoesNotFitAStatusThatIsNoEnd) {
  EXPECT_FALSE(fits(kicked, suspended, 31010));
  EXPECT_FALSE(fits(connected, disconnected, 2));
}

}  // namespace
}  // namespace redial::scenarios
