// Version ranges, and which failures an entry covers.
#include "scenarios/engine/deviation.hpp"

#include <gtest/gtest.h>

namespace redial::scenarios {
namespace {

TEST(Versions, AreComparedNumberByNumber) {
  EXPECT_TRUE(is_in_range("5.38.0", "5.38.0"));
  EXPECT_TRUE(is_in_range("5.38.0", "=5.38"));
  EXPECT_TRUE(is_in_range("5.38.0", ">=5.38.0 <6"));
  EXPECT_TRUE(is_in_range("5.100.0", ">5.38.0"));
  EXPECT_TRUE(is_in_range("5.38.1", "<=5.38.1"));
  EXPECT_FALSE(is_in_range("5.38.1", "5.38.0"));
  EXPECT_FALSE(is_in_range("6", ">=5.38.0 <6"));
  EXPECT_FALSE(is_in_range("5.9.0", ">=5.38.0"));
}

TEST(Versions, OfAPreReleaseComeBeforeTheRelease) {
  EXPECT_TRUE(is_in_range("6.0.0-beta.1", "<6"));
  EXPECT_FALSE(is_in_range("6.0.0-beta.1", "6"));
  EXPECT_TRUE(is_in_range("6.0.0-beta.1", ">5.38"));
  EXPECT_TRUE(is_in_range("6.0.0-beta.1", "6-beta.1"));
}

TEST(Versions, ThatAreNoneAreInNoRange) {
  for (const char* version : {"", "dev", "5.", ".5", "5.x", "v5", "5.38.0-", "5 "})
    EXPECT_FALSE(is_in_range(version, ">=0")) << version;
}

TEST(VersionRanges, AreComparisonsWithSpacesBetween) {
  for (const char* range : {"5", "=5.38.0", ">=5.38.0 <6", ">5 <=6 <7-rc"}) EXPECT_TRUE(is_version_range(range)) << range;
  for (const char* range : {"", " ", ">=", "=>5", "5  6", ">= 5", "5.38.0,6", "^5", "5.x", "5 "})
    EXPECT_FALSE(is_version_range(range)) << range;
}

TEST(KnownDeviations, CoverTheirClientVersionScenarioAndCheckAlone) {
  const KnownDeviation entry{"rongcloud-web", ">=5.38.0 <6", "token/expired", "expect-1",
                             "it dials",      "the package", "known.yaml",    {1, 3}};
  EXPECT_TRUE(covers(entry, "rongcloud-web", "5.38.0", "token/expired", "expect-1"));
  EXPECT_FALSE(covers(entry, "redial-reference", "5.38.0", "token/expired", "expect-1"));
  EXPECT_FALSE(covers(entry, "rongcloud-web", "6.0.0", "token/expired", "expect-1"));
  EXPECT_FALSE(covers(entry, "rongcloud-web", "5.38.0", "token/expired", "expect-2"));
}

TEST(KnownDeviations, CoverEveryCaseOfATemplateOrTheOneNamed) {
  KnownDeviation entry{"rongcloud-web", "5.38.0", "token/refused", "expect-1", "it dials", "the package", "known.yaml", {1, 3}};
  const auto is_covered = [&](const char* scenario) { return covers(entry, "rongcloud-web", "5.38.0", scenario, "expect-1"); };
  EXPECT_TRUE(is_covered("token/refused [status=4]"));
  EXPECT_TRUE(is_covered("token/refused [status=4] (wss)"));
  EXPECT_TRUE(is_covered("token/refused (wss)"));
  EXPECT_FALSE(is_covered("token/refused_late"));
  entry.scenario = "token/refused [status=4]";
  EXPECT_TRUE(is_covered("token/refused [status=4]"));
  EXPECT_FALSE(is_covered("token/refused [status=2]"));
  EXPECT_FALSE(is_covered("token/refused [status=4] (wss)"));
}

}  // namespace
}  // namespace redial::scenarios
