// The incremental reader in both roles, at every split of the stream.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "core/wire/websocket_codec.hpp"
#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Events = std::vector<WebSocketEvent>;
using Codes = std::initializer_list<std::uint16_t>;
using Role = WebSocketReader::Role;

constexpr MaskKey kKey = {0x37, 0xfa, 0x21, 0x3d};

Bytes operator+(Bytes left, const Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

// What a client reads of bytes that a server sent.
Events read(const Bytes& bytes) { return WebSocketReader(Role::client).read(bytes); }

Events violation(std::string what) { return {WebSocketViolation{kCloseProtocolError, std::move(what)}}; }

WebSocketMessage text(std::string_view payload) { return {true, bytes_of(payload)}; }

// ---- messages ----

TEST(WebSocketReaderTest, AnUnmaskedMessageReachesTheClient) {
  EXPECT_EQ(read(hex("82 03 010203")), Events{(WebSocketMessage{false, hex("010203")})});
  EXPECT_EQ(read(hex("81 05 48656c6c6f")), Events{text("Hello")});
  EXPECT_EQ(read(hex("82 00")), Events{WebSocketMessage{}});
}

TEST(WebSocketReaderTest, AMaskedMessageReachesTheServer) {
  EXPECT_EQ(WebSocketReader(Role::server).read(hex("81 85 37fa213d 7f9f4d5158")), Events{text("Hello")});
}

TEST(WebSocketReaderTest, FragmentsAreJoined) {
  EXPECT_EQ(read(hex("01 03 48656c  80 02 6c6f")), Events{text("Hello")});
  EXPECT_EQ(read(hex("02 00  00 01 aa  00 00  80 01 bb")), Events{(WebSocketMessage{false, hex("aabb")})});
}

TEST(WebSocketReaderTest, ACharacterMayBeSplitBetweenFragments) {
  EXPECT_EQ(read(hex("01 01 e4  80 02 bda0")), Events{text("\xe4\xbd\xa0")});
}

TEST(WebSocketReaderTest, ControlFramesMayStandBetweenFragments) {
  EXPECT_THAT(read(hex("01 03 48656c  89 01 70  80 02 6c6f")), ElementsAre(WebSocketPing{hex("70")}, text("Hello")));
}

TEST(WebSocketReaderTest, PingsAndPongsKeepTheirPayload) {
  EXPECT_THAT(read(hex("89 02 6869  8a 00")), ElementsAre(WebSocketPing{hex("6869")}, WebSocketPong{}));
}

TEST(WebSocketReaderTest, EveryFormOfLengthIsUnderstood) {
  for (const std::size_t size : {0u, 1u, 125u, 126u, 65535u, 65536u}) {
    const Bytes payload(size, 0x5a);
    EXPECT_EQ(read(encode_frame({}, payload)), Events{(WebSocketMessage{false, payload})}) << size;
  }
}

// ---- a stream cut anywhere ----

class WebSocketStreamTest : public testing::TestWithParam<Role> {
 protected:
  Bytes frame(Opcode opcode, bool is_final, const Bytes& payload) const {
    const auto mask = GetParam() == Role::server ? std::optional(kKey) : std::nullopt;
    return encode_frame({.opcode = opcode, .is_final = is_final, .mask = mask}, payload);
  }

  Bytes stream() const {
    return frame(Opcode::text, true, bytes_of("Hello")) + frame(Opcode::ping, true, hex("01")) +
           frame(Opcode::binary, false, Bytes(130, 7)) + frame(Opcode::pong, true, {}) +
           frame(Opcode::continuation, true, hex("08")) + frame(Opcode::close, true, close_payload(1001, "restart"));
  }

  Events events() const {
    return {text("Hello"), WebSocketPing{hex("01")}, WebSocketPong{}, WebSocketMessage{false, Bytes(130, 7) + hex("08")},
            WebSocketClose{1001, "restart"}};
  }
};

TEST_P(WebSocketStreamTest, ReadsTheSameWhereverItIsCutInTwo) {
  const Bytes bytes = stream();
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    WebSocketReader reader(GetParam());
    Events got = reader.read(std::span(bytes).first(cut));
    for (WebSocketEvent& event : reader.read(std::span(bytes).subspan(cut))) got.push_back(std::move(event));
    ASSERT_EQ(got, events()) << "cut at " << cut;
  }
}

TEST_P(WebSocketStreamTest, ReadsTheSameByteByByte) {
  WebSocketReader reader(GetParam());
  Events got;
  for (const std::uint8_t byte : stream())
    for (WebSocketEvent& event : reader.read({&byte, 1})) got.push_back(std::move(event));
  EXPECT_EQ(got, events());
}

INSTANTIATE_TEST_SUITE_P(Roles, WebSocketStreamTest, testing::Values(Role::server, Role::client),
                         [](const auto& test) { return test.param == Role::server ? "Server" : "Client"; });

// ---- close ----

TEST(WebSocketCloseTest, CarriesCodeAndReason) {
  EXPECT_EQ(read(hex("88 05 03e8 627965")), Events{(WebSocketClose{1000, "bye"})});
  EXPECT_EQ(read(hex("88 00")), Events{WebSocketClose{}});
}

TEST(WebSocketCloseTest, NothingIsReadBehindIt) {
  WebSocketReader reader(Role::client);
  EXPECT_THAT(reader.read(hex("88 00  82 01 aa")), ElementsAre(WebSocketClose{}));
  EXPECT_THAT(reader.read(hex("82 01 aa")), IsEmpty());
}

TEST(WebSocketCloseTest, HalfACodeIsAViolation) { EXPECT_EQ(read(hex("88 01 03")), violation("close code is cut short")); }

TEST(WebSocketCloseTest, CodesThatMustNotBeSentAreAViolation) {
  for (const std::uint16_t code : Codes{0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535})
    EXPECT_EQ(read(encode_frame({.opcode = Opcode::close}, close_payload(code))),
              violation("close code " + std::to_string(code) + " is not for the wire"));
}

TEST(WebSocketCloseTest, RegisteredAndPrivateCodesPass) {
  for (const std::uint16_t code : Codes{1000, 1003, 1007, 1011, 1014, 3000, 4999})
    EXPECT_EQ(read(encode_frame({.opcode = Opcode::close}, close_payload(code))), Events{(WebSocketClose{code, ""})});
}

TEST(WebSocketCloseTest, AReasonThatIsNotUtf8IsAViolation) {
  EXPECT_EQ(read(hex("88 03 03e8 ff")), Events{(WebSocketViolation{kCloseInvalidText, "close reason is not UTF-8"})});
}

// ---- violations ----

TEST(WebSocketViolationTest, AServerDemandsMasks) {
  EXPECT_EQ(WebSocketReader(Role::server).read(hex("82 00")), violation("frame from a client is not masked"));
}

TEST(WebSocketViolationTest, AClientRefusesMasks) {
  EXPECT_EQ(read(hex("82 80 37fa213d")), violation("frame from a server is masked"));
}

TEST(WebSocketViolationTest, ReservedBitsAreRefused) {
  for (const auto* frame : {"c2 00", "a2 00", "92 00"}) EXPECT_EQ(read(hex(frame)), violation("reserved bits are set")) << frame;
}

TEST(WebSocketViolationTest, ReservedOpcodesAreRefused) {
  for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
    EXPECT_EQ(read(encode_frame({.opcode = static_cast<Opcode>(opcode)}, {})), violation("opcode is reserved")) << opcode;
}

TEST(WebSocketViolationTest, ControlFramesAreNotFragmented) {
  for (const auto* frame : {"08 00", "09 00", "0a 00"})
    EXPECT_EQ(read(hex(frame)), violation("control frame is fragmented")) << frame;
}

TEST(WebSocketViolationTest, ControlFramesHoldAtMost125Bytes) {
  EXPECT_EQ(read(encode_frame({.opcode = Opcode::ping}, Bytes(kMaxControlPayloadBytes))), Events{WebSocketPing{Bytes(125)}});
  EXPECT_EQ(read(encode_frame({.opcode = Opcode::ping}, Bytes(kMaxControlPayloadBytes + 1))),
            violation("control frame is too long"));
}

TEST(WebSocketViolationTest, AContinuationNeedsABeginning) {
  EXPECT_EQ(read(hex("80 00")), violation("nothing to continue"));
  EXPECT_THAT(read(hex("82 00  80 00")), ElementsAre(WebSocketMessage{}, violation("nothing to continue")[0]));
}

TEST(WebSocketViolationTest, AMessageMayNotBeginInsideAnother) {
  EXPECT_EQ(read(hex("02 01 aa  82 00")), violation("message begins inside another"));
}

TEST(WebSocketViolationTest, LengthsMustBeInTheirShortestForm) {
  EXPECT_EQ(read(hex("82 7e 007d")), violation("length is not in its shortest form"));
}

TEST(WebSocketViolationTest, TextMustBeUtf8) {
  EXPECT_EQ(read(hex("81 02 c328")), Events{(WebSocketViolation{kCloseInvalidText, "text is not UTF-8"})});
}

TEST(WebSocketViolationTest, NothingIsReadBehindIt) {
  WebSocketReader reader(Role::client);
  EXPECT_THAT(reader.read(hex("83 00  82 01 aa")), ElementsAre(violation("opcode is reserved")[0]));
  EXPECT_THAT(reader.read(hex("82 01 aa")), IsEmpty());
}

// ---- size limit ----

const Events kTooBig = {WebSocketViolation{kCloseTooBig, "message is longer than 1048576 bytes"}};

TEST(WebSocketLimitTest, TheLargestMessagePasses) {
  EXPECT_EQ(read(encode_frame({}, Bytes(kMaxMessageBytes))), Events{(WebSocketMessage{false, Bytes(kMaxMessageBytes)})});
}

TEST(WebSocketLimitTest, OneByteMoreIsRefusedByItsHeader) {
  EXPECT_EQ(read(hex("82 7f 0000000000100001")), kTooBig);
  EXPECT_EQ(read(hex("82 7f ffffffffffffffff")), kTooBig);
}

TEST(WebSocketLimitTest, FragmentsCountTogether) {
  const Bytes first = encode_frame({.is_final = false}, Bytes(kMaxMessageBytes));
  EXPECT_EQ(read(first + hex("80 00")), Events{(WebSocketMessage{false, Bytes(kMaxMessageBytes)})});
  EXPECT_EQ(read(first + hex("80 01")), kTooBig);
}

TEST(WebSocketLimitTest, MayBeSetLower) {
  WebSocketReader reader(Role::client, 3);
  EXPECT_THAT(reader.read(hex("82 03 010203")), ElementsAre(WebSocketMessage{false, hex("010203")}));
  EXPECT_THAT(reader.read(hex("82 04")), ElementsAre(WebSocketViolation{kCloseTooBig, "message is longer than 3 bytes"}));
}

}  // namespace
}  // namespace redial::wire
