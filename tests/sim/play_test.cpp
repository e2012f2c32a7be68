// Whole plays in virtual time: what a trace looks like, and that it is the same whenever it is made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/trace/trace_hash.hpp"
#include "tests/sim/playing.hpp"

namespace redial::sim {
namespace {

using namespace std::chrono_literals;

constexpr Delays kSteady{.latency = 1ms, .jitter = {}};

const char* const kGoodLogin = R"(
shows: A login.
sources: ["test"]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: good, user: alice}
  - connect: {token: good}
  - await: {event: result, within: 10 s}
expect:
  - exactly: {times: 1, event: result, code: 0}
)";

const char* const kDropped = R"(
shows: A drop is followed by a reconnect.
sources: ["test"]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: good, user: alice}
  - connect: {token: good}
  - await: {event: result, within: 10 s}
  - fault: {kind: reset, moment: now}
  - await: {event: status, status: connected, within: 30 s}
expect:
  - exactly: {times: 2, event: dial}
)";

scenarios::Scenario parsed(const std::string& text) {
  auto scenarios = scenarios::parse(text, "test.yaml", "test");
  if (!scenarios) ADD_FAILURE() << scenarios::to_text(scenarios.error().front());
  return scenarios ? scenarios->front() : scenarios::Scenario{};
}

TEST(Play, AGoodLoginIsThisTrace) {
  const auto result = play(parsed(kGoodLogin), {"web", {}}, 1, kSteady);
  EXPECT_EQ(result.verdict, scenarios::Verdict::pass);
  EXPECT_THAT(text_of(result), ::testing::StartsWith(R"(+0.000ms run    - run-started detail=test
+0.000ms app    alice client-created thread=loop
+0.000ms app    alice listeners-registered thread=loop
+0.000ms run    - step-started step-1 detail="issue token good for alice"
+0.000ms server - server-command issue-token user=alice
+0.000ms run    - step-done step-1 detail="issue token good for alice"
+0.000ms run    - step-started step-2 detail="connect alice with token good"
+0.000ms app    alice call connect #1 token=good thread=loop
+0.000ms app    alice call-returned connect #1 thread=loop
+0.000ms app    alice status CONNECTING status=connecting via=listener thread=loop
+0.000ms wire   alice navigation-requested thread=loop detail=http://127.0.0.1:9001
+0.000ms run    - step-done step-2 detail="connect alice with token good"
+0.000ms run    - step-started step-3 detail="await result within 10 s"
+3.000ms server - server-navigation code=200 user=alice token=good detail=valid
+4.000ms wire   alice navigation-answered code=200 thread=loop
+4.000ms wire   alice dial epoch=1 thread=loop detail="ws 127.0.0.1:9003"
+5.000ms server - server-accepted epoch=1
+7.000ms server - server-upgraded epoch=1 user=alice token=good
+7.000ms server - server-login code=0 epoch=1 user=alice token=good detail=valid
+7.000ms server - server-sent CONNACK 0 epoch=1 user=alice token=good
+8.000ms wire   alice socket-opened epoch=1 thread=loop
+8.000ms app    alice status CONNECTED status=connected epoch=1 via=listener thread=loop
+8.000ms app    alice result connect #1 code=0 epoch=1 user=alice via=promise thread=loop
)"));
}

TEST(Play, AfterADropTheClientComesBack) {
  const auto result = play(parsed(kDropped), {"uniapp", {}});
  EXPECT_EQ(result.verdict, scenarios::Verdict::pass) << text_of(result);
}

// Its connection is alive on the server's side when the play ends.
TEST(Play, ASocketThatNeverOpensIsGivenUp) {
  const auto result = play(parsed(R"(
shows: A connection in which nothing passes is followed by another.
sources: ["test"]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: good, user: alice}
  - fault: {kind: blackhole, moment: accept, connections: 1}
  - connect: {token: good}
  - await: {event: result, code: 0, within: 30 s}
)"),
                           {"native", {}});
  EXPECT_EQ(result.verdict, scenarios::Verdict::pass) << text_of(result);
}

TEST(Play, AnAnswerToAnUpgradeIsAsLongAsARealOne) {
  const auto result = play(parsed(R"(
shows: A connection that ends within the answer to the upgrade was never open.
sources: ["test"]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: good, user: alice}
  - fault: {kind: cut, bytes: 120, direction: to-client}
  - connect: {token: good}
  - await: {event: result, code: 35008, within: 30 s}
expect:
  - never: socket-opened
)"),
                           {"web", {}});
  EXPECT_EQ(result.verdict, scenarios::Verdict::pass) << text_of(result);
}

TEST(Play, TheSameSeedGivesTheSameTrace) {
  const auto hash = [] {
    const auto result = play(parsed(kDropped), {"web", {}}, 7);
    return trace::trace_hash(result.trace, result.started_at);
  };
  EXPECT_EQ(hash(), hash());
}

TEST(Play, AnotherSeedGivesOtherDelays) {
  EXPECT_NE(text_of(play(parsed(kDropped), {"web", {}}, 7)), text_of(play(parsed(kDropped), {"web", {}}, 8)));
}

TEST(Play, AClientWithADefectIsCaught) {
  const auto result = play(parsed(R"(
shows: A refused connect calls nothing back.
sources: ["test"]
profiles: [uniapp]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: good, user: alice}
  - connect: {token: good}
  - connect: {token: good}
  - await: {event: status, status: connected, within: 10 s}
expect:
  - exactly: {times: 1, event: result}
)"),
                           {"uniapp", "second-callback-after-duplicate-connect"});
  EXPECT_EQ(result.verdict, scenarios::Verdict::fail);
}

}  // namespace
}  // namespace redial::sim
