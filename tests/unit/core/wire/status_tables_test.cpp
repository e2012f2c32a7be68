// Every documented status, and those that are not.
#include "core/wire/status_tables.hpp"

#include <gtest/gtest.h>

#include <array>
#include <initializer_list>

namespace redial::wire {
namespace {

using Statuses = std::initializer_list<std::uint16_t>;

// The vendor's numbers by CONNACK status, from 0.
constexpr std::array kConnAckCodes = {0,     31001, 31002, 31003, 31004, 31005, 0,     31007, 31008, 31009, 31020,
                                      31021, 31022, 31023, 31024, 31025, 31026, 31027, 31028, 31029, 31030};

TEST(ConnAckStatusTest, EveryStatusOfTheVendorsTableHasItsCodeAndAMeaning) {
  for (std::uint16_t status = 0; status < kConnAckCodes.size(); ++status) {
    EXPECT_EQ(connack_meaning(status).code, kConnAckCodes[status]) << status;
    EXPECT_FALSE(connack_meaning(status).meaning.empty()) << status;
  }
}

TEST(ConnAckStatusTest, OnlySuccessAndRedirectAreNotTerminal) {
  EXPECT_EQ(connack_meaning(0).reaction, Reaction::succeed);
  EXPECT_EQ(connack_meaning(6).reaction, Reaction::redirect);
  for (std::uint16_t status = 1; status < kConnAckCodes.size(); ++status)
    EXPECT_EQ(connack_meaning(status).reaction == Reaction::terminal, status != 6) << status;
}

TEST(ConnAckStatusTest, OtherStatusesAreUndefined) {
  for (const std::uint16_t status : Statuses{21, 255, 256, 65535}) {
    EXPECT_EQ(connack_meaning(status).reaction, Reaction::undefined) << status;
    EXPECT_EQ(connack_meaning(status).code, 0) << status;
  }
}

TEST(DisconnectStatusTest, EveryStatusOfTheVendorsTableHasItsCode) {
  EXPECT_EQ(disconnect_meaning(1).code, 31010);
  EXPECT_EQ(disconnect_meaning(2).code, 31011);
  EXPECT_EQ(disconnect_meaning(5).code, 31011);
  EXPECT_EQ(disconnect_meaning(6).code, 31006);
  EXPECT_EQ(disconnect_meaning(7).code, 31020);
  EXPECT_EQ(disconnect_meaning(8).code, 31001);
  EXPECT_EQ(disconnect_meaning(9).code, 31029);
}

TEST(DisconnectStatusTest, OnlyTheRedirectIsNotTerminal) {
  for (const std::uint16_t status : Statuses{1, 2, 5, 7, 8, 9})
    EXPECT_EQ(disconnect_meaning(status).reaction, Reaction::terminal) << status;
  EXPECT_EQ(disconnect_meaning(6).reaction, Reaction::redirect);
}

TEST(DisconnectStatusTest, OtherStatusesAreUndefined) {
  for (const std::uint16_t status : Statuses{0, 3, 4, 10, 256})
    EXPECT_EQ(disconnect_meaning(status).reaction, Reaction::undefined) << status;
}

}  // namespace
}  // namespace redial::wire
