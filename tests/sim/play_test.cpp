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
  - inject: {kind: reset, moment: now}
  - await: {event: status, status: connected, within: 30 s}
expect:
  - exactly: {times: 2, event: dial}
)";

const char* const kAMonth = R"(
shows: A token lives for thirty days.
sources: ["test"]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: short, user: alice, expires-in: 720 h}
  - watch: 721 h
  - connect: {token: short}
  - await: {event: result, within: 10 s}
expect:
  - exactly: {times: 1, event: result, code: 31004}
)";

scenarios::Scenario parsed(const std::string& text) {
  auto scenarios = scenarios::parse(text, "test.yaml", "test");
  if (!scenarios) ADD_FAILURE() << scenarios::to_text(scenarios.error().front());
  return scenarios ? scenarios->front() : scenarios::Scenario{};
}

TEST(Play, AGoodLoginIsThisTrace) {
  const auto result = play(parsed(kGoodLogin), {"web", {}}, 1, kSteady);
  EXPECT_EQ(result.verdict, scenarios::Verdict::pass);
  EXPECT_EQ(text_of(result), R"()");
}

TEST(Play, AfterADropTheClientComesBack) {
  const auto result = play(parsed(kDropped), {"uniapp", {}});
  EXPECT_EQ(result.verdict, scenarios::Verdict::pass) << text_of(result);
}

TEST(Play, AMonthIsAWaitLikeAnother) {
  const auto result = play(parsed(kAMonth), {"web", {}});
  EXPECT_EQ(result.verdict, scenarios::Verdict::pass) << text_of(result);
  EXPECT_GT(result.duration, 30 * 24h);
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
