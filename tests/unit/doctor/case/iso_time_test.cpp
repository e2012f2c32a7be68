// Dates as programs write them.
#include "doctor/case/iso_time.hpp"

#include <gtest/gtest.h>

namespace redial::doctor {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr TimePoint kAt{seconds(1'795'407'739)};  // 2026-11-23T04:22:19Z

TEST(IsoTimeTest, FormsOfManyProgramsAreOneTime) {
  EXPECT_EQ(parse_iso_time("2026-11-23T04:22:19Z"), kAt);
  EXPECT_EQ(parse_iso_time("2026-11-23T04:22:19.000Z"), kAt);
  EXPECT_EQ(parse_iso_time("2026-11-23T12:22:19+08:00"), kAt);
  EXPECT_EQ(parse_iso_time("2026-11-22T20:52:19-0730"), kAt);
  EXPECT_EQ(parse_iso_time("2026-11-23 05:22:19+01"), kAt);
  EXPECT_EQ(parse_iso_time("2026-11-23T04:22:19"), kAt);
}

TEST(IsoTimeTest, FractionsCountToTheNanosecond) {
  EXPECT_EQ(parse_iso_time("2026-11-23T04:22:19.123456+00:00"), kAt + microseconds(123456));
  EXPECT_EQ(parse_iso_time("2026-11-23T04:22:19,5Z"), kAt + milliseconds(500));
  EXPECT_EQ(parse_iso_time("2026-11-23T04:22:19.00000000199999Z"), kAt + Duration(1));
}

TEST(IsoTimeTest, WhatIsNoDateIsNone) {
  for (const char* text :
       {"", "now", "2026-11-23", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-23T04:22:19Zx", "2026-11-23T04:22:19+8",
        "2026-11-23T25:00:00Z", "2026-11-23T04:61:00Z", "1969-12-31T00:00:00Z", "9999-01-01T00:00:00Z", "1795407739"})
    EXPECT_FALSE(parse_iso_time(text)) << text;
}

}  // namespace
}  // namespace redial::doctor
