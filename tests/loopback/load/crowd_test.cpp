// Fifty users on real sockets against a mock server in this process, and what is measured of them.
#include "load/crowd/crowd.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "load/result/summary.hpp"
#include "mock_server/server/mock_server.hpp"
#include "net/clock.hpp"

namespace redial::load {
namespace {

using namespace std::chrono_literals;

constexpr const char* kHead = "shows: A test.\nusers: 50\nbackoff: {waits: {delays: [20 ms, 40 ms], jitter: 50 %}}\n";
constexpr Duration kPatience = 30s;

class CrowdTest : public ::testing::Test {
 protected:
  // Makes the spec's apps and users. `lifetime`: of their tokens.
  void make(const std::string& text, unsigned loops = 1, Share share = {}, std::optional<Duration> lifetime = {}) {
    const auto spec = parse_spec(text, "test.yaml");
    ASSERT_TRUE(spec) << to_text(spec.error());
    if (!server) start(*spec);
    CrowdSetup setup{.spec = *spec, .seed = 1, .share = share, .apps = apps};
    for (std::uint64_t user = share.index; user < static_cast<std::uint64_t>(spec->users); user += share.total)
      setup.tokens.push_back(token_of(*spec, user, lifetime));
    auto made = Crowd::make(std::move(setup), loops, server->ca_file());
    ASSERT_TRUE(made) << to_text(made.error());
    crowd = std::move(*made);
  }

  void start(const Spec& spec) {
    auto started = mock_server::MockServer::start({});
    ASSERT_TRUE(started) << to_text(started.error());
    server = std::move(*started);
    for (std::int64_t i = 0; i < spec.apps; ++i) {
      const auto app = server->create_app({});
      ASSERT_TRUE(app);
      App ours{app->app_key, app->secret, server->server_api_url(), spec.tls ? app->navigation_tls_url : app->navigation_url, {}};
      ours.address.dialect = spec.dialect;
      ours.address.transport = spec.tls ? wire::ChatAddress::Transport::tls : wire::ChatAddress::Transport::plain;
      ours.address.address = spec.dialect == wire::Dialect::native ? app->native_addresses.front() : app->chat_address;
      if (spec.tls) ours.address.address = app->chat_tls_address;
      apps.push_back(ours);
    }
  }

  Token token_of(const Spec& spec, std::uint64_t user, std::optional<Duration> lifetime) {
    const auto reply = server->perform(apps[app_of(spec, user)].app_key,
                                       control::IssueToken{TokenLabel("t"), UserId(name_of(spec, user)), lifetime});
    return reply ? reply->token : Token();
  }

  void perform(const control::ServerCommand& command) {
    for (const App& app : apps) ASSERT_TRUE(server->perform(app.app_key, command));
  }
  void strike(fault::FaultKind kind) {
    perform(control::ArmFault{{.name = "storm", .kind = kind, .moment = fault::Moment::now}});
  }

  template <class Condition>
  void wait_until(Condition holds) {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    const TimePoint give_up = net::now() + kPatience;
    while (!holds() && net::now() < give_up) never.wait_for(lock, 5ms);
  }
  void begin(std::size_t phase) { crowd->begin(phase, net::now()); }
  // `blow`: what happens to everybody once the phase has begun.
  template <class Blow>
  Phase play(std::size_t phase, Blow blow) {
    begin(phase);
    blow();
    wait_until([&] { return crowd->progress().settled; });
    return crowd->end(std::nullopt, false);
  }
  Phase play(std::size_t phase) {
    return play(phase, [] {});
  }

  std::unique_ptr<mock_server::MockServer> server;
  std::vector<App> apps;
  std::unique_ptr<Crowd> crowd;
};

TEST_F(CrowdTest, EverybodyConnects) {
  make(std::string(kHead) + "phases: [connect: 1000]\n");
  const Phase connect = play(0);
  EXPECT_FALSE(connect.interrupted);
  EXPECT_EQ(connect.users, 50u);
  EXPECT_EQ(connect.online_before, 0u);
  EXPECT_EQ(connect.online_after, 50u);
  EXPECT_EQ(connect.connects, (Counts{.intended = 50, .started = 50, .succeeded = 50, .failed{}}));
  for (const What what : {What::total, What::navigation, What::dial, What::login})
    EXPECT_EQ(connect.latency(what).count(), 50u) << name_of(kWhats, what);
  EXPECT_GE(connect.latency(What::total).percentile(100), connect.latency(What::login).percentile(0));
  EXPECT_EQ(connect.attempts, (std::map<std::uint32_t, std::uint64_t>{{1, 50}}));
  EXPECT_EQ(online_over_time(connect).back(), 50);
  EXPECT_EQ(server->stats(apps[0].app_key)->logins_accepted, 50u);
}

TEST_F(CrowdTest, WhoKnowsTheAddressDoesNotNavigate) {
  make(std::string(kHead) + "navigation: none\nphases: [connect: 1000]\n");
  EXPECT_EQ(play(0).latency(What::navigation).count(), 0u);
  EXPECT_EQ(server->stats(apps[0].app_key)->navigation_requests, 0u);
  EXPECT_EQ(crowd->progress().online, 50u);
}

TEST_F(CrowdTest, ConnectsOverTls) {
  make(std::string(kHead) + "transport: tls\nphases: [connect: 1000]\n");
  EXPECT_EQ(play(0).online_after, 50u);
}

TEST_F(CrowdTest, ConnectsInTheNativeDialect) {
  make(std::string(kHead) + "dialect: native\nphases: [connect: 1000]\n");
  EXPECT_EQ(play(0).online_after, 50u);
}

TEST_F(CrowdTest, UsersOfSeveralAppsOnSeveralLoopsConnect) {
  make(std::string(kHead) + "apps: 3\nphases: [connect: 1000]\n", 2);
  EXPECT_EQ(play(0).online_after, 50u);
  EXPECT_EQ(server->stats(apps[0].app_key)->logins_accepted, 17u);
  EXPECT_EQ(server->stats(apps[2].app_key)->logins_accepted, 16u);
}

TEST_F(CrowdTest, AnAgentPlaysItsShareOnly) {
  make(std::string(kHead) + "phases: [connect: 1000]\n", 1, {.index = 1, .total = 3});
  EXPECT_EQ(play(0).connects.succeeded, 17u);
}

TEST_F(CrowdTest, InAHoldPingsAndMessagesAreAnswered) {
  make(std::string(kHead) + "ping-every: 50 ms\nphases: [connect: 1000, hold: {for: 300 ms, messages: 200}]\n");
  play(0);
  const Phase hold = play(1);
  EXPECT_EQ(hold.messages, (Counts{.intended = 60, .started = 60, .succeeded = 60, .failed{}}));
  EXPECT_EQ(hold.latency(What::message).count(), 60u);
  EXPECT_GT(hold.latency(What::ping).count(), 0u);
  EXPECT_EQ(hold.connects, Counts{});
  EXPECT_EQ(hold.online_after, 50u);
}

TEST_F(CrowdTest, OfAStormByResetEverybodyComesBack) {
  make(std::string(kHead) + "phases: [connect: 1000, storm: reset]\n");
  play(0);
  const Phase storm = play(1, [&] { strike(fault::FaultKind::reset); });
  EXPECT_EQ(storm.online_before, 50u);
  EXPECT_EQ(storm.online_after, 50u);
  EXPECT_EQ(storm.lost_users, 50u);
  EXPECT_EQ(storm.losses, (ByCode{{30011, 50}}));
  EXPECT_EQ(storm.connects, (Counts{.intended = 50, .started = 50, .succeeded = 50, .failed{}}));
  EXPECT_EQ(storm.latency(What::back).count(), 50u);
  ASSERT_TRUE(until_back(storm, 100));
  EXPECT_GE(*until_back(storm, 100), *until_back(storm, 50));
  ASSERT_EQ(storm.waits.size(), 1u);
  EXPECT_EQ(storm.waits[0].low, 10ms);
  EXPECT_EQ(storm.waits[0].high, 30ms);
  EXPECT_EQ(storm.waits[0].lengths.count(), 50u);
  EXPECT_EQ(storm.waits[0].below, 0u);
}

TEST_F(CrowdTest, ABlackholeIsFoundOutByPings) {
  make(std::string(kHead) + "ping-every: 20 ms\nping-within: 500 ms\nphases: [connect: 1000, storm: blackhole]\n");
  play(0);
  const Phase storm = play(1, [&] { strike(fault::FaultKind::blackhole); });
  EXPECT_EQ(storm.lost_users, 50u);
  EXPECT_TRUE(storm.losses.contains(30012));
  EXPECT_EQ(storm.online_after, 50u);
}

TEST_F(CrowdTest, WhileTheServerIsDownAttemptsFailAndAreCounted) {
  make(std::string(kHead) + "phases: [connect: 1000, storm: restart]\n");
  play(0);
  const Phase storm = play(1, [&] { perform(control::RestartServer{.down_for = 200ms, .keep_memory = true}); });
  EXPECT_EQ(storm.online_after, 50u);
  EXPECT_EQ(storm.connects.succeeded, 50u);
  EXPECT_GE(storm.failed_attempts.at(35008), 50u);
  EXPECT_GT(storm.attempts.rbegin()->first, 1u);
  ASSERT_EQ(storm.waits.size(), 2u);
  EXPECT_GE(storm.waits[1].lengths.count(), 50u);
}

TEST_F(CrowdTest, WithAnExpiredTokenUsersStayOffline) {
  make(std::string(kHead) + "phases: [connect: 1000, expiry]\n", 1, {}, 1h);
  play(0);
  const Phase expiry = play(1, [&] {
    perform(control::AdvanceClock{2h});
    strike(fault::FaultKind::reset);
  });
  EXPECT_EQ(expiry.connects.failed, (ByCode{{31004, 50}}));
  EXPECT_EQ(expiry.online_after, 0u);
  EXPECT_EQ(expiry.fetched_tokens, 0u);
}

TEST_F(CrowdTest, AppsFetchATokenWhereTheSpecSaysSo) {
  make(std::string(kHead) + "on-31004: fetch-token\nphases: [connect: 1000, expiry]\n", 1, {}, 1h);
  play(0);
  const Phase expiry = play(1, [&] {
    perform(control::AdvanceClock{2h});
    strike(fault::FaultKind::reset);
  });
  EXPECT_EQ(expiry.fetched_tokens, 50u);
  EXPECT_EQ(expiry.connects.succeeded, 50u);
  EXPECT_EQ(expiry.online_after, 50u);
  EXPECT_EQ(expiry.attempts, (std::map<std::uint32_t, std::uint64_t>{{2, 50}}));
}

TEST_F(CrowdTest, WhoseNetworkGoesIsLostAndComesBack) {
  make(std::string(kHead) + "phases: [connect: 1000, flap: {share: 100 %, up: 200 ms, down: 100 ms, for: 300 ms}]\n");
  play(0);
  const Phase flap = play(1);
  EXPECT_EQ(flap.lost_users, 50u);
  EXPECT_EQ(flap.online_after, 50u);
  EXPECT_EQ(flap.connects.succeeded, losses(flap));
}

TEST_F(CrowdTest, WhoIsOnTheWayWhenAPhaseEndsIsTheNextOnesBusiness) {
  make(std::string(kHead) + "phases: [connect: 1000, storm: restart, hold: 1 ms]\n");
  play(0);
  begin(1);
  perform(control::RestartServer{.down_for = 300ms, .keep_memory = true});
  wait_until([&] { return crowd->progress().losses == 50; });
  const Phase storm = crowd->end(std::nullopt, true);
  EXPECT_TRUE(storm.interrupted);
  EXPECT_EQ(unfinished(storm.connects), 50 - storm.connects.succeeded);
  const Phase hold = play(2);
  EXPECT_EQ(hold.connects.intended, unfinished(storm.connects));
  EXPECT_EQ(hold.connects.succeeded, hold.connects.intended);
  EXPECT_EQ(hold.online_after, 50u);
}

TEST_F(CrowdTest, WithoutATokenForEachUserThereIsNoCrowd) {
  const auto spec = parse_spec(std::string(kHead) + "phases: [connect: 1000]\n", "test.yaml");
  const auto made = Crowd::make({.spec = *spec, .apps = {App{}}, .tokens = {Token("one")}}, 1, "");
  ASSERT_FALSE(made);
  EXPECT_EQ(to_text(made.error()), "there are 1 tokens for 50 users; start conductor and agents of one version");
}

TEST(SourceOf, GivesEveryTwentyThousandUsersAnAddressOfTheirOwnOnLoopback) {
  EXPECT_EQ(source_of(0, "127.0.0.1:80"), "");
  EXPECT_EQ(source_of(kUsersPerSource - 1, "127.0.0.1:80"), "");
  EXPECT_EQ(source_of(kUsersPerSource, "127.0.0.1:80"), "127.1.0.2");
  EXPECT_EQ(source_of(kUsersPerSource * 251, "127.0.0.1:80"), "127.1.1.2");
  EXPECT_EQ(source_of(kUsersPerSource, "192.0.2.1:80"), "");
}

}  // namespace
}  // namespace redial::load
