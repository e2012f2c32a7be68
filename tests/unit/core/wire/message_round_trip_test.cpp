// What is written is read back, for messages made up by a seeded generator.
#include <gtest/gtest.h>

#include <string>

#include "core/time/random.hpp"
#include "core/wire/envelope.hpp"

namespace redial::wire {
namespace {

constexpr int kRounds = 2000;

class Inventor {
 public:
  explicit Inventor(std::uint64_t seed) : random_(seed) {}

  ServerMessage server_message(ConnAckLayout layout) {
    switch (random_.below(6)) {
      case 0:
        return connack(layout);
      case 1:
        return ServerPublish{qos(), yes(), seconds(), text(), text(), u16(), bytes()};
      case 2:
        return ServerPubAck{u16(), seconds(), u16(), u16(), text()};
      case 3:
        return QueryAck{qos(), u16(), seconds(), u16(), bytes()};
      case 4:
        return PingResp{};
      default:
        return ServerDisconnect{short_status()};
    }
  }

  ClientMessage client_message() {
    switch (random_.below(6)) {
      case 0:
        return ClientPublish{qos(), text(), text(), u16(), bytes()};
      case 1:
        return ClientPubAck{u16()};
      case 2:
        return Query{text(), text(), u16(), bytes()};
      case 3:
        return QueryCon{u16()};
      case 4:
        return PingReq{};
      default:
        return ClientDisconnect{short_status()};
    }
  }

 private:
  // v3 cannot express a field behind an absent one, nor `first_id`.
  ConnAck connack(ConnAckLayout layout) {
    const bool v3 = layout == ConnAckLayout::v3;
    ConnAck message{.status = short_status()};
    if (yes()) message.user = text();
    if (yes() && !(v3 && !message.user)) message.session = text();
    if (yes() && !(v3 && !message.session)) message.server_time_ms = static_cast<std::int64_t>(random_.next());
    if (yes() && !v3) message.first_id = u16();
    return message;
  }

  bool yes() { return random_.below(2) == 1; }
  std::uint8_t qos() { return static_cast<std::uint8_t>(random_.below(4)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(random_.below(0x10000)); }
  std::uint16_t short_status() { return static_cast<std::uint16_t>(random_.below(0x100)); }
  std::int32_t seconds() { return static_cast<std::int32_t>(random_.next()); }

  std::string text() {
    static const std::string kPieces[] = {"", "u", "long-user-name", "é", "你好", "😀", std::string(1, '\0')};
    std::string result;
    for (auto count = random_.below(4); count > 0; --count) result += kPieces[random_.below(std::size(kPieces))];
    return result;
  }

  Bytes bytes() {
    Bytes result(random_.below(64));
    for (std::uint8_t& byte : result) byte = static_cast<std::uint8_t>(random_.below(256));
    return result;
  }

  Random random_;
};

class ServerRoundTripTest : public testing::TestWithParam<ConnAckLayout> {};

TEST_P(ServerRoundTripTest, WhatTheServerWritesTheClientReads) {
  Inventor inventor(2024);
  for (int round = 0; round < kRounds; ++round) {
    const ServerMessage message = inventor.server_message(GetParam());
    const auto read = decode_server_message(encode(message, GetParam()), GetParam());
    ASSERT_TRUE(read.ok()) << to_text(message) << ": " << read.error().what;
    ASSERT_EQ(*read, message) << to_text(message) << " in round " << round;
  }
}

INSTANTIATE_TEST_SUITE_P(Layouts, ServerRoundTripTest, testing::Values(ConnAckLayout::v3, ConnAckLayout::v4),
                         [](const auto& test) { return test.param == ConnAckLayout::v3 ? "V3" : "V4"; });

TEST(ClientRoundTripTest, WhatTheClientWritesTheServerReads) {
  Inventor inventor(2025);
  for (int round = 0; round < kRounds; ++round) {
    const ClientMessage message = inventor.client_message();
    const auto read = decode_client_message(encode(message));
    ASSERT_TRUE(read.ok()) << to_text(message) << ": " << read.error().what;
    ASSERT_EQ(*read, message) << to_text(message) << " in round " << round;
  }
}

}  // namespace
}  // namespace redial::wire
