// The engine as a dialogue: what it demands, what it is told.
#include "scenarios/engine/engine.hpp"

#include <gtest/gtest.h>

#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios {
namespace {

using Kind = trace::EventKind;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr TimePoint kNow{};

Step step(Action action) { return {std::move(action), "a step", {}}; }

Pattern result_of(const std::string& client) {
  Pattern wanted = pattern(Kind::result);
  wanted.client = client;
  return wanted;
}

trace::Event result_event(const std::string& client) {
  trace::Event event;
  event.kind = Kind::result;
  event.client = client;
  return event;
}

// A scenario of clients that the steps create themselves, unless a test says otherwise.
Scenario scenario_of(std::vector<Step> steps) {
  Scenario scenario;
  scenario.id = "family/name";
  scenario.apps["main"];
  scenario.clients["alice"].created = false;
  scenario.steps = std::move(steps);
  return scenario;
}

control::App an_app() {
  control::App app;
  app.app_key = AppKey("key");
  app.navigation_url = "http://127.0.0.1:1";
  app.navigation_tls_url = "https://127.0.0.1:2";
  return app;
}

// Drives an engine past the making of its one app.
class Played {
 public:
  explicit Played(const Scenario& scenario) : engine(scenario, "ca.pem") {
    EXPECT_TRUE(std::holds_alternative<MakeApp>(engine.start(kNow)));
    demand = engine.app_made(an_app(), kNow);
  }
  template <class T>
  const T& demanded() {
    EXPECT_TRUE(std::holds_alternative<T>(demand)) << demand.index();
    return std::get<T>(demand);
  }
  void done() { demand = engine.done({}, kNow); }

  Engine engine;
  Demand demand;
};

TEST(Engine, MakesAppsThenClientsThenRegistersListeners) {
  Scenario scenario = scenario_of({});
  scenario.clients["alice"].created = true;
  Played played(scenario);
  const MakeClient& make = played.demanded<MakeClient>();
  EXPECT_EQ(make.create.app_key, AppKey("key"));
  EXPECT_EQ(make.create.navigators, std::vector<std::string>{"http://127.0.0.1:1"});
  EXPECT_EQ(make.create.ca_file, "");
  played.done();
  EXPECT_TRUE(std::holds_alternative<control::RegisterListeners>(played.demanded<CommandClient>().command));
  played.done();
  EXPECT_EQ(played.demanded<Finished>().how, Finished::How::complete);
}

TEST(Engine, PointsClientsAtTlsAddressesWhereTheScenarioSaysSo) {
  Scenario scenario = scenario_of({step(CreateStep{"alice"})});
  scenario.transport = Transport::tls;
  Played played(scenario);
  EXPECT_EQ(played.demanded<MakeClient>().create.navigators, std::vector<std::string>{"https://127.0.0.1:2"});
  EXPECT_EQ(played.demanded<MakeClient>().create.ca_file, "ca.pem");
}

TEST(Engine, GivesAnUnknownAppKeyWhereTheScenarioAsksForOne) {
  Scenario scenario = scenario_of({step(CreateStep{"alice"})});
  scenario.clients["alice"].app_key = "unknown";
  Played played(scenario);
  EXPECT_NE(played.demanded<MakeClient>().create.app_key, AppKey("key"));
  EXPECT_NE(played.demanded<MakeClient>().create.app_key, AppKey());
}

TEST(Engine, GivesEachNavigatorBehindTheFirstAPathOfItsOwn) {
  Scenario scenario = scenario_of({step(CreateStep{"alice"})});
  scenario.clients["alice"].navigators = 3;
  Played played(scenario);
  EXPECT_EQ(played.demanded<MakeClient>().create.navigators,
            (std::vector<std::string>{"http://127.0.0.1:1", "http://127.0.0.1:1/n2", "http://127.0.0.1:1/n3"}));
}

TEST(Engine, InitialisesAClientThatWasCreatedWithout) {
  Scenario scenario = scenario_of({step(CreateStep{"alice"}), step(InitStep{"alice"})});
  scenario.clients["alice"].initialised = false;
  Played played(scenario);
  EXPECT_FALSE(played.demanded<MakeClient>().create.initialised);
  played.done();
  EXPECT_TRUE(std::holds_alternative<control::Initialise>(played.demanded<CommandClient>().command));
}

TEST(Engine, TellsAClientWhatItsDeviceTells) {
  Played played(scenario_of({step(DeviceStep{"alice", control::DeviceEvent::network_lost})}));
  EXPECT_EQ(played.demanded<CommandClient>().client, "alice");
  EXPECT_EQ(std::get<control::TellDeviceEvent>(played.demanded<CommandClient>().command).event,
            control::DeviceEvent::network_lost);
}

TEST(Engine, MakesAClientWithTheHeartbeatLevelOfTheScenario) {
  Scenario scenario = scenario_of({step(CreateStep{"alice"})});
  scenario.clients["alice"].heartbeat_level = 3;
  EXPECT_EQ(Played(scenario).demanded<MakeClient>().create.heartbeat_level, 3u);
}

TEST(Engine, MakesSeveralCallsInOneCommand) {
  const Scenario scenario =
      scenario_of({step(TogetherStep{"alice", {ConnectStep{"alice", "good", {}}, DisconnectStep{"alice"}}})});
  Played played(scenario);
  const auto& together = std::get<control::CallTogether>(played.demanded<CommandClient>().command);
  ASSERT_EQ(together.calls.size(), 2u);
  EXPECT_EQ(std::get<control::Connect>(together.calls[0]).call, CallId(1));
  EXPECT_EQ(std::get<control::Disconnect>(together.calls[1]).call, CallId(2));
}

TEST(Engine, CallsCountOnOverARestartOfTheApp) {
  const Scenario scenario =
      scenario_of({step(DisconnectStep{"alice"}), step(RestartAppStep{"alice"}),
                   step(StorageStep{"alice", control::StorageCondition::full}), step(DisconnectStep{"alice"})});
  Played played(scenario);
  played.done();
  EXPECT_TRUE(std::holds_alternative<control::RestartApp>(played.demanded<CommandClient>().command));
  played.done();
  EXPECT_EQ(std::get<control::SetStorage>(played.demanded<CommandClient>().command).condition, control::StorageCondition::full);
  played.done();
  EXPECT_EQ(std::get<control::Disconnect>(played.demanded<CommandClient>().command).call, CallId(2));
}

TEST(Engine, NumbersACallInACallbackWhenTheStepIsPlayed) {
  const InCallbackStep in_callback{"alice", Kind::status, trace::ConnectionStatus::connected, {}, DisconnectStep{"alice"}};
  const Scenario scenario = scenario_of({step(in_callback), step(SendStep{"alice", "bob", "x"})});
  Played played(scenario);
  const auto& planned = std::get<control::CallInCallback>(played.demanded<CommandClient>().command);
  EXPECT_EQ(planned.told, Kind::status);
  EXPECT_EQ(planned.status, trace::ConnectionStatus::connected);
  EXPECT_EQ(std::get<control::Disconnect>(planned.call).call, CallId(1));
  played.done();
  EXPECT_EQ(std::get<control::SendText>(played.demanded<CommandClient>().command).call, CallId(2));
}

TEST(Engine, PlanningACallHidesNothingThatCameBefore) {
  const InCallbackStep in_callback{"alice", Kind::message, {}, {}, DisconnectStep{"alice"}};
  const Scenario scenario =
      scenario_of({step(SendStep{"alice", "bob", "x"}), step(in_callback), step(AwaitStep{result_of("alice"), 1, seconds(5)})});
  Played played(scenario);
  EXPECT_FALSE(played.engine.observe(result_event("alice"), kNow));
  played.done();
  played.done();
  EXPECT_TRUE(std::holds_alternative<Finished>(played.demand));
}

TEST(Engine, ConnectsWithTheTokenThatTheServerIssuedUnderTheLabel) {
  TokenStep issue;
  issue.label = "good";
  issue.user = "alice";
  const Scenario scenario = scenario_of({step(issue), step(ConnectStep{"alice", "good", seconds(3)})});
  Played played(scenario);
  EXPECT_EQ(std::get<control::IssueToken>(played.demanded<CommandServer>().command).label, TokenLabel("good"));
  played.demand = played.engine.done({Token("secret@")}, kNow);
  const auto& connect = std::get<control::Connect>(played.demanded<CommandClient>().command);
  EXPECT_EQ(connect.token, Token("secret@"));
  EXPECT_EQ(connect.label, TokenLabel("good"));
  EXPECT_EQ(connect.call, CallId(1));
  EXPECT_EQ(connect.timeout, seconds(3));
}

TEST(Engine, NumbersTheCallsOfEachClientByThemselves) {
  Scenario scenario =
      scenario_of({step(SendStep{"alice", "bob", "x"}), step(SendStep{"bob", "alice", "x"}), step(DisconnectStep{"alice"})});
  scenario.clients["bob"].created = false;
  Played played(scenario);
  EXPECT_EQ(std::get<control::SendText>(played.demanded<CommandClient>().command).call, CallId(1));
  played.done();
  EXPECT_EQ(std::get<control::SendText>(played.demanded<CommandClient>().command).call, CallId(1));
  played.done();
  EXPECT_EQ(std::get<control::Disconnect>(played.demanded<CommandClient>().command).call, CallId(2));
}

TEST(Engine, AwaitEndsWithTheEventThatItWaitsFor) {
  const Scenario scenario = scenario_of({step(AwaitStep{result_of("alice"), 1, seconds(5)})});
  Played played(scenario);
  EXPECT_EQ(played.demanded<WaitUntil>().deadline, kNow + seconds(5));
  EXPECT_FALSE(played.engine.observe(result_event("bob"), kNow));
  const auto next = played.engine.observe(result_event("alice"), kNow);
  ASSERT_TRUE(next);
  EXPECT_EQ(std::get<Finished>(*next).how, Finished::How::complete);
}

TEST(Engine, AwaitIsSatisfiedByAnEventThatCameBeforeIt) {
  const Scenario scenario =
      scenario_of({step(SendStep{"alice", "bob", "x"}), step(AwaitStep{result_of("alice"), 1, seconds(5)})});
  Played played(scenario);
  EXPECT_FALSE(played.engine.observe(result_event("alice"), kNow));
  played.done();
  EXPECT_EQ(played.demanded<Finished>().how, Finished::How::complete);
}

TEST(Engine, AwaitDoesNotLookBehindTheLastStepOfItsClient) {
  const Scenario scenario =
      scenario_of({step(SendStep{"alice", "bob", "x"}), step(AwaitStep{result_of("alice"), 1, seconds(5)})});
  Engine engine(scenario, "");
  engine.start(kNow);
  EXPECT_FALSE(engine.observe(result_event("alice"), kNow));
  engine.app_made(an_app(), kNow);
  EXPECT_TRUE(std::holds_alternative<WaitUntil>(engine.done({}, kNow)));
}

TEST(Engine, AStepOfAnotherClientDoesNotHideWhatCameBefore) {
  Scenario scenario = scenario_of({step(SendStep{"alice", "bob", "x"}), step(SendStep{"bob", "alice", "x"}),
                                   step(AwaitStep{result_of("alice"), 1, seconds(5)})});
  scenario.clients["bob"].created = false;
  Played played(scenario);
  EXPECT_FALSE(played.engine.observe(result_event("alice"), kNow));
  played.done();
  played.done();
  EXPECT_TRUE(std::holds_alternative<Finished>(played.demand));
}

TEST(Engine, OneEventSatisfiesOneAwait) {
  const AwaitStep await{result_of("alice"), 1, seconds(5)};
  const Scenario scenario = scenario_of({step(await), step(await)});
  Played played(scenario);
  const auto next = played.engine.observe(result_event("alice"), kNow);
  ASSERT_TRUE(next);
  EXPECT_TRUE(std::holds_alternative<WaitUntil>(*next));
}

TEST(Engine, AwaitWantsAsManyEventsAsItSays) {
  const Scenario scenario = scenario_of({step(AwaitStep{result_of("alice"), 2, seconds(5)})});
  Played played(scenario);
  EXPECT_FALSE(played.engine.observe(result_event("alice"), kNow));
  EXPECT_TRUE(played.engine.observe(result_event("alice"), kNow));
}

TEST(Engine, AnAwaitThatTimesOutEndsTheRunWithItsText) {
  const Scenario scenario = scenario_of({step(AwaitStep{result_of("alice"), 1, seconds(5)}), step(DisconnectStep{"alice"})});
  Played played(scenario);
  played.demand = played.engine.woken(kNow + seconds(5));
  EXPECT_EQ(played.demanded<Finished>().how, Finished::How::wait_failed);
  EXPECT_EQ(played.demanded<Finished>().reason, "a step");
}

TEST(Engine, WatchWaitsItsTimeWhateverHappens) {
  const Scenario scenario = scenario_of({step(WatchStep{seconds(2)})});
  Played played(scenario);
  EXPECT_EQ(played.demanded<WaitUntil>().deadline, kNow + seconds(2));
  EXPECT_FALSE(played.engine.observe(result_event("alice"), kNow));
  played.demand = played.engine.woken(kNow + seconds(2));
  EXPECT_EQ(played.demanded<Finished>().how, Finished::How::complete);
}

TEST(Engine, ALostAgentEndsAWaitAtOnceAndIsInconclusive) {
  const Scenario scenario = scenario_of({step(WatchStep{seconds(60)})});
  Played played(scenario);
  trace::Event lost;
  lost.kind = Kind::agent_lost;
  lost.detail = "agent is gone";
  const auto next = played.engine.observe(lost, kNow);
  ASSERT_TRUE(next);
  EXPECT_EQ(std::get<Finished>(*next).how, Finished::How::inconclusive);
  EXPECT_EQ(std::get<Finished>(*next).reason, "agent is gone");
}

TEST(Engine, ALossSeenBetweenStepsEndsTheRunBeforeTheNext) {
  const Scenario scenario = scenario_of({step(DisconnectStep{"alice"}), step(WatchStep{seconds(60)})});
  Played played(scenario);
  trace::Event lost;
  lost.kind = Kind::server_lost;
  EXPECT_FALSE(played.engine.observe(lost, kNow));
  played.done();
  EXPECT_EQ(played.demanded<Finished>().how, Finished::How::inconclusive);
}

trace::Event crash() {
  trace::Event event;
  event.kind = Kind::client_crashed;
  event.client = "alice";
  event.detail = "SIGSEGV";
  return event;
}

TEST(Engine, ACrashEndsAWaitAtOnce) {
  const Scenario scenario = scenario_of({step(WatchStep{seconds(60)})});
  Played played(scenario);
  const auto next = played.engine.observe(crash(), kNow);
  ASSERT_TRUE(next);
  EXPECT_EQ(std::get<Finished>(*next).how, Finished::How::crashed);
  EXPECT_EQ(std::get<Finished>(*next).reason, "the client crashed (SIGSEGV)");
}

TEST(Engine, ACallRefusedBecauseOfACrashIsThatCrash) {
  const Scenario scenario = scenario_of({step(DisconnectStep{"alice"})});
  Played played(scenario);
  EXPECT_FALSE(played.engine.observe(crash(), kNow));
  played.demand = played.engine.failed({"no client \"1\" here", "agent", ""}, kNow);
  EXPECT_EQ(played.demanded<Finished>().how, Finished::How::crashed);
}

TEST(Engine, ARefusedCommandIsInconclusiveAndNamesTheStep) {
  const Scenario scenario = scenario_of({step(DisconnectStep{"alice"})});
  Played played(scenario);
  played.demand = played.engine.failed({"no such call", "agent", "update it"}, kNow);
  EXPECT_EQ(played.demanded<Finished>().how, Finished::How::inconclusive);
  EXPECT_EQ(played.demanded<Finished>().reason, "step 1 (a step): agent: no such call; update it");
}

TEST(Engine, RecordsItsOwnStepsForTheTrace) {
  const Scenario scenario = scenario_of({step(WatchStep{seconds(2)})});
  Played played(scenario);
  played.engine.woken(kNow + seconds(2));
  std::vector<Kind> kinds;
  for (const trace::Event& event : played.engine.take_events()) kinds.push_back(event.kind);
  EXPECT_EQ(kinds, (std::vector{Kind::run_started, Kind::step_started, Kind::step_done, Kind::run_ended}));
  EXPECT_TRUE(played.engine.take_events().empty());
}

TEST(AlteredToken, TruncateKeepsHalfOfTheOpaquePart) {
  EXPECT_EQ(altered(Token("abcdef@h"), Alteration::truncate), Token("abc"));
}
TEST(AlteredToken, FlipChangesOneCharacter) {
  EXPECT_EQ(altered(Token("abcdef@"), Alteration::flip), Token("abcAef@"));
  EXPECT_EQ(altered(Token("abcAef@"), Alteration::flip), Token("abcBef@"));
}
TEST(AlteredToken, PlusBecomesSpace) { EXPECT_EQ(altered(Token("a+b+c@"), Alteration::plus_to_space), Token("a b c@")); }
TEST(AlteredToken, BlankAndEmptyKeepNothing) {
  EXPECT_EQ(altered(Token("abc@"), Alteration::blank), Token("   "));
  EXPECT_EQ(altered(Token("abc@"), Alteration::empty), Token(""));
}
TEST(AlteredToken, LoseHostsCutsFromTheAtSign) { EXPECT_EQ(altered(Token("abc@host;x"), Alteration::lose_hosts), Token("abc")); }
TEST(AlteredToken, PadPutsBlanksAround) { EXPECT_EQ(altered(Token("abc@"), Alteration::pad), Token(" abc@ ")); }
TEST(AlteredToken, PercentEncodeIsThatOfAQuery) {
  EXPECT_EQ(altered(Token("a+/=@b"), Alteration::percent_encode), Token("a%2B%2F%3D%40b"));
}
// The hosts stay where they are: a token among them would be taken for the name of a navigator.
TEST(AlteredToken, DoubleIsTheOpaquePartTwice) { EXPECT_EQ(altered(Token("abc@h"), Alteration::twice), Token("abcabc@h")); }
TEST(AlteredToken, SurvivesAnEmptyToken) { EXPECT_EQ(altered(Token(""), Alteration::flip), Token("")); }

}  // namespace
}  // namespace redial::scenarios
