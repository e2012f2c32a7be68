// What an app does by itself when its client tells it codes: as a dialogue with the engine.
#include <gtest/gtest.h>

#include "scenarios/engine/engine.hpp"
#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios {
namespace {

using Kind = trace::EventKind;
using std::chrono::seconds;

constexpr TimePoint kNow{};
constexpr std::int32_t kBadToken = 31004;

trace::Event told(std::int32_t code, std::uint32_t call = 1) {
  trace::Event event;
  event.kind = Kind::result;
  event.client = "alice";
  event.name = "connect";
  event.code = code;
  event.call = CallId(call);
  return event;
}

trace::Event called(std::uint32_t call) {
  trace::Event event;
  event.kind = Kind::call;
  event.client = "alice";
  event.name = "connect";
  event.call = CallId(call);
  return event;
}

AppModel model_of(std::uint32_t connects_again) {
  AppModel model;
  model.on = {kBadToken};
  model.connects_again = connects_again;
  return model;
}

// Alice connects with the token `first` and a timeout, then the scenario watches for a minute.
Scenario watching(AppModel model) {
  Scenario scenario;
  scenario.apps["main"];
  scenario.clients["alice"].created = false;
  scenario.clients["alice"].user = "alice-1";
  scenario.clients["alice"].app_model = std::move(model);
  TokenStep issue;
  issue.label = "first";
  scenario.steps = {
      {issue, "issue", {}}, {ConnectStep{"alice", "first", seconds(5)}, "connect", {}}, {WatchStep{seconds(60)}, "watch", {}}};
  return scenario;
}

class Dialogue {
 public:
  explicit Dialogue(const Scenario& scenario) : engine(scenario, "") {
    engine.start(kNow);
    engine.app_made({}, kNow);
    engine.done({Token("old")}, kNow);
    demand = engine.done({}, kNow);
  }
  void observe(const trace::Event& event, TimePoint now = kNow) {
    if (auto next = engine.observe(event, now)) demand = std::move(*next);
  }
  void done(const std::string& token = {}, TimePoint now = kNow) { demand = engine.done({Token(token)}, now); }
  const control::Connect& connect() { return std::get<control::Connect>(std::get<CommandClient>(demand).command); }
  const control::IssueToken& fetch() { return std::get<control::IssueToken>(std::get<CommandServer>(demand).command); }
  bool waits() const { return std::holds_alternative<WaitUntil>(demand); }
  std::vector<trace::Event> fetched() {
    std::vector<trace::Event> found = engine.take_events();
    std::erase_if(found, [](const trace::Event& event) { return event.kind != Kind::token_fetched; });
    return found;
  }

  Engine engine;
  Demand demand;
};

TEST(AppModel, FetchesATokenAndConnectsWithIt) {
  const Scenario scenario = watching(model_of(1));
  Dialogue dialogue(scenario);
  ASSERT_TRUE(dialogue.waits());
  dialogue.observe(told(kBadToken));
  EXPECT_EQ(dialogue.fetch().label, TokenLabel("alice-renewed-1"));
  EXPECT_EQ(dialogue.fetch().user, UserId("alice-1"));
  dialogue.done("new");
  EXPECT_EQ(dialogue.connect().token, Token("new"));
  EXPECT_EQ(dialogue.connect().label, TokenLabel("alice-renewed-1"));
  EXPECT_EQ(dialogue.connect().call, CallId(2));
  EXPECT_EQ(dialogue.connect().timeout, seconds(5));
  dialogue.done();
  EXPECT_EQ(std::get<WaitUntil>(dialogue.demand).deadline, kNow + seconds(60)) << "the watch goes on";
}

TEST(AppModel, RecordsTheFetchAsSeenByTheApp) {
  const Scenario scenario = watching(model_of(1));
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  dialogue.done("new");
  const auto fetched = dialogue.fetched();
  ASSERT_EQ(fetched.size(), 1u);
  EXPECT_EQ(fetched[0].lane, trace::Lane::app);
  EXPECT_EQ(fetched[0].client, "alice");
  EXPECT_EQ(fetched[0].token, "alice-renewed-1");
  EXPECT_EQ(fetched[0].code, std::nullopt);
}

TEST(AppModel, IgnoresOtherCodesAndOtherClients) {
  const Scenario scenario = watching(model_of(1));
  Dialogue dialogue(scenario);
  dialogue.observe(told(31008));
  trace::Event others = told(kBadToken);
  others.client = "bob";
  dialogue.observe(others);
  EXPECT_TRUE(dialogue.waits());
}

TEST(AppModel, IsToldByAStatusToo) {
  const Scenario scenario = watching(model_of(1));
  Dialogue dialogue(scenario);
  trace::Event status;
  status.kind = Kind::status;
  status.client = "alice";
  status.code = kBadToken;
  dialogue.observe(status);
  EXPECT_EQ(dialogue.fetch().user, UserId("alice-1"));
}

TEST(AppModel, IsToldByAStatusWithoutCodesThatIsNamedAfterOne) {
  const Scenario scenario = watching(model_of(1));
  Dialogue dialogue(scenario);
  trace::Event status;
  status.kind = Kind::status;
  status.client = "alice";
  status.status = trace::ConnectionStatus::token_incorrect;
  dialogue.observe(status);
  EXPECT_EQ(dialogue.fetch().user, UserId("alice-1"));
}

TEST(AppModel, TakesAResultAndAStatusOfOneFailureForOne) {
  const Scenario scenario = watching(model_of(5));
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  dialogue.observe(told(kBadToken));
  dialogue.done("new");
  dialogue.done();
  EXPECT_TRUE(dialogue.waits());
}

TEST(AppModel, TheFailureBeforeIsNoNewsWhileTheAppConnects) {
  const Scenario scenario = watching(model_of(5));
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  dialogue.done("new");
  dialogue.observe(told(kBadToken));
  dialogue.done();
  EXPECT_TRUE(dialogue.waits());
}

TEST(AppModel, ConnectsAgainNoMoreThanItsTimes) {
  const Scenario scenario = watching(model_of(2));
  Dialogue dialogue(scenario);
  for (std::uint32_t i = 1; i <= 2; ++i) {
    dialogue.observe(told(kBadToken, i));
    EXPECT_EQ(dialogue.fetch().label, TokenLabel("alice-renewed-" + std::to_string(i)));
    dialogue.done("new");
    dialogue.observe(called(i + 1));
    dialogue.done();
  }
  dialogue.observe(told(kBadToken, 3));
  EXPECT_TRUE(dialogue.waits());
}

TEST(AppModel, AClumsyOneTakesTheTokenThatItHas) {
  AppModel model = model_of(1);
  model.fetch_token = false;
  const Scenario scenario = watching(model);
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  EXPECT_EQ(dialogue.connect().token, Token("old"));
  EXPECT_TRUE(dialogue.fetched().empty());
}

TEST(AppModel, WaitsItsTimeWhileTheScenarioWaits) {
  AppModel model = model_of(1);
  model.after = seconds(10);
  const Scenario scenario = watching(model);
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken), kNow + seconds(1));
  EXPECT_EQ(std::get<WaitUntil>(dialogue.demand).deadline, kNow + seconds(11));
  dialogue.demand = dialogue.engine.woken(kNow + seconds(11));
  EXPECT_EQ(dialogue.fetch().user, UserId("alice-1"));
}

TEST(AppModel, TriesAFailedFetchAgain) {
  AppModel model = model_of(1);
  model.fetch_fails = 1;
  model.after = seconds(10);
  const Scenario scenario = watching(model);
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  dialogue.demand = dialogue.engine.woken(kNow + seconds(10));
  EXPECT_EQ(std::get<WaitUntil>(dialogue.demand).deadline, kNow + seconds(20));
  const auto fetched = dialogue.fetched();
  ASSERT_EQ(fetched.size(), 1u);
  EXPECT_EQ(fetched[0].code, 500);
  dialogue.demand = dialogue.engine.woken(kNow + seconds(20));
  EXPECT_EQ(dialogue.fetch().label, TokenLabel("alice-renewed-1"));
}

TEST(AppModel, WantsNothingAnyMoreAfterItsOwnDisconnect) {
  AppModel model = model_of(1);
  model.after = seconds(10);
  const Scenario scenario = watching(model);
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  trace::Event disconnect;
  disconnect.kind = Kind::call;
  disconnect.client = "alice";
  disconnect.name = "disconnect";
  dialogue.observe(disconnect);
  dialogue.demand = dialogue.engine.woken(kNow + seconds(10));
  EXPECT_EQ(std::get<WaitUntil>(dialogue.demand).deadline, kNow + seconds(60));
}

TEST(AppModel, ActsBeforeTheNextStepWhenItWasToldDuringAStep) {
  Scenario scenario = watching(model_of(1));
  Engine engine(scenario, "");
  engine.start(kNow);
  engine.app_made({}, kNow);
  engine.done({Token("old")}, kNow);
  EXPECT_FALSE(engine.observe(told(kBadToken), kNow)) << "the connect is not done yet";
  EXPECT_TRUE(std::holds_alternative<CommandServer>(engine.done({}, kNow)));
}

TEST(AppModel, SatisfiesAnAwaitWithTheFetch) {
  Scenario scenario = watching(model_of(1));
  scenario.steps.back().action = AwaitStep{pattern(Kind::token_fetched), 1, seconds(60)};
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  dialogue.done("new");
  dialogue.done();
  EXPECT_EQ(std::get<Finished>(dialogue.demand).how, Finished::How::complete);
}

TEST(AppModel, ARefusedCommandIsInconclusiveAndNamesTheApp) {
  const Scenario scenario = watching(model_of(1));
  Dialogue dialogue(scenario);
  dialogue.observe(told(kBadToken));
  dialogue.demand = dialogue.engine.failed({"no such user", "", ""}, kNow);
  EXPECT_EQ(std::get<Finished>(dialogue.demand).reason, "the app model of alice: no such user");
}

}  // namespace
}  // namespace redial::scenarios
