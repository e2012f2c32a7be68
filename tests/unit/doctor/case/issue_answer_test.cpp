// Answers in which a token is issued, written out.
#include "doctor/case/issue_answer.hpp"

#include <gtest/gtest.h>

namespace redial::doctor {
namespace {

using std::chrono::seconds;
constexpr TimePoint kNow{seconds(1'790'000'000)};

TEST(IssueAnswerTest, ServerApisAnswerIsOne) {
  const auto issue = read_issue(R"({"code":200,"userId":"u1","token":"q3Zt7+Yw/2bA91kLmn0PQw==@"})", kNow);
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->token, "q3Zt7+Yw/2bA91kLmn0PQw==@");
  EXPECT_EQ(issue->user, "u1");
  EXPECT_FALSE(issue->expires_at);
}

TEST(IssueAnswerTest, WhatStandsBesideTheTokenIsAboutIt) {
  const auto issue = read_issue(R"({"data":{"im":{"access_token":"0123456789abcdef","appKey":"k1","expires_in":60}}})", kNow);
  ASSERT_TRUE(issue);
  EXPECT_EQ(issue->app_key, "k1");
  EXPECT_EQ(issue->expires_at, kNow + seconds(60));
}

TEST(IssueAnswerTest, ExpiryMayBeInSecondsMillisecondsOrText) {
  EXPECT_EQ(read_issue(R"({"token":"0123456789abcdef","expiresAt":1790000060})", kNow)->expires_at, kNow + seconds(60));
  EXPECT_EQ(read_issue(R"({"token":"0123456789abcdef","expiresAt":1790000060000})", kNow)->expires_at, kNow + seconds(60));
  EXPECT_EQ(read_issue(R"({"token":"0123456789abcdef","expiresAt":"2026-09-21T14:14:20Z"})", kNow)->expires_at,
            kNow + seconds(60));
}

TEST(IssueAnswerTest, OtherAnswersAreNone) {
  EXPECT_FALSE(read_issue("", kNow));
  EXPECT_FALSE(read_issue("<html>", kNow));
  EXPECT_FALSE(read_issue(R"({"token":"short"})", kNow));
  EXPECT_FALSE(read_issue(R"({"token":12345678901234567890})", kNow));
  EXPECT_FALSE(read_issue(R"({"a":{"b":{"c":{"d":{"token":"0123456789abcdef"}}}}})", kNow));
}

}  // namespace
}  // namespace redial::doctor
