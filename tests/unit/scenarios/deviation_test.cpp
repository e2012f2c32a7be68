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

const control::ClientDescription kWeb{"rongcloud-web", "5.38.0", "web", "node v20.20.2", {}, {}};

KnownDeviation entry(const char* scenario) {
  return {"rongcloud-web", ">=5.38.0 <6", scenario, "expect-1", "it dials", "the package", "known.yaml", {1, 3}, ""};
}

TEST(KnownDeviations, CoverTheirClientVersionScenarioAndCheckAlone) {
  const auto expired = entry("token/expired");
  EXPECT_TRUE(covers(expired, kWeb, "token/expired", "expect-1"));
  EXPECT_FALSE(covers(expired, kWeb, "token/expired", "expect-2"));
  auto other = kWeb;
  other.name = "redial-reference";
  EXPECT_FALSE(covers(expired, other, "token/expired", "expect-1"));
  other = kWeb;
  other.version = "6.0.0";
  EXPECT_FALSE(covers(expired, other, "token/expired", "expect-1"));
}

TEST(KnownDeviations, CoverEveryHostOrTheOneNamed) {
  auto expired = entry("token/expired");
  expired.host = "node";
  EXPECT_TRUE(covers(expired, kWeb, "token/expired", "expect-1"));
  expired.host = "chromium";
  EXPECT_FALSE(covers(expired, kWeb, "token/expired", "expect-1"));
}

TEST(KnownDeviations, CoverEveryCaseOfATemplateOrTheOneNamed) {
  auto refused = entry("token/refused");
  const auto is_covered = [&](const char* scenario) { return covers(refused, kWeb, scenario, "expect-1"); };
  EXPECT_TRUE(is_covered("token/refused [status=4]"));
  EXPECT_TRUE(is_covered("token/refused [status=4] (tls)"));
  EXPECT_TRUE(is_covered("token/refused (tls)"));
  EXPECT_FALSE(is_covered("token/refused_late"));
  refused.scenario = "token/refused [status=4]";
  EXPECT_TRUE(is_covered("token/refused [status=4]"));
  EXPECT_FALSE(is_covered("token/refused [status=2]"));
  EXPECT_FALSE(is_covered("token/refused [status=4] (tls)"));
}

}  // namespace
}  // namespace redial::scenarios
