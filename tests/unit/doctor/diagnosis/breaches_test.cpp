// What the app did against advice, and which promises of the SDK a record can show broken.
#include "tests/unit/doctor/diagnosis/story.hpp"

namespace redial::doctor {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using trace::ConnectionStatus;

std::vector<std::string> ids(const std::vector<scenarios::Check>& checks) {
  std::vector<std::string> found;
  for (const scenarios::Check& check : checks) found.push_back(check.id);
  return found;
}
Story of_app() { return Story({.app = true, .wire = true}); }

TEST(AppBreaches, SecondConnectIsOneWhileConnectingOrConnected) {
  EXPECT_THAT(ids(of_app().calls(0).calls(1).diagnosed().app_breaches), Contains("app-duplicate-connect"));
  EXPECT_THAT(ids(of_app().calls(0).result(1, 0).calls(2).diagnosed().app_breaches), Contains("app-duplicate-connect"));
  EXPECT_THAT(ids(of_app().calls(0).result(1, 31004).calls(2).diagnosed().app_breaches), Not(Contains("app-duplicate-connect")));
}

TEST(AppBreaches, ConnectWhileTheSdkReconnectsIsOne) {
  Story story = of_app();
  story.calls(0).result(1, 0).status(5, ConnectionStatus::suspended).calls(6);
  EXPECT_THAT(ids(story.diagnosed().app_breaches), testing::ElementsAre("app-leaves-reconnecting-to-the-sdk"));
}

TEST(AppBreaches, RefusedTokenAgainAndAgainIsALoop) {
  Story story;
  for (int i = 0; i < 5; ++i) story.login(i, kToken, 4);
  const auto breaches = story.diagnosed().app_breaches;
  ASSERT_THAT(ids(breaches), testing::ElementsAre("app-no-loop-on-31004"));
  EXPECT_EQ(breaches.front().detail, "token-1 was refused 5 times in 4.0 s, and presented again each time");
}

TEST(AppBreaches, RefusedTokenOnceMoreIsNoLoopButNoNewToken) {
  EXPECT_THAT(ids(Story().login(0, kToken, 4).login(5, kToken, 4).diagnosed().app_breaches),
              testing::ElementsAre("app-fetches-a-new-token"));
}

TEST(AppBreaches, TokenBeyondItsEndIsToldWithItsAge) {
  const auto breaches = Story().issues(0, kToken, ",\"expires_in\":60").login(61, kToken, 4).diagnosed().app_breaches;
  ASSERT_THAT(ids(breaches), testing::ElementsAre("app-renews-in-time"));
  EXPECT_EQ(breaches.front().detail, "token-1 was presented 1.0 s after its end, its issuer said so");
}

TEST(AppBreaches, ConnectInsideACallbackIsOne) {
  Case one = of_app().calls(0).finish();
  EXPECT_THAT(diagnose(one).app_breaches, IsEmpty());
  one.trace.front().nesting = 1;
  EXPECT_THAT(ids(diagnose(one).app_breaches), testing::ElementsAre("app-connects-outside-callbacks"));
}

TEST(AppBreaches, ListenersBehindTheFirstConnectAreLate) {
  Case one = of_app().calls(0).calls(1).finish();
  one.trace[1].kind = trace::EventKind::listeners_registered;
  EXPECT_THAT(ids(diagnose(one).app_breaches), testing::ElementsAre("app-listens-first"));
}

// The app is told the end, and the SDK dials again without a call.
Case dials_after_the_end(Sight sight) {
  Story story(sight);
  story.calls(0).login(0.1, kToken, 4).status(1, ConnectionStatus::disconnected, 31004).result(1, 31004).login(3, kToken, 4);
  return story.finish();
}

TEST(SdkBreaches, DialBehindAnEndIsOneWhereTheAppsCallsAreOnRecord) {
  EXPECT_THAT(ids(diagnose(dials_after_the_end({.app = true, .wire = true})).sdk_breaches), Contains("no-attempt-after-31004"));
}

TEST(SdkBreaches, WithoutTheAppsCallsNobodyKnowsWhoDialled) {
  EXPECT_THAT(ids(diagnose(dials_after_the_end({.wire = true})).sdk_breaches), Not(Contains("no-attempt-after-31004")));
}

TEST(SdkBreaches, WhatIsMissingFromALogIsNoBreach) {
  EXPECT_THAT(ids(Story({.app = true}).calls(0).diagnosed().sdk_breaches), IsEmpty());
}

}  // namespace
}  // namespace redial::doctor
