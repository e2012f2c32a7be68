// A sample of the library in virtual time and over loopback sockets: the same verdicts, and every client tells its app the same
// in the same order.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "agent/clients/reference/live/reference_factory.hpp"
#include "agent/runner/suite.hpp"
#include "agent/service/blocking_inbox.hpp"
#include "net/clock.hpp"
#include "scenarios/engine/library.hpp"
#include "tests/sim/loopback_server.hpp"
#include "tests/sim/playing.hpp"

namespace redial::sim {
namespace {

constexpr unsigned kSideBySide = 16;  // over loopback; they mostly wait

const std::vector<std::string>& sample() {
  static const std::vector<std::string> kIds = {"appkey/foreign_token",
                                                "appkey/foreign_token_at_navigation",
                                                "appkey/unknown_app_key",
                                                "connect/announced_message",
                                                "connect/flagged_connack",
                                                "connect/good_token",
                                                "connect/known_token_opens_database_first",
                                                "connect/late_connack",
                                                "connect/listeners_without_callback",
                                                "connect/navigation_error_status",
                                                "connect/navigation_garbage",
                                                "connect/offline_message",
                                                "connect/redirected_at_login",
                                                "connect/second_address",
                                                "connect/send_before_connected",
                                                "connect/server_unreachable",
                                                "connect/status_events_in_order",
                                                "connect/text_both_ways",
                                                "connect/time_limit",
                                                "connect/two_stages",
                                                "disconnect/then_connect_again",
                                                "duplicate/after_failure",
                                                "duplicate/while_connected",
                                                "duplicate/while_connecting",
                                                "kick/blocked_at_login",
                                                "kick/both_allowed",
                                                "kick/newer_login_refused",
                                                "mobile/first_connect_without_network",
                                                "mobile/kicked_stays_kicked",
                                                "mobile/network_flaps",
                                                "network/graceful_close",
                                                "network/redirected_while_connected",
                                                "network/reset",
                                                "network/server_restart",
                                                "network/slow_link",
                                                "network/two_drops",
                                                "token/altered",
                                                "token/expired",
                                                "token/expired_told_as_31020",
                                                "token/fresh_token_after_31004",
                                                "token/revoked",
                                                "token/second_valid_token",
                                                "token/secret_rotated",
                                                "token/truncated"};
  return kIds;
}

// What the app saw, in order: kind, name, call, code and status.
std::map<std::string, std::string> app_lanes(const reports::ScenarioResult& result) {
  std::map<std::string, std::string> lanes;
  for (const trace::Event& event : result.trace) {
    if (event.lane != trace::Lane::app || event.kind == trace::EventKind::client_log) continue;
    std::string line(trace::describe(event.kind).name);
    line += " " + event.name;
    if (event.call.value != 0) line += " #" + std::to_string(event.call.value);
    if (event.code) line += " " + std::to_string(*event.code);
    lanes[event.client] += line + "\n";
  }
  return lanes;
}

struct WorldsAgree : ::testing::TestWithParam<std::string> {
  static std::vector<scenarios::Scenario> load() {
    auto loaded = scenarios::load(std::string(REDIAL_SOURCE_DIR) + "/scenarios/library", sample());
    if (!loaded) ADD_FAILURE() << scenarios::to_text(loaded.error());
    return loaded ? std::move(*loaded) : std::vector<scenarios::Scenario>{};
  }
};

TEST_P(WorldsAgree, OnVerdictsAndWhatEachAppIsTold) {
  const agent::reference::Kind kind{GetParam(), {}};
  const auto scenarios = load();
  const std::shared_ptr<agent::ClientFactory> live = std::move(agent::reference::make_reference_factory(kind).value());
  const std::vector<agent::Contender> contenders{{live, live->describe().value()}};
  LoopbackServer server;
  agent::SuiteOptions options;
  options.players.assign(kSideBySide, [&](const agent::Play& one, const std::stop_token& stop) {
    agent::BlockingInbox inbox(net::now);
    return agent::run_scenario(*one.scenario, one.contender->description, {server, *one.contender->factory, inbox}, stop);
  });
  const auto plays = agent::plan(scenarios, contenders, 1).plays;
  const auto over_loopback = agent::run_suite(plays, options, std::stop_token());
  ASSERT_EQ(over_loopback.size(), plays.size());
  for (std::size_t i = 0; i < plays.size(); ++i) {
    if (over_loopback[i].verdict == scenarios::Verdict::inconclusive) continue;  // the machine was too slow to tell
    SCOPED_TRACE(plays[i].scenario->id);
    const auto simulated = play(*plays[i].scenario, kind);
    EXPECT_EQ(scenarios::to_name(simulated.verdict), scenarios::to_name(over_loopback[i].verdict));
    EXPECT_EQ(app_lanes(simulated), app_lanes(over_loopback[i]));
  }
}

INSTANTIATE_TEST_SUITE_P(Profiles, WorldsAgree, ::testing::Values("uniapp", "web"));

}  // namespace
}  // namespace redial::sim
