// Durations, ranges and refusals from text.
#include "scenarios/engine/scalars.hpp"

#include <gtest/gtest.h>

#include "core/fault/fault_spec.hpp"

namespace redial::scenarios {
namespace {

using namespace std::chrono_literals;

TEST(Durations, AreAWholeNumberAndAUnit) {
  EXPECT_EQ(duration_from("250 ms"), Duration(250ms));
  EXPECT_EQ(duration_from("5 s"), Duration(5s));
  EXPECT_EQ(duration_from("2 min"), Duration(2min));
  EXPECT_EQ(duration_from("2 h"), Duration(2h));
  EXPECT_EQ(duration_from("30 d"), Duration(720h));
  EXPECT_EQ(duration_from("0 s"), Duration(0s));
  EXPECT_EQ(duration_from("5s"), Duration(5s));
}

TEST(Durations, AreNothingElse) {
  for (const char* text :
       {"", "5", "s", " 5 s", "5  s", "5 s ", "-5 s", "+5 s", "1.5 s", "5 sec", "5 S", "5 m", "1e3 s", "99999999999 d"}) {
    EXPECT_EQ(duration_from(text), std::nullopt) << text;
  }
}

TEST(Durations, AreToldInTheLargestUnitThatFits) {
  EXPECT_EQ(to_text(Duration(0s)), "0 ms");
  EXPECT_EQ(to_text(Duration(1500ms)), "1500 ms");
  EXPECT_EQ(to_text(Duration(60s)), "1 min");
  EXPECT_EQ(to_text(Duration(90s)), "90 s");
  EXPECT_EQ(to_text(Duration(48h)), "2 d");
}

TEST(Integers, AreDecimalAndFit) {
  EXPECT_EQ(integer_from("31004"), 31004);
  EXPECT_EQ(integer_from("-1"), -1);
  EXPECT_EQ(integer_from("+1"), 1);
  for (const char* text : {"", "-", "+-1", "0x10", "1 ", "9223372036854775808"})
    EXPECT_EQ(integer_from(text), std::nullopt) << text;
}

TEST(Names, AreLowerCaseWords) {
  for (const char* text : {"a", "alice", "token-2", "a--b"}) EXPECT_TRUE(is_name(text)) << text;
  for (const char* text : {"", "Alice", "2nd", "-a", "a_b", "a b", "\xc3\xa4"}) EXPECT_FALSE(is_name(text)) << text;
}

TEST(Connections, AreOneSomeOrAllFromOneOn) {
  const auto range = [](const char* text) {
    const auto found = connections_from(text);
    return found ? std::pair(found->first, found->last) : std::pair(0u, 0u);
  };
  EXPECT_EQ(range("2"), std::pair(2u, 2u));
  EXPECT_EQ(range("2..3"), std::pair(2u, 3u));
  EXPECT_EQ(range("2.."), std::pair(2u, fault::FaultSpec::kUnlimited));
  for (const char* text : {"", "0", "0..3", "3..2", "..3", "2...3", "2..3..4", "-1", "a", "4294967296"}) {
    EXPECT_EQ(connections_from(text).has_value(), false) << text;
  }
}

TEST(Refusals, NameTheStageAndItsStatus) {
  using Stage = control::Refusal::Stage;
  EXPECT_EQ(refusal_from("connack-0"), (control::Refusal{Stage::login, 0}));
  EXPECT_EQ(refusal_from("connack-255"), (control::Refusal{Stage::login, 255}));
  EXPECT_EQ(refusal_from("navigation-401"), (control::Refusal{Stage::navigation, 401}));
  EXPECT_EQ(refusal_from("navigation-403"), (control::Refusal{Stage::navigation, 403}));
  for (const char* text : {"", "-", "connack", "connack-", "connack-256", "navigation-404", "login-4", "connack--4", "31004"}) {
    EXPECT_EQ(refusal_from(text), std::nullopt) << text;
  }
}

TEST(Percentages, AreWholeAndNoMoreThanAHundred) {
  EXPECT_EQ(percent_from("20 %"), 20);
  EXPECT_EQ(percent_from("100%"), 100);
  for (const char* text : {"", "%", "20", "101 %", "-1 %", "2.5 %", "20  %", "20 %%"})
    EXPECT_EQ(percent_from(text), std::nullopt) << text;
}

TEST(Tolerances, AreAShareATimeOrBoth) {
  const auto text = [](std::string_view written) {
    const auto tolerance = tolerance_from(written);
    return tolerance ? to_text(*tolerance) : "none";
  };
  EXPECT_EQ(text("20 %"), "20 %");
  EXPECT_EQ(text("30ms"), "30 ms");
  EXPECT_EQ(text("20% + 30 ms"), "20 % + 30 ms");
  for (const char* wrong : {"", "20", "30 ms + 20 %", "20 % +", "20 % + 5", "20 %, 30 ms"})
    EXPECT_EQ(text(wrong), "none") << wrong;
}

}  // namespace
}  // namespace redial::scenarios
