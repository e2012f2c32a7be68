// Which packets a capture has, in which order they and the secrets stand, and whose comment an event becomes.
#include "net/capture/connection_capture.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "net/capture/tcp_packet.hpp"

namespace redial::net::capture {
namespace {

using namespace std::chrono_literals;
using wire::Bytes;
using End = TcpTap::End;
using Lines = std::vector<std::string>;

std::size_t number_at(std::span<const std::uint8_t> bytes, std::size_t at) {
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | static_cast<std::size_t>(bytes[at + 3]) << 24;
}

// "in SYN", "out PSH +5: first comment; second comment".
std::string packet_in_words(std::span<const std::uint8_t> block) {
  const std::size_t size = number_at(block, 20);
  const auto packet = block.subspan(28, size);
  std::string flags, comments, way;
  for (const auto& [flag, name] : {std::pair(kSyn, " SYN"), {kFin, " FIN"}, {kRst, " RST"}, {kPsh, " PSH"}})
    if ((packet[33] & flag) != 0) flags += name;
  const std::size_t payload = size - 20 - (packet[32] >> 4) * 4u;
  if (payload > 0) flags += " +" + std::to_string(payload);
  for (std::size_t at = 28 + (size + 3) / 4 * 4; block[at] != 0;) {
    const std::size_t length = block[at + 2] + block[at + 3] * 256u;
    const auto value = block.subspan(at + 4, length);
    if (block[at] == 1) comments += (comments.empty() ? ": " : "; ") + std::string(value.begin(), value.end());
    if (block[at] == 2) way = value[0] == 1 ? "in" : "out";
    at += 4 + (length + 3) / 4 * 4;
  }
  return way + flags + comments;
}

class ConnectionCaptureTest : public ::testing::Test {
 protected:
  static constexpr UnixTime kStart = 1000s;

  void read(std::size_t size) { capture->read(now, Bytes(size)); }
  void write(std::size_t size) {
    capture->queued(size);
    capture->written(now, Bytes(size));
  }
  // A message of the server's that passes at once.
  void send(const std::string& text, std::size_t size) {
    capture->sending(text);
    write(size);
    capture->sent(now);
  }
  // What is in the file when the connection is gone, behind its beginning and the handshake.
  Lines finish() {
    capture.reset();
    return {lines.begin() + 5, lines.end()};
  }

  Lines lines;
  UnixTime now = kStart;
  std::unique_ptr<ConnectionCapture> capture = std::make_unique<ConnectionCapture>(
      ConnectionCapture::About{.application = "redial", .comment = "c", .ends{}}, now, [this](auto block) {
        switch (number_at(block, 0)) {
          case 6:
            return lines.push_back(packet_in_words(block));
          case 10:
            return lines.push_back({block.begin() + 16, block.begin() + 16 + static_cast<long>(number_at(block, 12))});
          default:
            return lines.push_back(number_at(block, 0) == 1 ? "interface" : "section");
        }
      });
};

TEST_F(ConnectionCaptureTest, AFileBeginsWithSectionInterfaceAndHandshake) {
  (void)finish();
  EXPECT_EQ(lines, (Lines{"section", "interface", "in SYN", "out SYN", "in"}));
}

TEST_F(ConnectionCaptureTest, BytesAndEndsOfBothSidesArePackets) {
  read(3);
  write(4);
  capture->ended(now, End::fin_received);
  capture->ended(now, End::fin_sent);
  EXPECT_EQ(finish(), (Lines{"in PSH +3", "out PSH +4", "in FIN", "out FIN", "in"}));
}

TEST_F(ConnectionCaptureTest, AResetSaysWhose) {
  capture->ended(now, End::reset_sent);
  EXPECT_EQ(finish(), Lines{"out RST"});
}

TEST_F(ConnectionCaptureTest, SecretsStandBeforeThePacketThatIsLookedAt) {
  read(3);
  capture->secret("CLIENT_RANDOM 1 2");
  EXPECT_EQ(finish(), (Lines{"CLIENT_RANDOM 1 2\n", "in PSH +3"}));
}

TEST_F(ConnectionCaptureTest, WhatAPacketWasFoundToBeIsItsComment) {
  read(3);
  now += 1s;
  capture->comment("server-received PING");
  write(4);
  EXPECT_EQ(finish(), (Lines{"in PSH +3: server-received PING", "out PSH +4"}));
}

TEST_F(ConnectionCaptureTest, WhatHappensSoonAfterAPacketIsItsComment) {
  read(3);
  now += 1ms;
  capture->note(now, "fault-fired");
  now += 2ms;
  write(4);
  EXPECT_EQ(finish(), (Lines{"in PSH +3: fault-fired", "out PSH +4"}));
}

TEST_F(ConnectionCaptureTest, WhatHappensLongAfterAPacketIsACommentOfTheNext) {
  read(3);
  now += 2s;
  capture->note(now, "fault-fired");
  now += 1ms;
  capture->ended(now, End::reset_sent);
  capture->note(now, "server-closed");
  EXPECT_EQ(finish(), (Lines{"in PSH +3", "out RST: fault-fired; server-closed"}));
}

TEST_F(ConnectionCaptureTest, WhatBringsOurEndAboutIsACommentOfItWhateverIsWrittenFirst) {
  read(3);
  capture->note(now, "fault-fired");
  capture->ending(now);
  now += 1s;
  write(4);
  capture->ended(now, End::reset_sent);
  EXPECT_EQ(finish(), (Lines{"in PSH +3", "out PSH +4", "out RST: fault-fired"}));
}

TEST_F(ConnectionCaptureTest, WhatHappenedEarlierHasNotBroughtOurEndAbout) {
  read(3);
  capture->note(now, "fault-fired");
  now += 1s;
  capture->ending(now);
  capture->ended(now, End::reset_sent);
  EXPECT_EQ(finish(), (Lines{"in PSH +3: fault-fired", "out RST"}));
}

TEST_F(ConnectionCaptureTest, AMessageIsACommentOfThePacketItBeginsIn) {
  read(3);
  capture->sending("CONNACK");
  capture->queued(10);
  capture->sent(now);
  capture->sending("PUBLISH");
  capture->queued(5);
  capture->sent(now);
  capture->written(now, Bytes(8));
  capture->written(now, Bytes(2));
  capture->written(now, Bytes(5));
  EXPECT_EQ(finish(), (Lines{"in PSH +3", "out PSH +8: CONNACK", "out PSH +2", "out PSH +5: PUBLISH"}));
}

TEST_F(ConnectionCaptureTest, MessagesThatLeaveInOnePacketAreBothItsComments) {
  capture->sending("CONNACK");
  capture->queued(10);
  capture->sending("PUBLISH");
  capture->queued(5);
  capture->written(now, Bytes(15));
  EXPECT_EQ(finish(), Lines{"out PSH +15: CONNACK; PUBLISH"});
}

TEST_F(ConnectionCaptureTest, AMessageIsACommentOfItsSegment) {
  capture->queued(kMaxSegmentBytes);
  capture->sending("PUBLISH");
  capture->queued(1);
  capture->written(now, Bytes(kMaxSegmentBytes + 1));
  EXPECT_EQ(finish(), (Lines{"out PSH +65495", "out PSH +1: PUBLISH"}));
}

TEST_F(ConnectionCaptureTest, WhatDoesNotReachTheSocketIsHeldBack) {
  read(3);
  capture->sending("CONNACK");
  capture->sent(now);
  now += 1s;
  send("PONG", 2);
  EXPECT_EQ(finish(), (Lines{"in PSH +3: held back: CONNACK", "out PSH +2: PONG"}));
}

TEST_F(ConnectionCaptureTest, WhatAResetLosesWasNeverWritten) {
  capture->sending("CONNACK");
  capture->queued(10);
  capture->sent(now);
  capture->ended(now, End::reset_sent);
  EXPECT_EQ(finish(), Lines{"out RST: never written: CONNACK"});
}

}  // namespace
}  // namespace redial::net::capture
