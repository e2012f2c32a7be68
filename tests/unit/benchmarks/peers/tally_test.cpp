// What is told of many logins.
#include "benchmarks/peers/client/tally.hpp"

#include <gtest/gtest.h>

namespace redial::peers {
namespace {

TEST(Tally, PercentilesAreThoseOfTheSortedTimes) {
  Tally tally;
  for (std::uint32_t us = 1000; us > 0; --us) tally.latencies_us.push_back(us);
  const auto told = to_json(tally)["latency_us"];
  EXPECT_EQ(told["p50"], 500);
  EXPECT_EQ(told["p99"], 990);
  EXPECT_EQ(told["max"], 1000);
}

TEST(Tally, AFailureIsCountedUnderItsNameAndHasNoTime) {
  Login login;
  login.fail(Failure::refused);
  Tally tally;
  tally.count(login, std::chrono::seconds(1));
  const auto told = to_json(tally);
  EXPECT_EQ(told["logins"], 0);
  EXPECT_EQ(told["failures"], nlohmann::json({{"refused", 1}}));
  EXPECT_FALSE(told.contains("latency_us"));
}

}  // namespace
}  // namespace redial::peers
