// Crashes as the trace tells them.
#include "reports/crashes.hpp"

#include <gtest/gtest.h>

namespace redial::reports {
namespace {

TEST(Crashes, AreThoseOfAllClientsInTheirOrder) {
  std::vector<trace::Event> trace(3);
  trace[0].kind = trace::EventKind::client_crashed;
  trace[0].client = "alice";
  trace[0].at = TimePoint(std::chrono::seconds(1));
  trace[0].detail = "SIGSEGV";
  trace[1].kind = trace::EventKind::agent_lost;
  trace[2].kind = trace::EventKind::client_crashed;
  trace[2].client = "bob";
  const auto found = find_crashes(trace);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].client, "alice");
  EXPECT_EQ(found[0].at, TimePoint(std::chrono::seconds(1)));
  EXPECT_EQ(found[0].how, "SIGSEGV");
  EXPECT_EQ(found[1].client, "bob");
}

}  // namespace
}  // namespace redial::reports
