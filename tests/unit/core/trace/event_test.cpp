// The tables of kinds, lanes and statuses.
#include "core/trace/event.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/trace/event_of.hpp"

namespace redial::trace {
namespace {

TEST(EventKindTest, TheTableHasEveryKindInOrder) {
  ASSERT_EQ(all_kinds().size(), static_cast<std::size_t>(EventKind::client_starved) + 1);
  for (std::size_t i = 0; i < all_kinds().size(); ++i) {
    const auto kind = static_cast<EventKind>(i);
    EXPECT_EQ(all_kinds()[i].kind, kind);
    EXPECT_EQ(&describe(kind), &all_kinds()[i]);
    EXPECT_FALSE(all_kinds()[i].meaning.empty()) << all_kinds()[i].name;
  }
}

TEST(EventKindTest, NamesAreUniqueAndLeadBack) {
  std::set<std::string_view> names;
  for (const KindInfo& info : all_kinds()) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(kind_from_name(info.name), info.kind);
  }
  EXPECT_EQ(kind_from_name("socket_closed"), std::nullopt);
}

TEST(EventKindTest, KindsOfALaneStandTogether) {
  EXPECT_TRUE(std::ranges::is_sorted(all_kinds(), {}, &KindInfo::lane));
  EXPECT_EQ(describe(EventKind::result).lane, Lane::app);
  EXPECT_EQ(describe(EventKind::dial).lane, Lane::wire);
  EXPECT_EQ(describe(EventKind::server_login).lane, Lane::server);
  EXPECT_EQ(describe(EventKind::fault_fired).lane, Lane::fault);
  EXPECT_EQ(describe(EventKind::agent_lost).lane, Lane::run);
}

TEST(EventOfTest, EveryKindBeginsInItsLane) {
  for (const KindInfo& info : all_kinds()) {
    const Event event = event_of(info.kind, TimePoint(Duration(7)), Epoch(3));
    EXPECT_EQ(event.lane, info.lane) << info.name;
    EXPECT_EQ(event.kind, info.kind);
    EXPECT_EQ(event.at, TimePoint(Duration(7)));
    EXPECT_EQ(event.epoch, Epoch(3));
  }
}

TEST(EventOfTest, NothingElseIsSaid) {
  Event bare;
  bare.kind = EventKind::dial;
  bare.lane = Lane::wire;
  EXPECT_EQ(event_of(EventKind::dial), bare);
}

TEST(LaneTest, NamesLeadBack) {
  for (const auto lane : {Lane::app, Lane::wire, Lane::server, Lane::fault, Lane::run}) {
    ASSERT_FALSE(to_name(lane).empty());
    EXPECT_EQ(lane_from_name(to_name(lane)), lane);
  }
  EXPECT_EQ(lane_from_name("client"), std::nullopt);
}

TEST(ConnectionStatusTest, EveryStatusButNoneIsListedWithAUniqueName) {
  EXPECT_EQ(all_statuses().size(), static_cast<std::size_t>(ConnectionStatus::unknown));
  std::set<std::string_view> names;
  for (const ConnectionStatus status : all_statuses()) {
    EXPECT_TRUE(names.insert(to_name(status)).second) << to_name(status);
    EXPECT_EQ(status_from_name(to_name(status)), status);
  }
}

TEST(ConnectionStatusTest, NoStatusIsTheEmptyName) {
  EXPECT_EQ(to_name(ConnectionStatus::none), "");
  EXPECT_EQ(status_from_name(""), ConnectionStatus::none);
  EXPECT_EQ(status_from_name("online"), std::nullopt);
}

}  // namespace
}  // namespace redial::trace
