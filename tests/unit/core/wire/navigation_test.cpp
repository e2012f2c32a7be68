// The order in which chat addresses are tried.
#include "core/wire/navigation.hpp"

#include <gtest/gtest.h>

namespace redial::wire {
namespace {

using Addresses = std::vector<std::string>;

Addresses order_of(std::vector<ChatAddress> addresses) {
  Addresses texts;
  for (const ChatAddress& address : by_preference(std::move(addresses))) texts.push_back(address.address);
  return texts;
}

constexpr auto kPlain = ChatAddress::Transport::plain;

TEST(ByPreferenceTest, HeavierAddressesComeFirst) {
  EXPECT_EQ(order_of({{"a:1", kPlain, 5}, {"b:1", kPlain, 20}, {"c:1", kPlain, 10}}), (Addresses{"b:1", "c:1", "a:1"}));
}

TEST(ByPreferenceTest, EqualWeightsKeepTheOrderSent) {
  EXPECT_EQ(order_of({{"c:1", kPlain, 10}, {"a:1", kPlain, 10}, {"b:1", kPlain, 10}}), (Addresses{"c:1", "a:1", "b:1"}));
}

TEST(ByPreferenceTest, EmptyAddressesAreDropped) {
  EXPECT_EQ(order_of({{"", kPlain, 99}, {"a:1", kPlain, 1}}), (Addresses{"a:1"}));
}

TEST(ByPreferenceTest, OfDuplicatesTheFirstCounts) {
  EXPECT_EQ(order_of({{"a:1", kPlain, 1}, {"b:1", kPlain, 5}, {"a:1", kPlain, 99}}), (Addresses{"b:1", "a:1"}));
}

TEST(ByPreferenceTest, NothingStaysNothing) { EXPECT_EQ(order_of({}), Addresses{}); }

}  // namespace
}  // namespace redial::wire
