// The register of users by itself; how it decides logins is in login_test.cpp.
#include "mock_server/chat/accounts.hpp"

#include <gtest/gtest.h>

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;

TEST(Accounts, UnknownUsersAreInOrder) {
  const Accounts accounts;
  EXPECT_FALSE(accounts.blocked_until(UserId("u1"), {}).has_value());
  EXPECT_FALSE(accounts.is_deactivated(UserId("u1")));
  EXPECT_FALSE(accounts.revoked_at(UserId("u1"), 0).has_value());
}

TEST(Accounts, WhatIsNoUserIdIsRefused) {
  Accounts accounts;
  for (const std::string& text : {std::string(), std::string(65, 'u'), std::string("\xff")})
    EXPECT_FALSE(accounts.add(UserId(text)).ok()) << text;
}

TEST(Accounts, EarlierRevocationIsNeverTakenBack) {
  Accounts accounts;
  ASSERT_TRUE(accounts.revoke_before(UserId("u1"), 100, TimePoint{5s}).ok());
  ASSERT_TRUE(accounts.revoke_before(UserId("u1"), 50, TimePoint{9s}).ok());
  EXPECT_TRUE(accounts.revoked_at(UserId("u1"), 99).has_value());
  EXPECT_FALSE(accounts.revoked_at(UserId("u1"), 100).has_value());
}

TEST(Accounts, ARevocationIsDatedByTheFirstThatHolds) {
  Accounts accounts;
  ASSERT_TRUE(accounts.revoke_before(UserId("u1"), 100, TimePoint{5s}).ok());
  ASSERT_TRUE(accounts.revoke_before(UserId("u1"), 200, TimePoint{9s}).ok());
  EXPECT_EQ(accounts.revoked_at(UserId("u1"), 99), TimePoint{5s});
  EXPECT_EQ(accounts.revoked_at(UserId("u1"), 150), TimePoint{9s});
}

TEST(Accounts, OfManyRevocationsTheDatesOfTheEarliestAreForgotten) {
  Accounts accounts;
  const auto last = static_cast<std::int64_t>(kMaxRevocations) + 1;
  for (std::int64_t cut = 1; cut <= last; ++cut) ASSERT_TRUE(accounts.revoke_before(UserId("u1"), cut, TimePoint{cut * 1s}).ok());
  EXPECT_EQ(accounts.revoked_at(UserId("u1"), 0), TimePoint{2s});
  EXPECT_EQ(accounts.revoked_at(UserId("u1"), last - 1), TimePoint{last * 1s});
}

TEST(Accounts, BlockEndsAtItsInstant) {
  Accounts accounts;
  ASSERT_TRUE(accounts.block(UserId("u1"), TimePoint{10s}).ok());
  EXPECT_TRUE(accounts.blocked_until(UserId("u1"), TimePoint{10s - 1ns}).has_value());
  EXPECT_FALSE(accounts.blocked_until(UserId("u1"), TimePoint{10s}).has_value());
}

TEST(Accounts, FullRegisterKnowsItsUsersAndTakesNoMore) {
  Accounts accounts(2);
  ASSERT_TRUE(accounts.add(UserId("u1")).ok());
  ASSERT_TRUE(accounts.add(UserId("u2")).ok());
  EXPECT_FALSE(accounts.add(UserId("u3")).ok());
  EXPECT_TRUE(accounts.add(UserId("u1")).ok());
}

}  // namespace
}  // namespace redial::mock_server
