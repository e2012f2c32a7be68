// The names of verdicts and policies, and what the vendor documents for a refusal.
#include "core/control/server_command.hpp"

#include <gtest/gtest.h>

namespace redial::control {
namespace {

TEST(TokenVerdictTest, EveryVerdictHasANameThatLeadsBackToIt) {
  for (auto verdict = TokenVerdict::valid; verdict <= TokenVerdict::other_device;
       verdict = static_cast<TokenVerdict>(static_cast<int>(verdict) + 1)) {
    ASSERT_FALSE(to_name(verdict).empty()) << static_cast<int>(verdict);
    EXPECT_EQ(verdict_from_name(to_name(verdict)), verdict);
  }
}

TEST(TokenVerdictTest, UnknownNamesAreNoVerdict) { EXPECT_EQ(verdict_from_name("old_secret"), std::nullopt); }

TEST(DefaultRefusalTest, TokenFaultsAreConnAck4) {
  for (const auto verdict : {TokenVerdict::malformed, TokenVerdict::altered, TokenVerdict::old_secret, TokenVerdict::foreign_app,
                             TokenVerdict::expired, TokenVerdict::not_yet_valid, TokenVerdict::revoked}) {
    EXPECT_EQ(default_refusal(verdict), (Refusal{Refusal::Stage::login, 4})) << to_name(verdict);
  }
}

TEST(DefaultRefusalTest, AccountsAndAppKeysHaveStatusesOfTheirOwn) {
  EXPECT_EQ(default_refusal(TokenVerdict::unknown_app), (Refusal{Refusal::Stage::login, 2}));
  EXPECT_EQ(default_refusal(TokenVerdict::user_blocked), (Refusal{Refusal::Stage::login, 9}));
  EXPECT_EQ(default_refusal(TokenVerdict::user_deactivated), (Refusal{Refusal::Stage::login, 19}));
}

TEST(DefaultRefusalTest, UsedUpAndBoundTokensHaveStatusesOfTheirOwn) {
  EXPECT_EQ(default_refusal(TokenVerdict::used_up), (Refusal{Refusal::Stage::login, 17}));
  EXPECT_EQ(default_refusal(TokenVerdict::other_device), (Refusal{Refusal::Stage::login, 11}));
}

TEST(DefaultRefusalTest, AValidTokenIsLetIn) {
  EXPECT_EQ(default_refusal(TokenVerdict::valid), (Refusal{Refusal::Stage::login, 0}));
}

}  // namespace
}  // namespace redial::control
