// From incidents to scenarios, as the files that come out.
#include "doctor/reproduction/replay.hpp"

#include <gmock/gmock.h>

#include "doctor/case/narrator.hpp"
#include "scenarios/engine/case_text.hpp"
#include "scenarios/engine/parse.hpp"

namespace redial::doctor {
namespace {

using std::chrono::milliseconds;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// What a browser's developer tools see of one client.
class Seen {
 public:
  static TimePoint at(int ms) { return TimePoint(milliseconds(ms)); }

  Seen& navigation(const std::string& token, int status = 200) {
    HttpExchange exchange = question(token);
    exchange.answer = HttpExchange::Answer{.at = at(time_ += 5), .status = status, .body = kAddress};
    narrator_.tell(exchange);
    return *this;
  }
  Seen& dial(const std::string& token, const std::string& device = "D1") {
    connection_ = narrator_.dial(
        {.at = at(time_ += 10), .url = "ws://127.0.0.1:2/websocket?appId=key-0123&token=" + token + "&deviceId=" + device});
    narrator_.opened(connection_, at(time_ += 5));
    return *this;
  }
  Seen& told(std::vector<std::uint8_t> bytes) {
    narrator_.message(connection_, at(time_ += 5), wire::Sender::server, bytes);
    return *this;
  }
  Seen& connack(std::uint8_t status) { return told({0x20, 0x00, status}); }
  Seen& connected() { return told({0x20, 0, 0, 0, 2, 'u', '1', 0, 1, 's', 0, 0, 0, 0, 0, 0, 0, 1}); }
  Seen& closed() {
    narrator_.closed(connection_, at(time_ += 5), 1000, "");
    return *this;
  }
  Seen& lost() {
    narrator_.closed(connection_, at(time_ += 5), {}, "reset");
    return *this;
  }
  Seen& upgrade_refused(int status) {
    connection_ = narrator_.dial({.at = at(time_ += 10), .url = "ws://127.0.0.1:2/websocket?appId=key-0123&token=" + kToken});
    narrator_.failed(connection_, at(time_ += 5), Failure::http_status, "", status);
    return *this;
  }
  Seen& navigation_unreachable(const std::string& token) { return unanswered(token, 5, Failure::refused); }
  Seen& navigation_given_up(const std::string& token, int ms) { return unanswered(token, ms, Failure::silent); }
  Seen& pause(int ms) {
    time_ += ms;
    return *this;
  }
  Case done() {
    Case begun;
    begun.source = "page.har";
    begun.sight.wire = true;
    return narrator_.finish(begun);
  }

  inline static const std::string kToken = "q3Zt7Yw82bA91kLmn0PQw12w%40";

 private:
  HttpExchange question(const std::string& token) {
    HttpExchange exchange{.asked = at(time_ += 10), .method = "POST", .url = "http://127.0.0.1:1/v2/navi.json"};
    exchange.headers = {{"RC-Appkey", "key-0123"}};
    exchange.body = "token=" + token + "&v=5.38.0";
    return exchange;
  }
  Seen& unanswered(const std::string& token, int ms, Failure how) {
    HttpExchange exchange = question(token);
    exchange.trouble = HttpExchange::Trouble{.at = at(time_ += ms), .how = how, .detail = ""};
    narrator_.tell(exchange);
    return *this;
  }

  inline static const std::string kAddress = R"({"code":200,"serverAddr":[{"addr":"127.0.0.1:2","protocol":5}]})";
  Narrator narrator_;
  Epoch connection_;
  int time_ = 1000;
};

std::string written(const Case& incident, Cause cause) {
  const auto made = replay(incident, cause);
  if (!made) return to_text(made.error());
  const std::string text = scenarios::to_text(made->scenario);
  const auto parsed = scenarios::parse(text, "page.yaml", "page");
  EXPECT_TRUE(parsed) << text << (parsed ? "" : scenarios::to_text(parsed.error()));
  return text;
}

TEST(ReplayTest, LoopOnARefusedTokenIsAnAppModel) {
  Seen seen;
  seen.navigation(Seen::kToken);
  for (int i = 0; i < 12; ++i) seen.dial(Seen::kToken).connack(4).closed().pause(500);
  EXPECT_EQ(
      written(seen.done(), Cause::token_expired),
      "shows: \"What page.har shows, if the token has expired.\"\n"
      "sources: [page.har]\n"
      "clients:\n"
      "  client-1: {user: user-1, app-model: {on: [31004], fetch-token: false, connect-again: {at-most: 11, after: 225 ms}}}\n"
      "steps:\n"
      "  - issue-token: {name: token-1, user: user-1, lifetime: 1 min}\n"
      "  - advance-clock: 61 s\n"
      "  - connect: {token: token-1}\n"
      "  - watch: 7 s\n"
      "expect:\n"
      "  - code: 31004\n"
      "  - at-least: {times: 3, event: server-sent, name: CONNACK 4}\n");
}

TEST(ReplayTest, WhatGoesRoundIsExpectedToGoRound) {
  Seen blocked, refused;
  for (int i = 0; i < 4; ++i) blocked.dial(Seen::kToken).connack(9).closed().pause(500);
  for (int i = 0; i < 4; ++i) refused.navigation(Seen::kToken, 401).pause(500);
  EXPECT_THAT(written(blocked.done(), Cause::user_blocked),
              HasSubstr("  - at-least: {times: 3, event: server-sent, name: CONNACK 9}\n"));
  EXPECT_THAT(written(refused.done(), Cause::token_expired),
              HasSubstr("  - at-least: {times: 3, event: navigation-answered, code: 401}\n"));
}

TEST(ReplayTest, RefusalsThatDifferAreNoLoop) {
  Seen seen;
  for (const int status : {4, 10, 4, 10}) seen.dial(Seen::kToken).connack(static_cast<std::uint8_t>(status)).closed().pause(500);
  EXPECT_THAT(written(seen.done(), Cause::token_expired), Not(HasSubstr("app-model")));
}

TEST(ReplayTest, ClockGoesOnAheadOfTheLoginThatATokenWasTooEarlyFor) {
  Seen seen;
  seen.navigation(Seen::kToken).dial(Seen::kToken).connack(4).closed().pause(500).dial(Seen::kToken).connected();
  EXPECT_THAT(written(seen.done(), Cause::token_not_yet_valid),
              HasSubstr("  - issue-token: {name: token-1, user: user-1, starts-in: 10 min}\n"
                        "  - connect: {token: token-1}\n"
                        "  - await: {event: result, name: connect, within: 15 s}\n"
                        "  - advance-clock: 10 min\n"
                        "  - connect: {token: token-1}\n"));
}

TEST(ReplayTest, FaultThatRefusesEndsAheadOfTheLoginThatIsAccepted) {
  Seen seen;
  seen.dial(Seen::kToken).connack(3).closed().pause(500).dial(Seen::kToken).connected();
  EXPECT_THAT(written(seen.done(), Cause::service_not_enabled), HasSubstr("  - clear-faults\n  - connect: {token: token-1}\n"));
}

TEST(ReplayTest, PaddedTokenNamesNoNavigator) {
  EXPECT_THAT(written(Seen().navigation("%20" + Seen::kToken).dial("%20" + Seen::kToken).connack(4).closed().done(),
                      Cause::token_damaged),
              HasSubstr("  - alter-token: {name: token-1-bare, from: token-1-whole, how: lose-hosts}\n"
                        "  - alter-token: {name: token-1, from: token-1-bare, how: pad}\n"));
}

TEST(ReplayTest, NavigatorThatFailsBesideOneThatAnswersIsTheFirstOfTwo) {
  const std::string text = written(
      Seen().navigation_unreachable(Seen::kToken).navigation(Seen::kToken).dial(Seen::kToken).connected().done(), Cause::none);
  EXPECT_THAT(text, HasSubstr("  client-1: {user: user-1, navigators: 2}\n"));
  EXPECT_THAT(text, HasSubstr("  - fault: {kind: navigation-reset, times: 1}\n"));
}

TEST(ReplayTest, SilenceIsWatchedAsLongAsOnRecord) {
  Seen seen;
  EXPECT_THAT(written(seen.navigation_given_up(Seen::kToken, 10'000).done(), Cause::navigation_silent),
              HasSubstr("  - fault: {kind: navigation-hang}\n  - connect: {token: token-1}\n  - watch: 12 s\n"));
}

TEST(ReplayTest, AnswerForAPrivateCloudCannotHappen) {
  const auto made = replay(Seen().navigation(Seen::kToken).done(), Cause::private_cloud_sdk);
  ASSERT_TRUE(made);
  EXPECT_FALSE(made->possible);
  EXPECT_THAT(made->notes, Contains(HasSubstr("private clouds")));
}

TEST(ReplayTest, TokenThatWasGoodTurnsBadAheadOfTheDrop) {
  Seen seen;
  seen.navigation(Seen::kToken).dial(Seen::kToken).connected().pause(3000).lost().dial(Seen::kToken).connack(4).closed();
  EXPECT_THAT(written(seen.done(), Cause::token_revoked), HasSubstr("steps:\n"
                                                                    "  - issue-token: {name: token-1, user: user-1}\n"
                                                                    "  - connect: {token: token-1}\n"
                                                                    "  - await: {event: result, name: connect, within: 15 s}\n"
                                                                    "  - expire-tokens: user-1\n"
                                                                    "  - fault: {kind: reset, moment: now}\n"
                                                                    "  - await: {event: status, final: true, within: 30 s}\n"));
}

TEST(ReplayTest, StatusThatTheMockWouldNotGiveByItselfIsItsPolicy) {
  Seen seen;
  seen.navigation(Seen::kToken).dial(Seen::kToken).connack(10).closed();
  EXPECT_THAT(written(seen.done(), Cause::token_expired), HasSubstr("  main: {policy: {expired: connack-10}}\n"));
}

TEST(ReplayTest, RefusalAtNavigationStaysThere) {
  EXPECT_THAT(written(Seen().navigation(Seen::kToken, 401).done(), Cause::token_of_other_app),
              HasSubstr("apps:\n"
                        "  main: {policy: {foreign-app: navigation-401}}\n"
                        "  other: {}\n"));
}

TEST(ReplayTest, StatusOfNoTokenIsAFault) {
  EXPECT_THAT(written(Seen().dial(Seen::kToken).connack(3).closed().done(), Cause::service_not_enabled),
              HasSubstr("  - fault: {kind: connack-status, status: 3}\n"));
}

TEST(ReplayTest, RefusedUpgradeIsAFault) {
  EXPECT_THAT(written(Seen().upgrade_refused(502).done(), Cause::upgrade_refused),
              HasSubstr("  - fault: {kind: upgrade-status, status: 502}\n  - connect: {token: token-1}\n"));
}

TEST(ReplayTest, KickBySomebodyOnRecordIsDoneByThatOne) {
  Seen seen;
  seen.dial(Seen::kToken).connected();
  const std::string text = written(seen.told({0xe0, 0, 1}).closed().done(), Cause::kicked);
  EXPECT_THAT(text, HasSubstr("  - disconnect-user: {user: user-1, status: 1}\n"));
}

TEST(ReplayTest, NothingOnRecordIsAnError) {
  EXPECT_THAT(written(Seen().done(), Cause::none), HasSubstr("nothing on record that could happen again"));
}

}  // namespace
}  // namespace redial::doctor
