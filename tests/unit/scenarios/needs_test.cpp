// What a client must be able to do, as a scenario shows it.
#include "scenarios/engine/needs.hpp"

#include <gmock/gmock.h>

#include "tests/unit/scenarios/parsed.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::scenarios {
namespace {

using control::Capability;
using testing::ElementsAre;
using testing::IsEmpty;

std::set<Capability> needs(const std::string& steps, const std::string& expect = "") {
  return parsed(ordinary(steps, expect)).needs;
}

TEST(Needs, AreNoneOfWhatEveryClientCan) { EXPECT_THAT(needs("  - disconnect\n", "  - code: 0\n"), IsEmpty()); }

TEST(Needs, ComeFromSteps) {
  EXPECT_THAT(needs("  - send: {to: bob, text: hello}\n"), ElementsAre(Capability::send_text));
  EXPECT_THAT(needs("  - listen\n"), ElementsAre(Capability::listeners));
  EXPECT_THAT(needs("  - background\n  - network-lost\n"), ElementsAre(Capability::device_events));
  EXPECT_THAT(needs("  - connect: {token: good, timeout: 5 s}\n"), ElementsAre(Capability::timeout));
  EXPECT_THAT(needs("  - together: [disconnect, send: {to: bob, text: hello}]\n"),
              ElementsAre(Capability::send_text, Capability::calls_together));
  EXPECT_THAT(needs("  - in-callback: {on: {event: result}, do: {send: {to: bob, text: hello}}}\n"),
              ElementsAre(Capability::send_text, Capability::calls_in_callbacks));
}

TEST(Needs, ComeFromProcessAndData) {
  for (const char* step : {"restart-app", "storage: full"})
    EXPECT_THAT(needs(std::string("  - ") + step + "\n"), ElementsAre(Capability::storage)) << step;
}

TEST(Needs, ComeFromEventsOnTheWireThatMustBeSeen) {
  EXPECT_THAT(needs("  - await: {event: dial, within: 1 s}\n"), ElementsAre(Capability::wire_events));
  for (const char* expectation : {"in-order: [result, {optional: dial}]", "sequence: [dial]", "exactly: {times: 1, event: dial}",
                                  "within: {event: result, of: dial, at-most: 1 s}", "backoff: {delays: [1 s]}"})
    EXPECT_THAT(needs("", std::string("  - ") + expectation + "\n"), ElementsAre(Capability::wire_events)) << expectation;
}

TEST(Needs, DoNotComeFromEventsThatMustNotBeSeen) {
  for (const char* expectation :
       {"never: dial", "at-most: {times: 3, event: dial}", "every: {event: dial, leads-to: socket-opened}"})
    EXPECT_THAT(needs("", std::string("  - ") + expectation + "\n"), IsEmpty()) << expectation;
}

TEST(Needs, ComeFromTheScenarioItself) {
  EXPECT_THAT(parsed(with_head("requires: [callback]\nvirtual-only: true\ntransports: [tls]\nsteps: [disconnect]\n")).needs,
              ElementsAre(Capability::callback, Capability::tls, Capability::virtual_time));
  EXPECT_THAT(parsed("shows: It.\nsources: [one]\nclients: {a: {user: a, initialised: false}}\nsteps: [init: a]\n").needs,
              ElementsAre(Capability::init));
  EXPECT_THAT(parsed("shows: It.\nsources: [one]\nclients: {a: {user: a, heartbeat-level: 3}}\nsteps: [disconnect]\n").needs,
              ElementsAre(Capability::heartbeat_level));
}

TEST(Needs, AreMissingWhereAClientDoesNotSayThatItCan) {
  Scenario scenario;
  scenario.needs = {Capability::tls, Capability::init};
  EXPECT_THAT(missing(scenario, {"tls", "timeout"}), ElementsAre(Capability::init));
  EXPECT_THAT(missing(scenario, {"init", "tls"}), IsEmpty());
}

TEST(Capabilities, AreExplainedForWhoeverWritesAnAgent) {
  const std::string page = published("docs/ADAPTERS.md");
  for (const auto& [capability, name] : control::kCapabilityNames)
    EXPECT_NE(page.find("\n| `" + std::string(name) + "` | "), std::string::npos) << name;
}

}  // namespace
}  // namespace redial::scenarios
