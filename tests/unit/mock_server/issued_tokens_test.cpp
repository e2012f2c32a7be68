// What is remembered of tokens, and its limits.
#include "mock_server/chat/issued_tokens.hpp"

#include <gtest/gtest.h>

namespace redial::mock_server {
namespace {

void issue(IssuedTokens& tokens, std::int64_t issued_ms) {
  tokens.add({.app_fingerprint{}, .user = UserId("u1"), .label{}, .issued_ms = issued_ms}, Token("text"));
}

TEST(IssuedTokens, OnlyTheLatestAreRemembered) {
  IssuedTokens tokens;
  for (std::int64_t ms = 1; ms <= static_cast<std::int64_t>(kMaxKnownTokens) + 1; ++ms) issue(tokens, ms);
  EXPECT_EQ(tokens.known().size(), kMaxKnownTokens);
  EXPECT_EQ(tokens.find(1), nullptr);
  EXPECT_NE(tokens.find(2), nullptr);
}

TEST(IssuedTokens, TheEarlierEndByHandStays) {
  IssuedTokens tokens;
  ASSERT_TRUE(tokens.expire(7, 100).ok());
  ASSERT_TRUE(tokens.expire(7, 200).ok());
  EXPECT_EQ(tokens.expired_by_hand(7), 100);
  EXPECT_FALSE(tokens.expired_by_hand(8).has_value());
}

TEST(IssuedTokens, EndsByHandAreLimited) {
  IssuedTokens tokens;
  for (std::size_t ms = 0; ms < kMaxExpiredByHand; ++ms) ASSERT_TRUE(tokens.expire(static_cast<std::int64_t>(ms), 1).ok());
  EXPECT_FALSE(tokens.expire(-1, 1).ok());
}

}  // namespace
}  // namespace redial::mock_server
