// Control commands, the life of apps and connections, and limits.
#include "mock_server/chat/command_limits.hpp"
#include "mock_server/chat/policies.hpp"
#include "mock_server/chat/sealed_token.hpp"
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using trace::EventKind;

class Commands : public ChatWorld {
 protected:
  std::string complaint(const control::ServerCommand& command) {
    const auto done = attempt(command);
    return done ? "" : to_text(done.error());
  }
};

// ---- apps ----

TEST_F(Commands, AppWithoutKeyAndSecretGetsThem) {
  const auto one = server.create_app({}, now);
  const auto two = server.create_app({}, now);
  EXPECT_FALSE(one->app_key.value.empty());
  EXPECT_FALSE(one->secret.empty());
  EXPECT_NE(one->app_key, two->app_key);
  EXPECT_NE(one->secret, two->secret);
}

TEST_F(Commands, TakenAppKeyIsRefused) {
  control::CreateApp again;
  again.app_key = app;
  const auto refused = server.create_app(again, now);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(to_text(refused.error()), "app_key: the AppKey is taken; delete that app first, or leave the AppKey empty");
}

TEST_F(Commands, AppsAreLimited) {
  for (std::size_t apps = 1; apps < 1000; ++apps) ASSERT_TRUE(server.create_app({}, now).ok());
  EXPECT_FALSE(server.create_app({}, now).ok());
}

TEST_F(Commands, ImpossiblePoliciesAreRefused) {
  using control::Refusal;
  using control::TokenVerdict;
  const auto possible = [](control::Policy policy) { return validate(policy).ok(); };
  EXPECT_TRUE(possible({.refusals = {{TokenVerdict::expired, {Refusal::Stage::login, 255}}}}));
  EXPECT_FALSE(possible({.refusals = {{TokenVerdict::expired, {Refusal::Stage::login, 256}}}}));
  EXPECT_FALSE(possible({.refusals = {{TokenVerdict::expired, {Refusal::Stage::login, 0}}}}));
  EXPECT_TRUE(possible({.refusals = {{TokenVerdict::expired, {Refusal::Stage::navigation, 401}}}}));
  EXPECT_FALSE(possible({.refusals = {{TokenVerdict::expired, {Refusal::Stage::navigation, 500}}}}));
  EXPECT_FALSE(possible({.refusals = {{TokenVerdict::valid, {Refusal::Stage::login, 4}}}}));
  EXPECT_TRUE(possible({.chat_addresses = control::kMaxChatAddresses}));
  EXPECT_FALSE(possible({.chat_addresses = control::kMaxChatAddresses + 1}));
  EXPECT_FALSE(possible({.chat_addresses = 0}));
}

TEST_F(Commands, UnknownAppIsNamedByNothing) {
  const auto refused = server.perform(AppKey("oops-a-secret"), control::RotateSecret{}, now);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(to_text(refused.error()).find("oops"), std::string::npos);
  EXPECT_FALSE(server.stats(AppKey("oops-a-secret")).ok());
}

TEST_F(Commands, DeletedAppEndsItsConnectionsAndListeners) {
  const auto id = dial(issue("u1"));
  outputs();
  perform(control::DeleteApp{});
  EXPECT_EQ(outputs(), (Texts{"close all", "1 reset"}));
  EXPECT_EQ(last(EventKind::server_closed).detail, "by the server, reset: the app was deleted");
  EXPECT_FALSE(attempt(control::RotateSecret{}).ok());
  server.closed(id, "", now);  // the driver's word comes late and is ignored
  EXPECT_EQ(observed(EventKind::server_closed).size(), 1u);
}

TEST_F(Commands, ResetCutsShortAGracefulEndThatIsUnderWay) {
  dial(issue("u1"));
  perform(control::DisconnectUser{UserId("u1"), 1});
  outputs();
  perform(control::RestartServer{});
  EXPECT_EQ(outputs(), (Texts{"close chat", "close navigation", "1 reset"}));
  perform(control::DeleteApp{});
  EXPECT_EQ(outputs(), (Texts{"close all"}));
}

TEST_F(Commands, TimersOfADeletedAppDoNotTouchItsSuccessor) {
  arm({.kind = fault::FaultKind::refuse, .lasts = 1s});
  perform(control::RestartServer{1s});
  perform(control::DeleteApp{});
  make_app("key-main");
  arm({.kind = fault::FaultKind::refuse});
  outputs();
  pass(1s);
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(Commands, ConnectionToNoAppIsClosed) {
  EXPECT_EQ(server.accept(AppKey("key-nobody"), ConnectionId(1), wire::Dialect::web, false, now).how, AcceptFate::How::close);
}

// ---- connections ----

TEST_F(Commands, EndOfTheClientIsObservedInTheDriversWords) {
  const auto id = dial(issue("u1"));
  server.closed(id, "reset by the client", now);
  const auto event = last(EventKind::server_closed);
  EXPECT_EQ(event.detail, "reset by the client");
  EXPECT_EQ(event.epoch, Epoch(1));
  EXPECT_EQ(event.user, "u1");
}

TEST_F(Commands, ConnectionsAreCountedFromOneInEachApp) {
  const AppKey other = make_app("key-other");
  server.accept(other, ConnectionId(50), wire::Dialect::web, false, now);
  EXPECT_EQ(last(EventKind::server_accepted).epoch, Epoch(1));
  accept();
  EXPECT_EQ(last(EventKind::server_accepted).epoch, Epoch(1));
  accept();
  EXPECT_EQ(last(EventKind::server_accepted).epoch, Epoch(2));
}

TEST_F(Commands, NothingIsDoneForAConnectionThatWasEnded) {
  const auto id = dial(issue("u1"));
  perform(control::DisconnectUser{UserId("u1"), 2});
  outputs();
  send(id, wire::PingReq{});
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(Commands, StatsCount) {
  navigate(issue("u1"));
  const auto id = dial(issue("u1"));
  dial(Token("garbage@"));
  publish(id, "u2", "hi");
  const auto stats = server.stats(app);
  EXPECT_EQ(stats->connections_accepted, 2u);
  EXPECT_EQ(stats->connections_open, 2u);
  EXPECT_EQ(stats->navigation_requests, 1u);
  EXPECT_EQ(stats->logins_accepted, 1u);
  EXPECT_EQ(stats->logins_refused, 1u);
  EXPECT_EQ(stats->messages, 1u);
  server.closed(id, "", now);
  EXPECT_EQ(server.stats(app)->connections_open, 1u);
}

// ---- commands ----

TEST_F(Commands, AreObservedByNameAndUser) {
  perform(control::BlockUser{UserId("u1"), 1min});
  const auto event = last(EventKind::server_command);
  EXPECT_EQ(event.name, "block-user");
  EXPECT_EQ(event.user, "u1");
}

TEST_F(Commands, NamesFollowTheOrderOfTheCommands) {
  perform(control::DeliverMessage{UserId("u1"), UserId("u2"), "hi"});
  EXPECT_EQ(last(EventKind::server_command).name, "deliver-message");
  EXPECT_EQ(last(EventKind::server_command).user, "u2");
  perform(control::AdvanceClock{1s});
  EXPECT_EQ(last(EventKind::server_command).name, "advance-clock");
  perform(control::DeleteApp{});
  EXPECT_EQ(last(EventKind::server_command).name, "delete-app");
}

TEST_F(Commands, FailedCommandIsNotObserved) {
  EXPECT_FALSE(attempt(control::BlockUser{UserId(""), 1min}).ok());
  EXPECT_TRUE(observed(EventKind::server_command).empty());
}

TEST_F(Commands, TokensLookLikeTheVendors) {
  const std::string token = issue("u1").value;
  EXPECT_NE(token.find('+'), std::string::npos);
  EXPECT_NE(token.find('/'), std::string::npos);
  EXPECT_NE(token.find('='), std::string::npos);
  EXPECT_TRUE(token.ends_with("@"));
}

TEST_F(Commands, LongestUserAndLabelFitTheDocumentedTokenLength) {
  const Token token = issue(std::string(kMaxUserIdBytes, 'u'), std::string(kMaxTokenLabelBytes, 'l'), 1h);
  EXPECT_LE(token.value.size(), kMaxTokenBytes);
  dial(token);
  EXPECT_EQ(last(EventKind::server_login).detail, "valid");
  EXPECT_FALSE(attempt(control::IssueToken{{}, UserId(std::string(kMaxUserIdBytes + 1, 'u')), {}}).ok());
  EXPECT_FALSE(attempt(control::IssueToken{TokenLabel(std::string(kMaxTokenLabelBytes + 1, 'l')), UserId("u1"), {}}).ok());
}

TEST_F(Commands, TokensAreNeverAlike) { EXPECT_NE(issue("u1"), issue("u1")); }

TEST_F(Commands, UnlabelledTokensAreNumbered) {
  dial(issue("u1", ""));
  EXPECT_EQ(last(EventKind::server_login).token, "api-1");
  dial(issue("u1", ""));
  EXPECT_EQ(last(EventKind::server_login).token, "api-2");
}

TEST_F(Commands, TokensWhoseUsesAreRememberedAreLimited) {
  control::IssueToken bound{.label{}, .user = UserId("u1"), .lifetime{}, .device_bound = true};
  for (std::size_t i = 1; i < kMaxLimitedTokens; ++i) issue(bound);
  const control::IssueToken one_time{.label{}, .user = UserId("u1"), .lifetime{}, .one_time = true};
  EXPECT_EQ(complaint(one_time), "");
  EXPECT_NE(complaint(one_time), "");
  EXPECT_EQ(complaint(control::IssueToken{{}, UserId("u1"), {}}), "");
}

TEST_F(Commands, BlockingAnOnlineUserDisconnectsWithTwo) {
  dial(issue("u1"));
  outputs();
  perform(control::BlockUser{UserId("u1"), 1min});
  EXPECT_EQ(outputs(), (Texts{"1 DISCONNECT 2", "1 end"}));
}

TEST_F(Commands, DeactivatingAnOnlineUserDisconnectsWithNine) {
  dial(issue("u1"));
  outputs();
  perform(control::DeactivateUser{UserId("u1")});
  EXPECT_EQ(outputs(), (Texts{"1 DISCONNECT 9", "1 end"}));
}

TEST_F(Commands, DisconnectReachesEveryConnectionOfTheUser) {
  dial(issue("u1"), "", "browser");
  dial(issue("u1"), "", "android");
  dial(issue("u2"));
  outputs();
  perform(control::DisconnectUser{UserId("u1"), 7});
  EXPECT_EQ(outputs(), (Texts{"1 DISCONNECT 7", "1 end", "2 DISCONNECT 7", "2 end"}));
}

TEST_F(Commands, DurationsAndStatusesStayInRange) {
  EXPECT_EQ(complaint(control::BlockUser{UserId("u1"), kMaxBlock}), "");
  EXPECT_NE(complaint(control::BlockUser{UserId("u1"), kMaxBlock + 1ns}), "");
  EXPECT_NE(complaint(control::BlockUser{UserId("u1"), 0s}), "");
  EXPECT_EQ(complaint(control::IssueToken{{}, UserId("u1"), kMaxTokenLifetime}), "");
  EXPECT_NE(complaint(control::IssueToken{{}, UserId("u1"), kMaxTokenLifetime + 1ns}), "");
  EXPECT_NE(complaint(control::IssueToken{{}, UserId("u1"), 0s}), "");
  EXPECT_EQ(complaint(control::IssueToken{{}, UserId("u1"), {}, kMaxTokenLifetime}), "");
  EXPECT_NE(complaint(control::IssueToken{{}, UserId("u1"), {}, kMaxTokenLifetime + 1ns}), "");
  EXPECT_NE(complaint(control::IssueToken{{}, UserId("u1"), {}, -1ns}), "");
  EXPECT_EQ(complaint(control::RestartServer{kMaxDownTime}), "");
  EXPECT_NE(complaint(control::RestartServer{kMaxDownTime + 1ns}), "");
  EXPECT_NE(complaint(control::RestartServer{-1s}), "");
  EXPECT_EQ(complaint(control::DisconnectUser{UserId("u1"), 255}), "");
  EXPECT_NE(complaint(control::DisconnectUser{UserId("u1"), 256}), "");
}

TEST_F(Commands, ClockShiftsAreLimitedInSum) {
  EXPECT_NE(complaint(control::AdvanceClock{Duration::max()}), "");
  EXPECT_EQ(complaint(control::AdvanceClock{kMaxClockShift}), "");
  EXPECT_NE(complaint(control::AdvanceClock{1ns}), "");
  EXPECT_EQ(complaint(control::AdvanceClock{-kMaxClockShift}), "");
}

TEST_F(Commands, TooLongAMessageIsRefused) {
  EXPECT_NE(complaint(control::DeliverMessage{UserId("u1"), UserId("u2"), std::string(64 * 1024 + 1, 'x')}), "");
}

// ---- restart ----

TEST_F(Commands, RestartResetsConnectionsAndComesBack) {
  dial(issue("u1"));
  outputs();
  perform(control::RestartServer{3s});
  EXPECT_EQ(outputs(), (Texts{"close chat", "close navigation", "1 reset"}));
  pass(3s - 1ns);
  EXPECT_EQ(outputs(), Texts{});
  pass(1ns);
  EXPECT_EQ(outputs(), (Texts{"open chat", "open navigation"}));
}

TEST_F(Commands, RestartWithMemoryKeepsBlocksMessagesAndFaults) {
  const Token token = issue("u1");
  perform(control::BlockUser{UserId("u1"), 1h});
  arm({.name = "kept", .kind = fault::FaultKind::reset});
  perform(control::RestartServer{});
  dial(token);
  EXPECT_EQ(last(EventKind::server_login).detail, "user-blocked");
  EXPECT_TRUE(observed(EventKind::fault_cleared).empty());
}

TEST_F(Commands, RestartWithoutMemoryForgetsAllButKeyAndSecret) {
  const Token token = issue("u1", "kept");
  perform(control::ExpireTokens{UserId("u1")});
  perform(control::DeliverMessage{UserId("u2"), UserId("u1"), "lost"});
  arm({.name = "lost", .kind = fault::FaultKind::reset});
  perform(control::RestartServer{0s, false});
  EXPECT_EQ(last(EventKind::fault_cleared).name, "lost");
  const auto id = dial(token);
  EXPECT_EQ(last(EventKind::server_login).detail, "valid");
  EXPECT_EQ(last(EventKind::server_login).token, "kept");
  take();
  pull(id, 0);
  EXPECT_TRUE(payload::decode_pull_answer(sent<wire::QueryAck>()->payload)->messages.empty());
}

TEST_F(Commands, RefuseHoldsTheListenerThroughARestart) {
  arm({.name = "down", .kind = fault::FaultKind::refuse});
  perform(control::RestartServer{1s});
  outputs();
  pass(1s);
  EXPECT_EQ(outputs(), (Texts{"open navigation"}));
  perform(control::ClearFaults{"down"});
  EXPECT_EQ(outputs(), (Texts{"open chat"}));
}

}  // namespace
}  // namespace redial::mock_server
