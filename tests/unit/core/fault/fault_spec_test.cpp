// The table of faults is complete.
#include "core/fault/fault_spec.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace redial::fault {
namespace {

using Names = std::vector<std::string>;

Names kinds_with(bool FaultKindInfo::*parameter) {
  Names names;
  for (const FaultKindInfo& info : all_fault_kinds())
    if (info.*parameter) names.emplace_back(info.name);
  return names;
}

TEST(FaultKindTest, TheTableHasEveryKindInOrder) {
  ASSERT_EQ(all_fault_kinds().size(), static_cast<std::size_t>(FaultKind::ping_unanswered) + 1);
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

TEST(FaultKindTest, OneShotKindsTakeAMoment) {
  EXPECT_EQ(kinds_with(&FaultKindInfo::takes_moment), (Names{"reset", "close", "blackhole", "disconnect"}));
}

TEST(FaultKindTest, EachParameterBelongsToTheKindsThatUseIt) {
  EXPECT_EQ(kinds_with(&FaultKindInfo::takes_by), (Names{"delay", "connack-delay"}));
  EXPECT_EQ(kinds_with(&FaultKindInfo::takes_status), (Names{"navigation-status", "connack-status", "disconnect"}));
  EXPECT_EQ(kinds_with(&FaultKindInfo::takes_direction), (Names{"delay"}));
  EXPECT_EQ(kinds_with(&FaultKindInfo::takes_plane), (Names{"refuse"}));
}

TEST(FaultSpecTest, MomentsDirectionsAndPlanesHaveNames) {
  EXPECT_EQ(to_name(Moment::login), "login");
  EXPECT_EQ(to_name(Direction::to_client), "to-client");
  EXPECT_EQ(to_name(Plane::navigation), "navigation");
}

}  // namespace
}  // namespace redial::fault
