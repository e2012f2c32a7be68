// The words for why a token is not good.
#include "mock_server/chat/token_cause.hpp"

#include <gtest/gtest.h>

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using control::TokenVerdict;

TEST(TokenCause, SpansHaveTwoUnitsAtMost) {
  EXPECT_EQ(in_words(0s), "0 s");
  EXPECT_EQ(in_words(449ms), "0.4 s");
  EXPECT_EQ(in_words(2s), "2 s");
  EXPECT_EQ(in_words(12'900ms), "12 s");
  EXPECT_EQ(in_words(60s), "1 min");
  EXPECT_EQ(in_words(250s), "4 min 10 s");
  EXPECT_EQ(in_words(3h + 2min + 1s), "3 h 2 min");
  EXPECT_EQ(in_words(48h + 59min), "2 d");
}

TEST(TokenCause, EveryVerdictButValidHasWords) {
  for (const auto& row : control::kVerdictNames) EXPECT_EQ(cause_of(row.value, {}).empty(), row.value == TokenVerdict::valid);
}

TEST(TokenCause, TimesAreTold) {
  EXPECT_EQ(cause_of(TokenVerdict::expired, {.apart = 12s}), "expired 12 s ago");
  EXPECT_EQ(cause_of(TokenVerdict::expired, {.apart = 2s, .by_hand = true}), "expired 2 s ago, by hand");
  EXPECT_EQ(cause_of(TokenVerdict::old_secret, {.apart = 61s}), "sealed with the secret before the rotation 1 min 1 s ago");
  EXPECT_EQ(cause_of(TokenVerdict::user_blocked, {.apart = 90s}), "the user is blocked for another 1 min 30 s");
}

TEST(TokenCause, OtherAppsAreNamedByTheirLabels) {
  EXPECT_EQ(cause_of(TokenVerdict::foreign_app, {.other_app = "shop"}), "another app's token (\"shop\")");
  EXPECT_EQ(cause_of(TokenVerdict::foreign_app, {}), "another app's token");
  const std::string unknown = "the client presents an AppKey that this app does not have";
  EXPECT_EQ(cause_of(TokenVerdict::unknown_app, {}), unknown);
  EXPECT_EQ(cause_of(TokenVerdict::unknown_app, {.other_app = "shop", .is_other_app = true}),
            unknown + ": it is that of another app here (\"shop\")");
}

}  // namespace
}  // namespace redial::mock_server
