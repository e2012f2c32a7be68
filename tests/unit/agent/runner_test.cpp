// The runner between a scenario and scripted peers, under a clock that jumps.
#include "agent/runner/runner.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <map>

#include "agent/runner/suite.hpp"
#include "scenarios/engine/judge.hpp"

namespace redial::agent {
namespace {

using scenarios::Verdict;
using std::chrono::milliseconds;
using std::chrono::seconds;
using trace::Event;
using trace::EventKind;

// Time passes only while the run waits; what is posted for later arrives when its time has come.
class VirtualInbox : public Inbox {
 public:
  TimePoint now() override { return now_; }
  void post(Event event) override { post_in({}, std::move(event)); }
  void pass(Duration length) { now_ += length; }
  void post_in(Duration delay, Event event) {
    event.at = now_ + delay;
    later_.emplace(event.at, std::move(event));
  }
  std::optional<Event> next(TimePoint deadline) override {
    if (later_.empty() || later_.begin()->first > std::max(deadline, now_)) {
      now_ = std::max(now_, deadline + oversleep_by);
      return std::nullopt;
    }
    now_ = std::max(now_, later_.begin()->first);
    Event event = std::move(later_.begin()->second);
    later_.erase(later_.begin());
    return event;
  }

  Duration oversleep_by{};

 private:
  TimePoint now_{std::chrono::hours(1)};
  std::multimap<TimePoint, Event> later_;
};

Event result_event(std::int32_t code) {
  Event event;
  event.kind = EventKind::result;
  event.lane = trace::Lane::app;
  event.client = "alice";
  event.name = "connect";
  event.call = CallId(1);
  event.code = code;
  event.user = code == 0 ? "alice" : "";
  return event;
}

Event call_event(EventKind kind) {
  Event event = result_event(0);
  event.kind = kind;
  event.user.clear();
  event.code.reset();
  return event;
}

// A client whose connect brings a result two seconds later.
class ScriptedClient : public ClientPort, public ClientFactory {
 public:
  explicit ScriptedClient(VirtualInbox& inbox) : inbox_(inbox) {}

  Result<control::ClientReply> perform(const control::ClientCommand& command) override {
    if (!std::holds_alternative<control::Connect>(command)) return control::ClientReply{};
    inbox_.pass(begins_after);
    inbox_.post(call_event(EventKind::call));
    inbox_.pass(blocks_for);
    inbox_.post(call_event(EventKind::call_returned));
    inbox_.post_in(seconds(2), result_event(code));
    return control::ClientReply{};
  }
  Result<Done> catch_up() override {
    if (hides) return Error{"its observations do not come", "agent", ""};
    if (last) last();
    return Done{};
  }
  Result<control::ClientDescription> describe() override { return description(); }
  static control::ClientDescription description() { return {"scripted", "1", "web", "here", {}, "clock"}; }
  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient&, ObservationSink) override {
    if (refuses) return Error{"no more clients", "agent", ""};
    auto client = std::make_unique<ScriptedClient>(inbox_);
    client->code = code;
    client->begins_after = begins_after;
    client->blocks_for = blocks_for;
    client->hides = hides;
    client->last = last;
    return std::unique_ptr<ClientPort>(std::move(client));
  }

  std::int32_t code = 0;
  Duration begins_after{}, blocks_for{};  // of the call
  bool refuses = false;
  std::function<void()> last;  // what is observed of it and not told before it has to
  bool hides = false;

 private:
  VirtualInbox& inbox_;
};

class ScriptedServer : public ServerPort {
 public:
  std::string ca_file() const override { return "ca.pem"; }
  Result<std::unique_ptr<AppPort>> create_app(const control::CreateApp&, ObservationSink) override {
    class App : public AppPort {
     public:
      explicit App(ScriptedServer& server) : server_(server) {}
      const control::App& app() const override { return app_; }
      Result<control::ServerReply> perform(const control::ServerCommand&) override { return control::ServerReply{Token("t@")}; }
      Result<Done> catch_up() override {
        if (server_.hides) return Error{"its observations do not come", "server", ""};
        if (server_.last) server_.last();
        return Done{};
      }

     private:
      ScriptedServer& server_;
      control::App app_;
    };
    return std::unique_ptr<AppPort>(std::make_unique<App>(*this));
  }

  std::function<void()> last;  // what it has observed and not told before it has to
  bool hides = false;
};

scenarios::Pattern result_pattern() {
  scenarios::Pattern pattern;
  pattern.kind = EventKind::result;
  pattern.client = "alice";
  return pattern;
}

scenarios::Scenario connect_scenario() {
  scenarios::Scenario scenario;
  scenario.id = "connect/good";
  scenario.apps["main"];
  scenario.clients["alice"].user = "alice";
  scenarios::TokenStep issue;
  issue.label = "good";
  issue.user = "alice";
  scenario.steps = {{issue, "issue", {}},
                    {scenarios::ConnectStep{"alice", "good", {}}, "connect", {}},
                    {scenarios::AwaitStep{result_pattern(), 1, seconds(5)}, "await result", {}}};
  scenario.expectations = {{"expect-1", scenarios::CodeIs{"alice", 1, 0}, "code is 0", {}, {}}};
  return scenario;
}

class RunnerTest : public testing::Test {
 protected:
  reports::ScenarioResult run(const scenarios::Scenario& scenario) {
    return run_scenario(scenario, ScriptedClient::description(), {server, client, inbox}, stop.get_token());
  }
  static bool has(const reports::ScenarioResult& result, EventKind kind) {
    return std::any_of(result.trace.begin(), result.trace.end(), [&](const Event& e) { return e.kind == kind; });
  }
  static bool tells_of_a_late_machine(const reports::ScenarioResult& result) {
    return has(result, EventKind::overslept) || has(result, EventKind::step_delayed);
  }

  VirtualInbox inbox;
  ScriptedClient client{inbox};
  ScriptedServer server;
  std::stop_source stop;
};

TEST_F(RunnerTest, PlaysTheStepsAndJudgesTheTrace) {
  const auto result = run(connect_scenario());
  EXPECT_EQ(result.verdict, Verdict::pass);
  EXPECT_EQ(result.duration, seconds(2));
  EXPECT_EQ(result.client.name, "scripted");
  EXPECT_TRUE(has(result, EventKind::wait_satisfied));
}

TEST_F(RunnerTest, FailsWhenTheTraceBreaksAnExpectation) {
  client.code = 31004;
  EXPECT_EQ(run(connect_scenario()).verdict, Verdict::fail);
}

TEST_F(RunnerTest, FailsWhenAnAwaitedEventDoesNotCome) {
  auto scenario = connect_scenario();
  std::get<scenarios::AwaitStep>(scenario.steps[2].action).within = seconds(1);
  const auto result = run(scenario);
  EXPECT_EQ(result.verdict, Verdict::fail);
  EXPECT_EQ(result.duration, seconds(1));
}

TEST_F(RunnerTest, AnAgentThatRefusesIsInconclusive) {
  client.refuses = true;
  const auto result = run(connect_scenario());
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.reason, "set-up: agent: no more clients");
}

TEST_F(RunnerTest, AMachineThatWakesLateIsOnRecord) {
  inbox.oversleep_by = scenarios::kTrustedLateness + milliseconds(1);
  EXPECT_TRUE(has(run(connect_scenario()), EventKind::overslept));
}

TEST_F(RunnerTest, AMachineThatWakesInTimeIsNot) {
  inbox.oversleep_by = scenarios::kTrustedLateness;
  EXPECT_FALSE(tells_of_a_late_machine(run(connect_scenario())));
}

TEST_F(RunnerTest, AStepThatIsCarriedOutLateIsOnRecord) {
  client.begins_after = scenarios::kTrustedLateness + milliseconds(1);
  EXPECT_TRUE(has(run(connect_scenario()), EventKind::step_delayed));
}

TEST_F(RunnerTest, AStepThatIsCarriedOutInTimeIsNot) {
  client.begins_after = scenarios::kTrustedLateness;
  EXPECT_FALSE(tells_of_a_late_machine(run(connect_scenario())));
}

TEST_F(RunnerTest, ACallThatGivesBackControlLateIsNoLatenessOfTheMachine) {
  client.blocks_for = scenarios::kTrustedLateness + milliseconds(1);
  EXPECT_FALSE(tells_of_a_late_machine(run(connect_scenario())));
}

TEST_F(RunnerTest, WhatAClientHasYetToTellAtTheEndIsInTheTrace) {
  client.last = [this] { inbox.post(call_event(EventKind::dial)); };
  EXPECT_TRUE(has(run(connect_scenario()), EventKind::dial));
}

TEST_F(RunnerTest, AClientWhoseObservationsDoNotComeIsInconclusive) {
  client.hides = true;
  const auto result = run(connect_scenario());
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.reason, "agent: its observations do not come");
}

TEST_F(RunnerTest, WhatTheServerHasYetToTellAtTheEndIsInTheTrace) {
  server.last = [this] {
    Event event;
    event.kind = EventKind::server_login;
    inbox.post(event);
  };
  EXPECT_TRUE(has(run(connect_scenario()), EventKind::server_login));
}

TEST_F(RunnerTest, AServerWhoseObservationsDoNotComeIsInconclusive) {
  server.hides = true;
  const auto result = run(connect_scenario());
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.reason, "server: its observations do not come");
}

TEST_F(RunnerTest, AStopRequestEndsTheRunBeforeTheNextStep) {
  stop.request_stop();
  const auto result = run(connect_scenario());
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
  EXPECT_EQ(result.reason, "set-up: the run was stopped");
}

TEST(Plan, PlaysEveryScenarioWithEveryContenderItIsFor) {
  std::vector<scenarios::Scenario> scenarios(2);
  scenarios[1].profiles = {"uniapp"};
  const std::vector<Contender> contenders = {{nullptr, {"a", "1", "web", "", {}, ""}},
                                             {nullptr, {"b", "1", "uniapp", "", {}, ""}}};
  const auto plays = plan(scenarios, contenders, 1).plays;
  ASSERT_EQ(plays.size(), 3u);
  EXPECT_EQ(plays[2].scenario, &scenarios[1]);
  EXPECT_EQ(plays[2].contender, &contenders[1]);
}

TEST(Plan, RepeatsTheWholeSet) {
  const std::vector<scenarios::Scenario> scenarios(2);
  const std::vector<Contender> contenders(1);
  EXPECT_EQ(plan(scenarios, contenders, 3).plays.size(), 6u);
}

TEST(Plan, LeavesOutWhatAClientCannotPlayAndSaysWhy) {
  std::vector<scenarios::Scenario> scenarios(3);
  scenarios[1].needs = {control::Capability::tls};
  scenarios[2].needs = {control::Capability::tls, control::Capability::init};
  const std::vector<Contender> contenders = {{nullptr, {"a", "1", "web", "", {"init"}, ""}}};
  const Plan made = plan(scenarios, contenders, 2);
  EXPECT_EQ(made.plays.size(), 2u);
  ASSERT_EQ(made.left_out.size(), 2u);
  EXPECT_EQ(made.left_out[1].missing, std::vector{control::Capability::tls});
  EXPECT_EQ(to_text(made.left_out), std::vector<std::string>{"2 scenarios are left out: a lacks the capability tls"});
}

}  // namespace
}  // namespace redial::agent
