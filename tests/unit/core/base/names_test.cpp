// Names and their enumerators, looked up both ways.
#include "core/base/names.hpp"

#include <gtest/gtest.h>

namespace redial {
namespace {

enum class Colour { red, green, blue };
constexpr Named<Colour> kColours[] = {{Colour::red, "red"}, {Colour::green, "green"}};

TEST(NamesTest, ValuesAndNamesAreFoundBothWays) {
  EXPECT_EQ(name_of(kColours, Colour::green), "green");
  EXPECT_EQ(value_of(kColours, "green"), Colour::green);
}

TEST(NamesTest, WhatTheTableLacksHasNoNameAndNoValue) {
  EXPECT_EQ(name_of(kColours, Colour::blue), "");
  EXPECT_EQ(value_of(kColours, "blue"), std::nullopt);
  EXPECT_EQ(value_of(kColours, "Green"), std::nullopt);
}

}  // namespace
}  // namespace redial
