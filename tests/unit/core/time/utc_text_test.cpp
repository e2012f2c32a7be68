// Wall time as reports write it.
#include "core/time/utc_text.hpp"

#include <gtest/gtest.h>

namespace redial {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(UtcText, EveryPartHasAllItsDigits) {
  EXPECT_EQ(utc_text(UnixMillis(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(utc_text(seconds(1'795'407'739)), "2026-11-23T04:22:19Z");
}

TEST(UtcText, APartOfASecondIsLeftOut) { EXPECT_EQ(utc_text(milliseconds(1'795'407'739'999)), "2026-11-23T04:22:19Z"); }

TEST(UtcText, AheadOf1970DaysAreWholeToo) { EXPECT_EQ(utc_text(milliseconds(-1)), "1969-12-31T23:59:59Z"); }

}  // namespace
}  // namespace redial
