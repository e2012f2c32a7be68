// Every expectation in its forms, to the model.
#include <gmock/gmock.h>

#include "scenarios/engine/language.hpp"
#include "tests/unit/scenarios/parsed.hpp"

namespace redial::scenarios {
namespace {

using namespace std::chrono_literals;
using trace::EventKind;

TEST(ParseExpectations, Orders) {
  const auto order = last_condition<InOrder>("in-order: [socket-closed, dial, {event: status, status: connected}]");
  ASSERT_EQ(order.items.size(), 3u);
  EXPECT_EQ(order.items[0].pattern.kind, EventKind::socket_closed);
  EXPECT_EQ(order.items[1].pattern.kind, EventKind::dial);
  EXPECT_EQ(order.items[2].pattern.status, trace::ConnectionStatus::connected);
  EXPECT_EQ(last_condition<AnyOrder>("any-order: {events: [dial, result]}").patterns.size(), 2u);
}

TEST(ParseExpectations, OrdersHaveGroups) {
  const auto order = last_condition<InOrder>(
      "in-order: [{any-order: [dial, result]}, {one-of: [[dial, socket-failed], result]}, {optional: dial}, {repeat: dial, "
      "at-least: 2, at-most: 5}, {repeat: {event: dial, client: alice}}]");
  ASSERT_EQ(order.items.size(), 5u);
  EXPECT_EQ(order.items[0].kind, Item::Kind::any_order);
  EXPECT_EQ(order.items[0].items[1].pattern.kind, EventKind::result);
  EXPECT_EQ(order.items[1].kind, Item::Kind::one_of);
  EXPECT_EQ(order.items[1].items[0].kind, Item::Kind::all);
  EXPECT_EQ(order.items[1].items[0].items[1].pattern.kind, EventKind::socket_failed);
  EXPECT_EQ(std::pair(order.items[2].least, order.items[2].most), std::pair(0u, 1u));
  EXPECT_EQ(std::pair(order.items[3].least, order.items[3].most), std::pair(2u, 5u));
  EXPECT_EQ(std::pair(order.items[4].least, order.items[4].most), std::pair(1u, Item::kUnlimited));
  EXPECT_EQ(order.items[4].items[0].pattern.client, "alice");
}

TEST(ParseExpectations, ASequenceLooksAtTheKindsOfItsListUnlessToldOthers) {
  const auto short_form = last_condition<Sequence>("sequence: [dial, {optional: socket-opened}]");
  EXPECT_EQ(short_form.kinds, (std::set{EventKind::dial, EventKind::socket_opened}));
  EXPECT_EQ(short_form.client, "");
  const auto sequence =
      last_condition<Sequence>("sequence: {kinds: [dial, result], client: alice, events: [dial], after: call, until: message}");
  EXPECT_EQ(sequence.kinds, (std::set{EventKind::dial, EventKind::result}));
  EXPECT_EQ(sequence.client, "alice");
  EXPECT_EQ(sequence.after->kind, EventKind::call);
  EXPECT_EQ(sequence.until->kind, EventKind::message);
}

TEST(ParseExpectations, Budgets) {
  const auto budget = last_condition<AtMost>("at-most: {times: 0, event: dial, per: 1 min, after: result, until: call}");
  EXPECT_EQ(budget.times, 0u);
  EXPECT_EQ(budget.per, Duration(1min));
  EXPECT_EQ(budget.after->kind, EventKind::result);
  EXPECT_EQ(budget.until->kind, EventKind::call);
  EXPECT_FALSE(last_condition<AtMost>("at-most: {times: 3, event: dial}").per);
}

TEST(ParseExpectations, EveryLooksToOneSide) {
  const auto leads_to = last_condition<Every>("every: {event: call, leads-to: result, within: 5 s, same: [call, client]}");
  EXPECT_EQ(leads_to.side, Every::Side::leads_to);
  EXPECT_EQ(leads_to.other.kind, EventKind::result);
  EXPECT_EQ(leads_to.within, Duration(5s));
  EXPECT_EQ(leads_to.same, (std::vector{Shared::call, Shared::client}));
  const auto follows = last_condition<Every>("every: {event: dial, follows: navigation-answered, same: [epoch]}");
  EXPECT_EQ(follows.side, Every::Side::follows);
  EXPECT_EQ(follows.other.kind, EventKind::navigation_answered);
}

TEST(ParseExpectations, BackOffAsData) {
  const auto backoff = last_condition<BacksOff>(
      "backoff: {delays: [50 ms, 250 ms], repeats-last: true, tolerance: 20 % + 30 ms, jitter: 10 %, attempts: 4, after: "
      "message}");
  EXPECT_EQ(backoff.client, "alice");
  EXPECT_EQ(backoff.delays, (std::vector<Duration>{50ms, 250ms}));
  EXPECT_TRUE(backoff.repeats_last);
  EXPECT_EQ(backoff.tolerance.percent, 20);
  EXPECT_EQ(backoff.tolerance.fixed, Duration(30ms));
  EXPECT_EQ(backoff.jitter, 10);
  EXPECT_EQ(backoff.attempts, 4u);
  EXPECT_EQ(backoff.after->kind, EventKind::message);
}

TEST(ParseExpectations, Counts) {
  const auto exactly = last_condition<Exactly>("exactly: {times: 3, event: dial}");
  EXPECT_EQ(exactly.times, 3u);
  EXPECT_EQ(exactly.pattern.kind, EventKind::dial);
  EXPECT_EQ(last_condition<AtLeast>("at-least: {times: 2, event: dial}").times, 2u);
}

TEST(ParseExpectations, NeverHasAScope) {
  const auto never = last_condition<Never>("never: {event: dial, after: {event: result, code: 31004}, within: 5 s}");
  EXPECT_EQ(never.pattern.kind, EventKind::dial);
  ASSERT_TRUE(never.after);
  EXPECT_EQ(never.after->kind, EventKind::result);
  EXPECT_EQ(never.after->code, 31004);
  EXPECT_EQ(never.within, Duration(5s));
}

TEST(ParseExpectations, NeverLooksAtTheWholeRunUnlessTold) {
  const auto never = last_condition<Never>("never: dial");
  EXPECT_FALSE(never.after || never.within);
}

TEST(ParseExpectations, AWindowOfTime) {
  const auto within = last_condition<Within>("within: {event: dial, of: socket-closed, at-least: 4 s, at-most: 6 s}");
  EXPECT_EQ(within.of.kind, EventKind::socket_closed);
  EXPECT_EQ(within.pattern.kind, EventKind::dial);
  EXPECT_EQ(within.at_least, Duration(4s));
  EXPECT_EQ(within.at_most, Duration(6s));
  EXPECT_EQ(last_condition<Within>("within: {event: dial, of: socket-closed, at-most: 6 s}").at_least, Duration(0s));
}

TEST(ParseExpectations, Outcomes) {
  const auto code = last_condition<CodeIs>("code: 31004");
  EXPECT_EQ(code.client, "alice");
  EXPECT_EQ(code.call, 1u);
  EXPECT_EQ(code.code, 31004);
  EXPECT_EQ(last_condition<CodeIs>("code: {client: alice, call: 1, is: -1}").code, -1);
  EXPECT_EQ(last_condition<UserIs>("user: alice-1").user, "alice-1");
  EXPECT_EQ(last_condition<StatusReached>("status: token-incorrect").status, trace::ConnectionStatus::token_incorrect);
}

TEST(ParseExpectations, Reconnects) {
  const auto reconnects = last_condition<Reconnects>("reconnects: {times: 2, within: 10 s}");
  EXPECT_EQ(reconnects.client, "alice");
  EXPECT_EQ(reconnects.times, 2u);
  EXPECT_EQ(reconnects.within, Duration(10s));
  EXPECT_EQ(last_condition<Reconnects>("reconnects: 10 s").times, 1u);
}

TEST(ParseExpectations, AreNumberedUnlessNamed) {
  const Scenario scenario = parsed(ordinary("", "  - never: message\n  - never: {event: dial, id: stays-quiet}\n  - code: 0\n"));
  ASSERT_EQ(scenario.expectations.size(), 3u);
  EXPECT_EQ(scenario.expectations[0].id, "expect-1");
  EXPECT_EQ(scenario.expectations[1].id, "stays-quiet");
  EXPECT_EQ(scenario.expectations[2].id, "expect-3");
}

// A value that fits the field.
std::string sample(const language::Field& field) {
  switch (field.type.kind) {
    case language::Type::Kind::name:
      return field.type.space == language::Space::client ? "alice" : "good";
    case language::Type::Kind::word:
      return std::string(field.type.words.front());
    case language::Type::Kind::integer:
      return "1";
    case language::Type::Kind::flag:
      return "true";
    default:
      return "x";
  }
}

TEST(ParseExpectations, EveryEventCanBeMatchedByEveryFieldThatItCarries) {
  for (const trace::KindInfo& info : trace::all_kinds()) {
    for (const std::string_view name : language::pattern_fields(info.kind)) {
      const language::Field* field = language::pattern().find(name);
      ASSERT_NE(field, nullptr) << name;
      const std::string pattern = "{event: " + std::string(info.name) + ", " + std::string(name) + ": " + sample(*field) + "}";
      EXPECT_EQ(messages(ordinary("", "  - never: " + pattern + "\n")), "accepted") << pattern;
    }
  }
}

TEST(ParseExpectations, EveryExpectationOfTheLanguageCanBeWrittenAsItsExampleSays) {
  for (const language::Object& expectation : language::expectations()) {
    const std::string example(expectation.example);
    const bool of_two = example.find("bob") != std::string::npos;
    const std::string clients = of_two ? "{alice: {user: alice}, bob: {user: bob}}" : "{alice: {user: alice}}";
    const std::string text = "shows: A behaviour.\nsources: [a document]\nclients: " + clients + "\nsteps:\n" +
                             "  - issue-token: {name: good, user: alice}\n  - connect: {client: alice, token: good}\n" +
                             (of_two ? "  - listen: bob\n" : "") + "expect:\n  - " + example + "\n";
    EXPECT_EQ(messages(text), "accepted") << example;
  }
}

TEST(ParseExpectations, AreToldAsAPersonWould) {
  const auto text = [](const std::string& expectation) {
    return parsed(ordinary("", "  - " + expectation + "\n")).expectations.back().text;
  };
  EXPECT_EQ(text("in-order: [dial, socket-opened]"), "in order: dial, then socket-opened");
  EXPECT_EQ(text("any-order: [dial, result]"), "in any order: dial, result");
  EXPECT_EQ(text("exactly: {times: 1, event: dial}"), "exactly once: dial");
  EXPECT_EQ(text("at-least: {times: 2, event: dial}"), "at least 2 times: dial");
  EXPECT_EQ(text("never: {event: dial, after: {event: result, code: 31004}, within: 5 s}"),
            "never dial after result (code 31004) within 5 s");
  EXPECT_EQ(text("within: {event: dial, of: socket-closed, at-least: 4 s, at-most: 6 s}"),
            "dial between 4 s and 6 s after socket-closed");
  EXPECT_EQ(text("within: {event: dial, of: socket-closed, at-most: 6 s}"), "dial within 6 s of socket-closed");
  EXPECT_EQ(text("status: connected"), "alice tells status connected");
  EXPECT_EQ(text("code: 0"), "connect 1 of alice ends with code 0");
  EXPECT_EQ(text("user: alice-1"), "connect 1 of alice ends with user alice-1");
  EXPECT_EQ(text("in-order: [{any-order: [dial, result]}, {one-of: [[dial, message], call]}]"),
            "in order: (in any order: dial, result), then (dial, then message or call)");
  EXPECT_EQ(text("sequence: {client: alice, events: [{optional: dial}, {repeat: dial, at-least: 2, at-most: 3}], after: call}"),
            "exactly in sequence of alice after call: perhaps (dial), then (dial) 2..3 times");
  EXPECT_EQ(text("sequence: [{repeat: dial}, {repeat: result, at-least: 2, at-most: 2}]"),
            "exactly in sequence: (dial) 1 or more times, then (result) 2 times");
  EXPECT_EQ(text("at-most: {times: 10, event: dial, per: 1 min, until: result}"), "at most 10 times in 1 min: dial until result");
  EXPECT_EQ(text("every: {event: call, leads-to: result, same: [call, client], within: 5 s}"),
            "every call leads to result of the same call, client within 5 s");
  EXPECT_EQ(text("every: {event: dial, follows: call}"), "every dial follows call");
  EXPECT_EQ(text("backoff: {delays: [1 s, 2 s], repeats-last: true, tolerance: 10 %, jitter: 20 %, attempts: 4}"),
            "alice backs off 1 s, 2 s, and so on (± 10 %, jitter 20 %), at least 4 times");
  EXPECT_EQ(text("reconnects: 10 s"), "alice reconnects by itself once, within 10 s of the loss");
}

}  // namespace
}  // namespace redial::scenarios
