// Limits that only a damaged or a made-up capture reaches.
#include <gmock/gmock.h>

#include "core/base/text_encodings.hpp"
#include "doctor/artefacts/capture/dns_answer.hpp"
#include "doctor/artefacts/capture/http_dialogue.hpp"
#include "doctor/artefacts/capture/ip_fragments.hpp"
#include "doctor/artefacts/capture/key_log.hpp"
#include "doctor/artefacts/capture/pcapng_file.hpp"
#include "doctor/artefacts/capture/story.hpp"
#include "doctor/artefacts/capture/tcp_streams.hpp"
#include "doctor/artefacts/capture/tls_reader.hpp"
#include "tests/unit/core/wire/hex.hpp"
#include "tests/unit/doctor/artefacts/capture/made_capture.hpp"

namespace redial::doctor::capture {
namespace {

using testing::HasSubstr;
using wire::hex;

void put(wire::Bytes& to, const wire::Bytes& more) { to.insert(to.end(), more.begin(), more.end()); }

TEST(CaptureLimitsTest, InterfacesOfASection) {
  wire::Bytes file = hex("0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000");
  for (std::size_t i = 0; i <= kMaxInterfaces; ++i) put(file, hex("01000000 14000000 6500 0000 00000000 14000000"));
  put(file, hex("06000000 20000000 00000100 00000000 80841e00 00000000 00000000 20000000"));  // of the first one too many
  put(file, hex("06000000 20000000 ffff0000 00000000 80841e00 00000000 00000000 20000000"));
  MemorySource source(file);
  Window window(source);
  PcapngFile packets(window);
  EXPECT_TRUE(packets.next());
  EXPECT_FALSE(packets.next());
  EXPECT_EQ(packets.trouble(), "");
}

TEST(CaptureLimitsTest, FragmentsOfAPacket) {
  const wire::Bytes piece(8);
  IpFragments fragments;
  const auto add = [&](std::size_t number, bool is_last) {
    IpPacket packet;
    packet.payload = piece;
    packet.size = piece.size();
    packet.fragment = IpPacket::Fragment{1, number * 8, is_last};
    return fragments.add(packet).has_value();
  };
  for (std::size_t i = 0; i < kMaxFragments; ++i) EXPECT_FALSE(add(i, false));
  EXPECT_FALSE(add(kMaxFragments, true));  // not kept any more
  EXPECT_EQ(fragments.lost(), 1u);
}

struct Unwanted : TcpListener {
  void asked(TimePoint) override {}
  void opened(TimePoint) override {}
  void data(Sender, TimePoint, View) override {}
  void lost(Sender, TimePoint, std::uint64_t) override {}
  void unreachable(TimePoint) override {}
  void ended(Sender, TimePoint, TcpEnd) override {}
  void over(TimePoint) override {}
  bool is_wanted() const override { return false; }
};

TEST(CaptureLimitsTest, KnownConnections) {
  TcpStreams streams([](const TcpStart&) { return std::make_unique<Unwanted>(); });
  const auto take = [&](std::size_t number, std::uint8_t flags) {
    net::Endpoint client{.address{10, 0, static_cast<std::uint8_t>(number >> 16), 1}, .port = static_cast<std::uint16_t>(number)};
    TcpSegment segment{.from = client, .to = {.address{10, 1, 0, 1}, .port = 1}};
    segment.flags = flags;
    segment.payload = View(segment.from.address);
    streams.take(segment, TimePoint{});
  };
  for (std::size_t i = 0; i < kMaxKnownConnections; ++i) take(i, kSyn);
  take(0, kAck);  // known, and not wanted
  EXPECT_EQ(streams.seen(), kMaxKnownConnections);
  take(kMaxKnownConnections, kSyn);  // all others are forgotten
  take(0, kAck);
  EXPECT_EQ(streams.seen(), kMaxKnownConnections + 2);
}

TEST(CaptureLimitsTest, LinesOfAKeyLog) {
  std::string lines;
  for (std::size_t i = 0; i <= kMaxKeyLogLines; ++i) {
    const std::string number = std::to_string(i);
    lines += "CLIENT_RANDOM " + std::string(64 - number.size(), '0') + number + " 01\n";
  }
  KeyLog log;
  log.add(lines);
  const auto random = [](const std::string& number) {
    const wire::Bytes bytes = hex(std::string(64 - number.size(), '0') + number);
    TlsRandom client;
    std::ranges::copy(bytes, client.begin());
    return client;
  };
  EXPECT_TRUE(log.knows(random(std::to_string(kMaxKeyLogLines - 1))));
  EXPECT_FALSE(log.knows(random(std::to_string(kMaxKeyLogLines))));
}

struct NoData : TlsReader::Sink {
  void plain_data(Sender, View) override {}
  void plain_lost(Sender) override {}
};

TEST(CaptureLimitsTest, TlsRecordsAndHandshakeMessages) {
  const KeyLog keys;
  NoData sink;
  TlsReader longest(keys, sink), too_long(keys, sink), message(keys, sink);
  longest.data(Sender::client, hex("16 0303 4800"));
  EXPECT_EQ(longest.facts().trouble, "");
  too_long.data(Sender::client, hex("16 0303 4801"));
  EXPECT_EQ(too_long.facts().trouble, "bytes that are no TLS record");
  message.data(Sender::client, hex("16 0303 0004 01 020001"));
  EXPECT_EQ(message.facts().trouble, "a handshake message too long to be true");
  static_assert(kMaxRecordBody == 0x4800 && kMaxHandshakeBytes == 0x020000);
}

TEST(CaptureLimitsTest, PipelinedQuestions) {
  Story story;
  HttpDialogue dialogue(story, {});
  for (std::size_t i = 0; i < kMaxPipelined; ++i) dialogue.data(Sender::client, TimePoint{}, bytes_of("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_TRUE(dialogue.is_wanted());
  dialogue.data(Sender::client, TimePoint{}, bytes_of("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_FALSE(dialogue.is_wanted());
}

TEST(CaptureLimitsTest, BytesOfMessagesThatAreTold) {
  Story story;
  const Epoch epoch = story.dial({.url = "ws://127.0.0.1:90/websocket"}, end(90));
  const wire::Bytes message(1u << 20);
  for (std::size_t told = 0; told < kMaxToldBytes; told += message.size())
    story.message(epoch, TimePoint{}, wire::Sender::server, message);
  story.message(epoch, TimePoint{}, wire::Sender::server, message);
  EXPECT_TRUE(story.conclude());
  const Case one = story.narrator().finish({});
  EXPECT_EQ(one.trace.size(), 1 + kMaxToldBytes / message.size());
  EXPECT_THAT(one.gaps.at(0).what, HasSubstr("1 beyond 67108864 bytes are left out"));
}

TEST(CaptureLimitsTest, AttemptsThatAreTold) {
  Story story;
  for (std::size_t i = 0; i <= kMaxAttempts; ++i) story.attempt({.server = end(90), .how = Failure::refused});
  EXPECT_TRUE(story.conclude());
  EXPECT_EQ(story.narrator().finish({}).trace.size(), 2 * kMaxAttempts);
}

TEST(CaptureLimitsTest, GapsThatAreTold) {
  Story story;
  for (std::size_t i = 0; i < kMaxGaps + 2; ++i) story.gap("somewhere", "something");
  story.conclude();
  const Case one = story.narrator().finish({});
  ASSERT_EQ(one.gaps.size(), kMaxGaps + 1);
  EXPECT_EQ(one.gaps.back().what, "2 more gaps");
}

TEST(CaptureLimitsTest, NamesOfAddresses) {
  Story story;
  const auto address = [](std::size_t number) {
    return net::Endpoint{.address{10, static_cast<std::uint8_t>(number >> 16), static_cast<std::uint8_t>(number >> 8),
                                  static_cast<std::uint8_t>(number)},
                         .port = 443};
  };
  for (std::size_t i = 0; i <= kMaxKnownNames; ++i) story.resolved("name" + std::to_string(i), address(i));
  story.attempt({.server = address(kMaxKnownNames - 1), .how = Failure::refused});
  story.attempt({.server = address(kMaxKnownNames), .how = Failure::refused});
  EXPECT_TRUE(story.conclude());
  const Case one = story.narrator().finish({});
  EXPECT_EQ(one.trace.at(0).detail, "http://name65535:443");
  EXPECT_EQ(one.trace.at(2).detail, "http://10.1.0.0:443");
}

TEST(CaptureLimitsTest, RecordsOfANameServersAnswer) {
  wire::Bytes answer = hex("1234 8180 0001 0041 0000 0000 036e6176 00 0001 0001");
  for (std::size_t i = 0; i <= kMaxDnsRecords; ++i) put(answer, hex("c00c 0001 0001 00000001 0004 0a000001"));
  ASSERT_TRUE(parse_dns_answer(answer));
  EXPECT_EQ(parse_dns_answer(answer)->addresses.size(), kMaxDnsRecords);
}

}  // namespace
}  // namespace redial::doctor::capture
