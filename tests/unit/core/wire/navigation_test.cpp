// The order in which chat addresses are tried, and the dialect that a client offers.
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

TEST(OfferedDialectTest, OneAndTwoAreNative) {
  EXPECT_EQ(offered_dialect("conn=1,2;rtc=4;log=2;iptype=v4,v6"), Dialect::native);
  EXPECT_EQ(offered_dialect("conn=1"), Dialect::native);
  EXPECT_EQ(offered_dialect("rtc=4;conn=2"), Dialect::native);
}

TEST(OfferedDialectTest, EverythingElseIsTheWeb) {
  for (const char* negotiate : {"", "conn=5;rtc=4;log=2;iptype=v4,v6", "conn=6", "conn=", "rtc=1", "conn", ";;"}) {
    EXPECT_EQ(offered_dialect(negotiate), Dialect::web) << negotiate;
  }
}

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
