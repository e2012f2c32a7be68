// The table of faults is complete.
#include "core/fault/fault_spec.hpp"

#include <gtest/gtest.h>

#include <set>

namespace redial::fault {
namespace {

TEST(FaultKindTest, TheTableHasEveryKindInOrder) {
  ASSERT_EQ(all_fault_kinds().size(), static_cast<std::size_t>(FaultKind::undecodable_message) + 1);
  for (std::size_t i = 0; i < all_fault_kinds().size(); ++i) {
    const auto kind = static_cast<FaultKind>(i);
    EXPECT_EQ(all_fault_kinds()[i].kind, kind);
    EXPECT_EQ(&describe(kind), &all_fault_kinds()[i]);
  }
}

TEST(FaultKindTest, EveryKindSaysWhatItDoesAndWhatCausesIt) {
  for (const FaultKindInfo& info : all_fault_kinds()) {
    EXPECT_FALSE(info.meaning.empty()) << info.name;
    EXPECT_FALSE(info.cause.empty()) << info.name;
  }
}

TEST(FaultKindTest, NamesAreUniqueAndLeadBack) {
  std::set<std::string_view> names;
  for (const FaultKindInfo& info : all_fault_kinds()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(fault_kind_from_name(info.name), info.kind);
  }
  EXPECT_EQ(fault_kind_from_name("explode"), std::nullopt);
}

TEST(FaultKindTest, KindsStandByFamily) {
  for (std::size_t i = 1; i < all_fault_kinds().size(); ++i)
    EXPECT_GE(all_fault_kinds()[i].family, all_fault_kinds()[i - 1].family) << all_fault_kinds()[i].name;
}

TEST(FaultKindTest, NamesOfNavigationTlsAndUpgradeSayTheirFamily) {
  for (const FaultKindInfo& info : all_fault_kinds()) {
    EXPECT_EQ(info.name.starts_with("navigation-"), info.family == Family::navigation) << info.name;
    EXPECT_EQ(info.name.starts_with("tls-"), info.family == Family::tls) << info.name;
    EXPECT_TRUE(!info.name.starts_with("upgrade-") || info.family == Family::websocket) << info.name;
  }
}

TEST(FaultKindTest, WhatItIsCalledSaysWhatItTakes) {
  for (const FaultKindInfo& info : all_fault_kinds()) {
    EXPECT_EQ(info.takes_by, info.name.ends_with("delay") || info.name == "jitter") << info.name;
    EXPECT_TRUE(!info.name.ends_with("-status") || info.status != StatusRange::none) << info.name;
    EXPECT_FALSE(info.takes_moment && info.takes_times) << info.name;
  }
}

TEST(FaultSpecTest, MomentsDirectionsAndPlanesHaveNames) {
  EXPECT_EQ(to_name(Moment::login), "login");
  EXPECT_EQ(to_name(Direction::to_client), "to-client");
  EXPECT_EQ(to_name(Plane::navigation), "navigation");
}

}  // namespace
}  // namespace redial::fault
