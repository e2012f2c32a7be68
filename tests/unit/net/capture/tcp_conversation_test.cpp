// Sequence and acknowledgement numbers, flags and ends of a made-up TCP conversation.
#include "net/capture/tcp_conversation.hpp"

#include <gtest/gtest.h>

#include <string>

#include "net/capture/tcp_packet.hpp"

namespace redial::net::capture {
namespace {

using wire::Bytes;

std::uint32_t number_at(const Bytes& bytes, std::size_t at) {
  return bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
}

// "client SYN ACK 0 1 +5": flags, sequence, acknowledgement and payload of each.
std::string in_words(const Packet& packet) {
  const Bytes& bytes = packet.bytes;
  std::string text = packet.from == Side::client ? "client" : "server";
  const std::size_t header = (bytes[32] >> 4) * 4u;
  for (const auto& [flag, name] : {std::pair(kSyn, " SYN"), {kFin, " FIN"}, {kRst, " RST"}, {kPsh, " PSH"}, {kAck, " ACK"}})
    if ((bytes[33] & flag) != 0) text += name;
  text += " " + std::to_string(number_at(bytes, 24)) + " " + std::to_string(number_at(bytes, 28));
  const std::size_t size = bytes.size() - 20 - header;
  return size == 0 ? text : text + " +" + std::to_string(size);
}

class TcpConversationTest : public ::testing::Test {
 protected:
  void append(const Packets& packets) {
    for (const Packet& packet : packets) seen.push_back(in_words(packet));
  }
  using Seen = std::vector<std::string>;

  TcpConversation tcp{{.address{127, 0, 0, 1}, .port = 1}, {.address{127, 0, 0, 1}, .port = 2}};
  Seen seen;
};

TEST_F(TcpConversationTest, TheHandshakeOpensBothSides) {
  append(tcp.handshake());
  EXPECT_EQ(seen, (Seen{"client SYN 0 0", "server SYN ACK 0 1", "client ACK 1 1"}));
}

TEST_F(TcpConversationTest, EveryPacketAcknowledgesAllBeforeIt) {
  (void)tcp.handshake();
  append(tcp.data(Side::client, Bytes(5)));
  append(tcp.data(Side::client, Bytes(2)));
  append(tcp.data(Side::server, Bytes(7)));
  append(tcp.data(Side::client, Bytes(1)));
  EXPECT_EQ(seen, (Seen{"client PSH ACK 1 1 +5", "client PSH ACK 6 1 +2", "server PSH ACK 1 8 +7", "client PSH ACK 8 8 +1"}));
}

TEST_F(TcpConversationTest, WhatNoPacketHoldsIsSplit) {
  (void)tcp.handshake();
  append(tcp.data(Side::server, Bytes(kMaxSegmentBytes + 1)));
  EXPECT_EQ(seen, (Seen{"server PSH ACK 1 1 +65495", "server PSH ACK 65496 1 +1"}));
}

TEST_F(TcpConversationTest, AfterOneFinTheOtherSideGoesOn) {
  (void)tcp.handshake();
  append(tcp.fin(Side::client));
  append(tcp.fin(Side::client));
  append(tcp.data(Side::client, Bytes(1)));
  append(tcp.data(Side::server, Bytes(3)));
  EXPECT_EQ(seen, (Seen{"client FIN ACK 1 1", "server PSH ACK 1 2 +3"}));
}

TEST_F(TcpConversationTest, TheSecondFinIsAcknowledgedAndNothingFollows) {
  (void)tcp.handshake();
  append(tcp.fin(Side::server));
  append(tcp.fin(Side::client));
  append(tcp.reset(Side::server));
  append(tcp.data(Side::server, Bytes(1)));
  EXPECT_EQ(seen, (Seen{"server FIN ACK 1 1", "client FIN ACK 1 2", "server ACK 2 2"}));
}

TEST_F(TcpConversationTest, NothingFollowsAReset) {
  (void)tcp.handshake();
  append(tcp.reset(Side::client));
  append(tcp.fin(Side::server));
  append(tcp.reset(Side::server));
  append(tcp.data(Side::server, Bytes(1)));
  EXPECT_EQ(seen, Seen{"client RST ACK 1 1"});
}

}  // namespace
}  // namespace redial::net::capture
