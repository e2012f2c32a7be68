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
  EXPECT_EQ(text("reconnects: 10 s"), "alice reconnects by itself once, within 10 s of the loss");
}

}  // namespace
}  // namespace redial::scenarios
