// What people can look up: tokens with the verdict that a login would meet, and connections with their true causes.
#include "mock_server/chat/app.hpp"
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using control::ConnectionState;
using control::DropConnection;
using control::TokenVerdict;
using Phase = ConnectionState::Phase;

class State : public ChatWorld {
 protected:
  control::AppState state() { return *server.app_state(app, now); }
  control::TokenState newest_token() { return state().tokens.at(0); }
  ConnectionState newest() { return state().connections.at(0); }
  void drop(DropConnection::How how, std::int32_t status = 1) { perform(DropConnection{newest().connection, how, status}); }
  // The peer has seen to it that the socket is gone.
  void end(ConnectionId id, const char* how = "closed by the client") { server.closed(id, how, now); }
  // Of the connection that was refused.
  std::string cause_of_refusal(const Token& token) {
    dial(token);
    return newest().cause;
  }
};

// ---- apps, users, clock ----

TEST_F(State, AppsAreListedInTheOrderOfMaking) {
  control::CreateApp shop;
  shop.label = "shop";
  ASSERT_TRUE(server.create_app(shop, now).ok());
  const auto apps = server.apps();
  ASSERT_EQ(apps.size(), 2u);
  EXPECT_EQ(apps[0].app.app_key, app);
  EXPECT_EQ(apps[0].app.secret, "secret-of-key-main");
  EXPECT_EQ(apps[1].label, "shop");
}

TEST_F(State, AnUnknownAppHasNone) { EXPECT_FALSE(server.app_state(AppKey("nobody"), now).ok()); }

TEST_F(State, TheTokenClockIsToldBesideTheServers) {
  perform(control::AdvanceClock{1h});
  const control::ClockState clock = state().clock;
  EXPECT_EQ(clock.server, kEpoch + 1s);
  EXPECT_EQ(clock.tokens, clock.server + 1h);
  EXPECT_EQ(clock.at, now);
}

TEST_F(State, UsersAreToldWithWhatHoldsForThem) {
  dial(issue("u2"));
  issue("u1");
  perform(control::BlockUser{UserId("u1"), 60s});
  perform(control::DeactivateUser{UserId("u3")});
  pass(10s);
  const auto users = state().users;
  ASSERT_EQ(users.size(), 3u);
  EXPECT_EQ(users[0].user.value, "u1");
  EXPECT_EQ(users[0].blocked_for, 50s);
  EXPECT_EQ(users[1].online, 1u);
  EXPECT_TRUE(users[2].deactivated);
}

TEST_F(State, OfManyUsersTheFirstAreListed) {
  for (std::size_t i = 0; i <= control::kMaxListedUsers; ++i) perform(control::UnblockUser{UserId("u" + std::to_string(i))});
  EXPECT_EQ(state().users.size(), control::kMaxListedUsers);
  EXPECT_EQ(state().user_count, control::kMaxListedUsers + 1);
}

// ---- tokens ----

TEST_F(State, TokensAreListedTheNewestFirst) {
  issue("u1", "one");
  const Token two = issue({.label = TokenLabel("two"), .user = UserId("u1"), .lifetime = 60s, .one_time = true});
  const auto tokens = state().tokens;
  ASSERT_EQ(tokens.size(), 2u);
  EXPECT_EQ(tokens[0].label.value, "two");
  EXPECT_EQ(tokens[0].token, two);
  EXPECT_EQ(tokens[0].expires, kEpoch + 61s);
  EXPECT_TRUE(tokens[0].one_time);
  EXPECT_EQ(tokens[1].verdict, TokenVerdict::valid);
  EXPECT_EQ(tokens[1].cause, "");
}

TEST_F(State, ATokenOfTheServerApiIsListedToo) {
  issue({.label{}, .user = UserId("u1"), .lifetime{}});
  EXPECT_EQ(newest_token().label.value, "api-1");
}

TEST_F(State, ATokenThatIsExpiredByHandIsExpired) {
  const Token token = issue("u1", "good", 60s);
  perform(control::ExpireToken{newest_token().issued});
  pass(12s);
  EXPECT_EQ(newest_token().verdict, TokenVerdict::expired);
  EXPECT_EQ(newest_token().cause, "expired 12 s ago, by hand");
  EXPECT_EQ(newest_token().expires, kEpoch + 1s);
  EXPECT_EQ(cause_of_refusal(token), "expired 12 s ago, by hand");
  EXPECT_EQ(last(trace::EventKind::server_login).detail, "expired");
}

TEST_F(State, AnEndThatHasComeIsNotMovedByHand) {
  issue("u1", "good", 10s);
  pass(20s);
  perform(control::ExpireToken{newest_token().issued});
  EXPECT_EQ(newest_token().cause, "expired 10 s ago");
}

TEST_F(State, ExpiringOneTokenLeavesTheOthers) {
  issue("u1", "one");
  issue("u1", "two");
  perform(control::ExpireToken{newest_token().issued});
  const auto command = last(trace::EventKind::server_command);
  EXPECT_EQ(command.name + " " + command.user + " " + command.token, "expire-token u1 two");
  EXPECT_EQ(state().tokens.at(1).verdict, TokenVerdict::valid);
}

TEST_F(State, ATokenThatIsNotRememberedIsNotExpired) {
  EXPECT_FALSE(attempt(control::ExpireToken{UnixMillis(1)}).ok());
  issue("u1");
  const auto issued = newest_token().issued;
  perform(control::RestartServer{0s, false});
  EXPECT_TRUE(state().tokens.empty());
  EXPECT_FALSE(attempt(control::ExpireToken{issued}).ok());
}

// ---- true causes of refusals ----

TEST_F(State, ARefusalTellsWhatTheClientWasToldAndTheTrueCause) {
  const Token token = issue("u1", "short", 10s);
  pass(22s);
  dial(token);
  const ConnectionState refused = newest();
  EXPECT_EQ(refused.phase, Phase::ended);  // the server has said so and closes
  ASSERT_TRUE(refused.told.has_value());
  EXPECT_EQ(refused.told->message, "CONNACK");
  EXPECT_EQ(refused.told->status, 4);
  EXPECT_EQ(refused.told->code, 31004);
  EXPECT_EQ(refused.told->meaning, "token incorrect");
  EXPECT_EQ(refused.verdict, TokenVerdict::expired);
  EXPECT_EQ(refused.cause, "expired 12 s ago");
  EXPECT_EQ(refused.token.value, "short");
}

TEST_F(State, TheCausesBehind31004AreToldApart) {
  const Token revoked = issue("u1");
  perform(control::ExpireTokens{UserId("u1")});
  const Token rotated = issue("u1");
  perform(control::RotateSecret{});
  const Token early = issue({.label{}, .user = UserId("u1"), .lifetime{}, .starts_in = 60s});
  control::CreateApp shop;
  shop.label = "shop";
  const AppKey other = server.create_app(shop, now)->app_key;
  const Token foreign = server.perform(other, control::IssueToken{.label{}, .user = UserId("u1"), .lifetime{}}, now)->token;
  pass(10s);
  EXPECT_EQ(cause_of_refusal(foreign), "another app's token (\"shop\")");
  EXPECT_EQ(cause_of_refusal(rotated), "sealed with the secret before the rotation 10 s ago");
  EXPECT_EQ(cause_of_refusal(early), "not valid yet for another 50 s (a clock that is wrong looks like this)");
  EXPECT_TRUE(cause_of_refusal(Token("garbage")).starts_with("no token of this server"));
  // Sealed anew since the rotation, it would be revoked; as it is, the older seal counts.
  EXPECT_EQ(cause_of_refusal(revoked), "sealed with the secret before the rotation 10 s ago");
}

TEST_F(State, ARevocationIsDatedByTheOneThatCutTheToken) {
  const Token token = issue("u1");
  perform(control::ExpireTokens{UserId("u1")});
  pass(30s);
  issue("u1");
  perform(control::ExpireTokens{UserId("u1")});
  pass(10s);
  EXPECT_EQ(cause_of_refusal(token), "revoked 40 s ago (Server API: expire)");
}

TEST_F(State, AnotherAppsAppKeyIsRecognised) {
  control::CreateApp shop;
  shop.label = "shop";
  const AppKey other = server.create_app(shop, now)->app_key;
  dial(claim(other, issue("u1")));
  EXPECT_TRUE(newest().cause.ends_with("it is that of another app here (\"shop\")")) << newest().cause;
}

TEST_F(State, AFaultThatRefusesIsNamed) {
  fault::FaultSpec spec;
  spec.name = "f";
  spec.kind = fault::FaultKind::connack_status;
  spec.status = 4;
  arm(spec);
  EXPECT_EQ(cause_of_refusal(issue("u1")), "fault \"f\" (connack-status)");
  EXPECT_EQ(newest().told->code, 31004);
}

TEST_F(State, ANewerLoginThatIsRefusedIsExplained) {
  set_policy({.second_login = control::SecondLogin::refuse_newer});
  dial(issue("u1"), "device-1");
  dial(issue("u1"), "device-2");
  EXPECT_EQ(newest().cause, "the user is online already, and the app's policy refuses the newer login");
}

// ---- connections ----

TEST_F(State, AConnectionGoesThroughItsPhases) {
  const ConnectionId id = accept();
  EXPECT_EQ(newest().phase, Phase::accepted);
  EXPECT_FALSE(newest().verdict.has_value());
  ask_upgrade(id, claim(app, issue("u1"), "d", "browser"));
  EXPECT_EQ(newest().phase, Phase::online);
  EXPECT_EQ(newest().platform, "browser");
  EXPECT_EQ(newest().cause, "");
  pass(5s);
  end(id);
  EXPECT_EQ(newest().phase, Phase::ended);
  EXPECT_EQ(newest().ended, kEpoch + 6s);
  EXPECT_EQ(newest().cause, "closed by the client");
}

TEST_F(State, OnlyTheLatestEndsAreRemembered) {
  for (std::size_t i = 0; i <= kMaxEndedConnections; ++i) end(accept());
  EXPECT_EQ(state().connections.size(), kMaxEndedConnections);
  EXPECT_EQ(newest().connection.value, kMaxEndedConnections + 1);
}

TEST_F(State, WhoIsKickedBlockedOrDisconnectedIsToldWhy) {
  dial(issue("u1"), "device-1");
  dial(issue("u1"), "device-2");
  EXPECT_EQ(state().connections.at(1).cause, "kicked by a newer login of the user");
  EXPECT_EQ(state().connections.at(1).told->code, 31010);
  perform(control::BlockUser{UserId("u1"), 60s});
  EXPECT_EQ(newest().cause, "the user was blocked");
  dial(issue("u2"));
  perform(control::DisconnectUser{UserId("u2"), 6});
  EXPECT_EQ(newest().cause, "the user was disconnected by hand");
}

TEST_F(State, AFaultThatEndsAConnectionIsNamed) {
  dial(issue("u1"));
  fault::FaultSpec spec;
  spec.name = "f";
  spec.kind = fault::FaultKind::reset;
  spec.moment = fault::Moment::now;
  arm(spec);
  EXPECT_EQ(newest().cause, "fault \"f\" (reset)");
}

// ---- dropping one ----

TEST_F(State, OneConnectionIsDroppedInEachWay) {
  const auto dropped = [&](DropConnection::How how) {
    const ConnectionId id = dial(issue("u1"));
    take();
    drop(how, 7);
    const Texts done = outputs();
    const std::string number = std::to_string(id.value) + " ";
    std::string text;
    for (const std::string& one : done) text += one.substr(number.size()) + ";";
    end(id);
    return text;
  };
  EXPECT_EQ(dropped(DropConnection::How::disconnect), "DISCONNECT 7;end;");
  EXPECT_EQ(dropped(DropConnection::How::close), "end;");
  EXPECT_EQ(dropped(DropConnection::How::reset), "reset;");
  EXPECT_EQ(dropped(DropConnection::How::blackhole), "");
  EXPECT_EQ(newest().cause, "blackhole by hand");
}

TEST_F(State, ABlackholeLetsNothingPass) {
  const ConnectionId id = dial(issue("u1"));
  drop(DropConnection::How::blackhole);
  const auto plan = server.filter(id, fault::Direction::to_client, 10, now);
  EXPECT_NE(plan, fault::ChunkPlan::pass(10));
  EXPECT_TRUE(state().faults.empty());
  EXPECT_EQ(newest().phase, Phase::online);
  EXPECT_EQ(newest().cause, "blackhole by hand");
}

TEST_F(State, OtherConnectionsOfTheUserStay) {
  dial(issue("u1"), "", "browser");
  dial(issue("u1"), "", "electron");
  drop(DropConnection::How::reset);
  EXPECT_EQ(state().connections.at(1).phase, Phase::online);
}

TEST_F(State, AConnectionWithoutALoginIsDroppedToo) {
  accept();
  take();
  drop(DropConnection::How::disconnect);
  EXPECT_EQ(outputs(), Texts{"1 end"});
}

TEST_F(State, WhatIsNotOpenIsNotDropped) {
  EXPECT_FALSE(attempt(DropConnection{Epoch(1)}).ok());
  const ConnectionId id = dial(issue("u1"));
  EXPECT_FALSE(attempt(DropConnection{Epoch(1), DropConnection::How::disconnect, 256}).ok());
  end(id);
  EXPECT_FALSE(attempt(DropConnection{Epoch(1)}).ok());
}

TEST_F(State, DroppingIsObservedWithTheConnectionsNumber) {
  dial(issue("u1"));
  drop(DropConnection::How::close);
  EXPECT_EQ(last(trace::EventKind::server_command).name, "drop-connection");
  EXPECT_EQ(last(trace::EventKind::server_command).epoch.value, 1u);
}

// ---- faults and listeners ----

TEST_F(State, ArmedFaultsAreCounted) {
  fault::FaultSpec spec;
  spec.name = "f";
  spec.kind = fault::FaultKind::connack_status;
  spec.status = 4;
  arm(spec);
  dial(issue("u1"));
  ASSERT_EQ(state().faults.size(), 1u);
  EXPECT_EQ(state().faults[0].spec.name, "f");
  EXPECT_EQ(state().faults[0].counted, 1u);
}

TEST_F(State, ListenersThatRefuseAreNamed) {
  perform(control::RestartServer{10s, true});
  EXPECT_EQ(state().closed.size(), 2u);
  pass(10s);
  EXPECT_TRUE(state().closed.empty());
}

}  // namespace
}  // namespace redial::mock_server
