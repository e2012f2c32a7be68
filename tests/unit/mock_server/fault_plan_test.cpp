// Which connection, handshake and request an armed fault holds for.
#include "mock_server/faults/fault_plan.hpp"

#include <gtest/gtest.h>

namespace redial::mock_server {
namespace {

using fault::FaultKind;
using fault::FaultSpec;
using fault::Moment;
using fault::Plane;

class FaultPlanTest : public testing::Test {
 protected:
  void arm(FaultSpec spec) { ASSERT_TRUE(plan.arm(std::move(spec)).ok()); }
  std::vector<std::string> next_connection(const std::string& user = "") { return names(plan.count_connection(user)); }
  std::vector<std::string> names(const std::vector<ArmedFault>& faults) {
    std::vector<std::string> all;
    for (const ArmedFault& fault : faults) all.push_back(fault.spec.name);
    return all;
  }
  using Names = std::vector<std::string>;

  FaultPlan plan;
};

TEST_F(FaultPlanTest, InvalidFaultIsNotArmed) {
  EXPECT_FALSE(plan.arm({.kind = FaultKind::delay}).ok());
  EXPECT_EQ(next_connection(), Names{});
}

TEST_F(FaultPlanTest, NamelessFaultsGetNames) {
  EXPECT_EQ(plan.arm({.kind = FaultKind::reset})->spec.name, "fault-1");
  EXPECT_EQ(plan.arm({.kind = FaultKind::reset})->spec.name, "fault-2");
}

TEST_F(FaultPlanTest, NameInUseIsRefusedUntilCleared) {
  arm({.name = "mine"});
  EXPECT_FALSE(plan.arm({.name = "mine"}).ok());
  plan.clear("mine");
  EXPECT_TRUE(plan.arm({.name = "mine"}).ok());
}

TEST_F(FaultPlanTest, TooManyFaultsAreRefused) {
  for (std::size_t i = 0; i < kMaxArmedFaults; ++i) arm({});
  EXPECT_FALSE(plan.arm({}).ok());
}

TEST_F(FaultPlanTest, HoldsForEveryConnectionByDefault) {
  arm({.name = "all"});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(next_connection(), (Names{"all"}));
}

TEST_F(FaultPlanTest, HoldsForTheCountedConnectionsAlone) {
  next_connection();
  arm({.name = "second-and-third", .first = 2, .last = 3});
  EXPECT_EQ(next_connection(), Names{});
  EXPECT_EQ(next_connection(), (Names{"second-and-third"}));
  EXPECT_EQ(next_connection(), (Names{"second-and-third"}));
  EXPECT_EQ(next_connection(), Names{});
}

TEST_F(FaultPlanTest, FaultOfAUserCountsThatUsersConnectionsAlone) {
  arm({.name = "mine", .last = 1, .user = "u1"});
  EXPECT_EQ(next_connection(), Names{});
  EXPECT_EQ(next_connection("u2"), Names{});
  EXPECT_EQ(next_connection("u1"), (Names{"mine"}));
  EXPECT_EQ(next_connection("u1"), Names{});
}

TEST_F(FaultPlanTest, ConnectionsAndRequestsAreCountedApart) {
  arm({.name = "connection", .last = 1});
  arm({.name = "request", .kind = FaultKind::navigation_hang, .last = 1});
  EXPECT_EQ(names(plan.count_request("u1")), (Names{"request"}));
  EXPECT_EQ(next_connection(), (Names{"connection"}));
}

TEST_F(FaultPlanTest, HandshakesAreCountedApartAndByPlane) {
  arm({.name = "chat", .kind = FaultKind::tls_hang, .last = 1});
  arm({.name = "navigation", .kind = FaultKind::tls_cut, .plane = Plane::navigation});
  arm({.name = "all", .kind = FaultKind::tls_expired, .plane = Plane::all, .first = 2});
  EXPECT_EQ(next_connection(), Names{});
  EXPECT_EQ(names(plan.count_handshake(Plane::chat)), (Names{"chat"}));
  EXPECT_EQ(names(plan.count_handshake(Plane::navigation)), (Names{"navigation", "all"}));
  EXPECT_EQ(names(plan.count_handshake(Plane::chat)), (Names{"all"}));
}

TEST_F(FaultPlanTest, TimesOfRequestsStartWithTheFirst) {
  arm({.name = "twice", .kind = FaultKind::navigation_hang, .times = 2, .first = 2});
  EXPECT_EQ(names(plan.count_request("")), Names{});
  EXPECT_EQ(names(plan.count_request("")), (Names{"twice"}));
  EXPECT_EQ(names(plan.count_request("")), (Names{"twice"}));
  EXPECT_EQ(names(plan.count_request("")), Names{});
}

TEST_F(FaultPlanTest, NowAndRefuseHoldForNoNewConnection) {
  arm({.kind = FaultKind::reset, .moment = Moment::now});
  arm({.kind = FaultKind::refuse});
  EXPECT_EQ(next_connection(), Names{});
}

TEST_F(FaultPlanTest, ClearsByNameByIdAndAll) {
  arm({.name = "one"});
  arm({.name = "two"});
  arm({.name = "three"});
  EXPECT_EQ(names(plan.clear("two")), (Names{"two"}));
  EXPECT_EQ(plan.clear(1u)->spec.name, "one");
  EXPECT_FALSE(plan.clear(1u).has_value());
  EXPECT_EQ(names(plan.clear("")), (Names{"three"}));
}

TEST(FaultScope, LastingFaultWithoutCountConcernsLiveConnections) {
  EXPECT_TRUE(concerns_live_connections({.kind = FaultKind::ping_unanswered}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::ping_unanswered, .last = 1}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::navigation_hang}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::refuse}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::tls_hang}));
}

TEST(FaultScope, OneShotFaultConcernsLiveConnectionsNowAlone) {
  EXPECT_TRUE(concerns_live_connections({.kind = FaultKind::reset, .moment = Moment::now}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::reset}));
}

}  // namespace
}  // namespace redial::mock_server
