// Logging in: token verdicts, how policy tells them, second logins.
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using control::Refusal;
using control::TokenVerdict;
using trace::EventKind;

class Login : public ChatWorld {
 protected:
  // Verdict name and CONNACK status of a login with this token.
  std::pair<std::string, std::int32_t> login(const Token& token, const std::string& device = "") {
    dial(token, device);
    const auto event = last(EventKind::server_login);
    return {event.detail, event.code.value_or(-1)};
  }
  using Decision = std::pair<std::string, std::int32_t>;
};

TEST_F(Login, GoodTokenIsAccepted) {
  dial(issue("u1"));
  const auto connack = sent<wire::ConnAck>();
  ASSERT_TRUE(connack.has_value());
  EXPECT_EQ(connack->status, 0);
  EXPECT_EQ(connack->user, "u1");
  EXPECT_FALSE(connack->session->empty());
  EXPECT_EQ(connack->server_time_ms, kEpoch.count() + 1000);
}

TEST_F(Login, IsObservedWithLabelUserAndVerdictAndWithoutTheToken) {
  const Token token = issue("u1", "morning");
  dial(token);
  const auto event = last(EventKind::server_login);
  EXPECT_EQ(event.code, 0);
  EXPECT_EQ(event.user, "u1");
  EXPECT_EQ(event.token, "morning");
  EXPECT_EQ(event.detail, "valid");
  EXPECT_EQ(event.epoch, Epoch(1));
  for (const auto& any : trace) {
    EXPECT_EQ(trace::to_text(any, now).find(token.value), std::string::npos);
    EXPECT_EQ(any.frame.bytes.find(token.value), std::string::npos);
  }
}

TEST_F(Login, IsObservedWithTheBytesOfItsAnswer) {
  dial(Token("nonsense"));
  EXPECT_EQ(last(EventKind::server_sent).frame, (trace::Frame{"web/3", std::string("\x20\x00\x04", 3)}));
}

TEST_F(Login, IsObservedFromAcceptToConnAck) {
  dial(issue("u1"));
  std::vector<EventKind> kinds;
  for (const auto& event : trace) kinds.push_back(event.kind);
  EXPECT_EQ(kinds, (std::vector{EventKind::server_command, EventKind::server_accepted, EventKind::server_upgraded,
                                EventKind::server_login, EventKind::server_sent}));
}

TEST_F(Login, GarbageIsMalformed) {
  for (const char* text : {"", "@", "garbage@", "R+/1@", "    @"})
    EXPECT_EQ(login(Token(text)), Decision("malformed", 4)) << text;
}

TEST_F(Login, EveryTruncationIsMalformed) {
  const std::string whole = issue("u1").value;
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(login(Token(whole.substr(0, size))), Decision("malformed", 4)) << size;
}

TEST_F(Login, PlusTurnedIntoBlankIsMalformed) {
  std::string spoilt = issue("u1").value;
  spoilt[spoilt.find('+')] = ' ';
  EXPECT_EQ(login(Token(spoilt)), Decision("malformed", 4));
}

TEST_F(Login, NoChangedCharacterGoesUnnoticed) {
  const std::string whole = issue("u1").value;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string spoilt = whole;
    spoilt[at] = spoilt[at] == 'A' ? 'B' : 'A';
    const auto [verdict, status] = login(Token(spoilt));
    EXPECT_TRUE(verdict == "altered" || verdict == "malformed") << at << " " << verdict;
    EXPECT_EQ(status, 4);
  }
}

TEST_F(Login, ChangedUserIsAltered) {
  std::string spoilt = issue("user-with-a-long-name").value;
  spoilt[spoilt.size() / 2] ^= 1;
  EXPECT_EQ(login(Token(spoilt)), Decision("altered", 4));
}

TEST_F(Login, TokenFromBeforeARotationIsToldApart) {
  const Token token = issue("u1");
  perform(control::RotateSecret{});
  EXPECT_EQ(login(token), Decision("old-secret", 4));
  EXPECT_EQ(login(issue("u1")), Decision("valid", 0));
}

TEST_F(Login, OldestSecretsAreForgotten) {
  const Token token = issue("u1");
  for (int i = 0; i < 16; ++i) perform(control::RotateSecret{});
  EXPECT_EQ(login(token), Decision("old-secret", 4));
  perform(control::RotateSecret{});
  EXPECT_EQ(login(token), Decision("altered", 4));
}

TEST_F(Login, TokenOfAnotherAppIsForeign) {
  const AppKey other = make_app("key-other");
  const auto token = server.perform(other, control::IssueToken{TokenLabel("theirs"), UserId("u9"), {}}, now);
  EXPECT_EQ(login(token->token), Decision("foreign-app", 4));
  EXPECT_EQ(last(EventKind::server_login).token, "theirs");
}

TEST_F(Login, TokenOfADeletedAppIsAForgery) {
  const AppKey other = make_app("key-other");
  const auto token = server.perform(other, control::IssueToken{TokenLabel("theirs"), UserId("u9"), {}}, now);
  ASSERT_TRUE(server.perform(other, control::DeleteApp{}, now).ok());
  EXPECT_EQ(login(token->token), Decision("altered", 4));
}

TEST_F(Login, OtherAppKeyIsUnknownHere) {
  dial(claim(AppKey("key-nobody"), issue("u1")));
  EXPECT_EQ(last(EventKind::server_login).detail, "unknown-app");
  EXPECT_EQ(last(EventKind::server_login).code, 2);
}

TEST_F(Login, TokenExpiresAtTheEndOfItsLifetime) {
  const Token token = issue("u1", "short", 10s);
  pass(10s - 1ms);
  EXPECT_EQ(login(token), Decision("valid", 0));
  pass(1ms);
  EXPECT_EQ(login(token), Decision("expired", 4));
}

TEST_F(Login, AdvancedClockExpiresTokensAndSparesNewOnes) {
  const Token token = issue("u1", "short", 1h);
  perform(control::AdvanceClock{2h});
  EXPECT_EQ(login(token), Decision("expired", 4));
  EXPECT_EQ(login(issue("u1", "new", 1h)), Decision("valid", 0));
}

TEST_F(Login, ClockMovedBackRevivesATokenThatExpired) {
  const Token token = issue("u1", "short", 1h);
  perform(control::AdvanceClock{2h});
  perform(control::AdvanceClock{-2h});
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, TokenIsNotGoodBeforeItsStart) {
  const Token token = issue({.label{}, .user = UserId("u1"), .lifetime = 20s, .starts_in = 10s});
  pass(10s - 1ms);
  EXPECT_EQ(login(token), Decision("not-yet-valid", 4));
  pass(1ms);
  EXPECT_EQ(login(token), Decision("valid", 0));
  pass(10s);
  EXPECT_EQ(login(token), Decision("expired", 4));
}

TEST_F(Login, AdvancedClockStartsAToken) {
  const Token token = issue({.label{}, .user = UserId("u1"), .lifetime{}, .starts_in = 1h});
  perform(control::AdvanceClock{1h});
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, ClockMovedBackSparesATokenThatStartedAtOnce) {
  const Token token = issue("u1");
  perform(control::AdvanceClock{-1h});
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, OneTimeTokenIsGoodForOneLoginFromAnyDevice) {
  const Token token = issue({.label{}, .user = UserId("u1"), .lifetime{}, .one_time = true});
  EXPECT_EQ(login(token, "d1"), Decision("valid", 0));
  EXPECT_EQ(login(token, "d1"), Decision("used-up", 17));
  EXPECT_EQ(login(issue("u1"), "d1"), Decision("valid", 0));
}

TEST_F(Login, RefusedLoginDoesNotUseUpAOneTimeToken) {
  const Token token = issue({.label{}, .user = UserId("u1"), .lifetime{}, .one_time = true});
  perform(control::BlockUser{UserId("u1"), 1min});
  EXPECT_EQ(login(token), Decision("user-blocked", 9));
  perform(control::UnblockUser{UserId("u1")});
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, DeviceBoundTokenIsGoodForTheDeviceThatUsedItFirst) {
  const Token token = issue({.label{}, .user = UserId("u1"), .lifetime{}, .device_bound = true});
  EXPECT_EQ(login(token, "d1"), Decision("valid", 0));
  EXPECT_EQ(login(token, "d2"), Decision("other-device", 11));
  EXPECT_EQ(login(token), Decision("other-device", 11));
  EXPECT_EQ(login(token, "d1"), Decision("valid", 0));
}

TEST_F(Login, RestartWithoutMemoryForgetsTheUsesOfTokens) {
  const Token token = issue({.label{}, .user = UserId("u1"), .lifetime{}, .one_time = true});
  EXPECT_EQ(login(token), Decision("valid", 0));
  perform(control::RestartServer{1s, false});
  pass(1s);
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, RevocationHitsOlderTokensAndSparesNewerOnesOfTheSameInstant) {
  const Token older = issue("u1", "older");
  perform(control::ExpireTokens{UserId("u1")});
  const Token newer = issue("u1", "newer");
  EXPECT_EQ(login(older), Decision("revoked", 4));
  EXPECT_EQ(login(newer), Decision("valid", 0));
}

TEST_F(Login, RevocationByTimeSparesTokensOfThatTime) {
  const Token older = issue("u1", "older");
  pass(5ms);
  const Token newer = issue("u1", "newer");
  perform(control::ExpireTokens{UserId("u1"), kEpoch + 1005ms});
  EXPECT_EQ(login(older), Decision("revoked", 4));
  EXPECT_EQ(login(newer), Decision("valid", 0));
}

TEST_F(Login, RevocationLeavesLiveConnectionsAndOtherUsersAlone) {
  dial(issue("u1"));
  const Token other = issue("u2");
  outputs();
  perform(control::ExpireTokens{UserId("u1")});
  EXPECT_EQ(outputs(), Texts{});
  EXPECT_EQ(login(other), Decision("valid", 0));
}

TEST_F(Login, SeveralTokensOfOneUserHoldTogether) {
  const Token first = issue("u1", "first");
  const Token second = issue("u1", "second");
  EXPECT_EQ(login(first), Decision("valid", 0));
  EXPECT_EQ(login(second), Decision("valid", 0));
}

TEST_F(Login, BlockedUserIsRefusedUntilTheBlockEnds) {
  const Token token = issue("u1");
  perform(control::BlockUser{UserId("u1"), 1min});
  EXPECT_EQ(login(token), Decision("user-blocked", 9));
  pass(1min);
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, UnblockedUserIsBack) {
  const Token token = issue("u1");
  perform(control::BlockUser{UserId("u1"), 1min});
  perform(control::UnblockUser{UserId("u1")});
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, DeactivatedUserIsRefusedUntilReactivated) {
  const Token token = issue("u1");
  perform(control::DeactivateUser{UserId("u1")});
  EXPECT_EQ(login(token), Decision("user-deactivated", 19));
  perform(control::ReactivateUser{UserId("u1")});
  EXPECT_EQ(login(token), Decision("valid", 0));
}

TEST_F(Login, PolicyMapsAVerdictToAnotherConnAckStatus) {
  set_policy({.refusals = {{TokenVerdict::expired, {Refusal::Stage::login, 10}}}});
  const Token token = issue("u1", "short", 1s);
  pass(1s);
  EXPECT_EQ(login(token), Decision("expired", 10));
}

TEST_F(Login, VerdictRefusedByNavigationIsRefusedHereWithTheDocumentedStatus) {
  set_policy({.refusals = {{TokenVerdict::expired, {Refusal::Stage::navigation, 403}}}});
  const Token token = issue("u1", "short", 1s);
  pass(1s);
  EXPECT_EQ(login(token), Decision("expired", 4));
}

TEST_F(Login, RefusalIsClosedByTheServer) {
  dial(Token("garbage@"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 4", "1 end"}));
}

TEST_F(Login, VersionFourGetsItsLayoutAndAFirstId) {
  LoginClaim four = claim(app, issue("u1"));
  four.protocol_version = 4;
  dial(four);
  const auto connack = sent<wire::ConnAck>(wire::ConnAckLayout::v4);
  ASSERT_TRUE(connack.has_value());
  EXPECT_EQ(connack->user, "u1");
  EXPECT_EQ(connack->first_id, 500);
}

TEST_F(Login, UpgradeTwiceChangesNothing) {
  const Token token = issue("u1");
  const auto id = dial(token);
  outputs();
  ask_upgrade(id, claim(app, token));
  EXPECT_EQ(outputs(), Texts{});
}

// ---- second login ----

TEST_F(Login, NewerLoginKicksTheOlder) {
  const Token token = issue("u1");
  dial(token);
  dial(token);
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0", "1 DISCONNECT 1", "1 end"}));
}

TEST_F(Login, OtherPlatformsAndOtherUsersAreNotKicked) {
  const Token token = issue("u1");
  dial(token, "", "browser");
  dial(token, "", "android");
  dial(issue("u2"), "", "browser");
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0", "3 CONNACK 0"}));
}

TEST_F(Login, DeviceThatDialsAgainReplacesItselfWithoutAKick) {
  const Token token = issue("u1");
  dial(token, "device-a");
  dial(token, "device-a");
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0", "1 reset"}));
}

TEST_F(Login, RefusedLoginKicksNobody) {
  dial(issue("u1"));
  outputs();
  arm({.kind = fault::FaultKind::connack_status, .status = 3});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"2 CONNACK 3", "2 end"}));
}

TEST_F(Login, RefuseNewerKeepsTheOlder) {
  set_policy({.second_login = control::SecondLogin::refuse_newer});
  const Token token = issue("u1");
  dial(token, "device-a");
  dial(token, "device-b");
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 13", "2 end"}));
}

TEST_F(Login, RefuseNewerLetsADeviceReplaceItself) {
  set_policy({.second_login = control::SecondLogin::refuse_newer});
  const Token token = issue("u1");
  dial(token, "device-a");
  dial(token, "device-a");
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0", "1 reset"}));
}

TEST_F(Login, AllowKeepsBoth) {
  set_policy({.second_login = control::SecondLogin::allow});
  const Token token = issue("u1");
  dial(token);
  dial(token);
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0"}));
}

TEST_F(Login, KickedConnectionStandsInNobodysWay) {
  const Token token = issue("u1");
  dial(token);
  dial(token);
  outputs();
  dial(token);
  EXPECT_EQ(outputs(), (Texts{"3 CONNACK 0", "2 DISCONNECT 1", "2 end"}));
}

}  // namespace
}  // namespace redial::mock_server
