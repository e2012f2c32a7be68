// Every example of the protocol page (docs/PROTOCOL.md), captured from the official Web SDK, and one each of the messages that it
// shows only in part: read, written, and cut off at every place.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "core/wire/envelope.hpp"
#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {
namespace {

// A prefix of `bytes` shorter than `least` is no message; from there on only the payload gets shorter, or optional fields go
// missing: then `ends` lists the lengths at which a field ends.
template <class Message>
struct Captured {
  std::string name;
  Bytes bytes;
  Message message;
  std::size_t least = 0;
  std::vector<std::size_t> ends;
  ConnAckLayout layout = ConnAckLayout::v3;

  bool may_end_at(std::size_t size) const {
    if (ends.empty()) return size >= least;
    return std::find(ends.begin(), ends.end(), size) != ends.end();
  }
};
template <class Message>
void PrintTo(const Captured<Message>& captured, std::ostream* out) {
  *out << captured.name;
}

using FromServer = Captured<ServerMessage>;
using FromClient = Captured<ClientMessage>;

template <class Test>
std::string case_name(const testing::TestParamInfo<Test>& info) {
  return info.param.name;
}

template <class Message, class Read>
void expect_no_message_inside_a_field(const Captured<Message>& captured, Read read) {
  for (std::size_t size = 0; size < captured.bytes.size(); ++size) {
    const auto message = read(std::span(captured.bytes).first(size));
    ASSERT_EQ(message.ok(), captured.may_end_at(size)) << "after " << size << " bytes";
    if (message.ok()) {
      EXPECT_NE(*message, captured.message) << "after " << size << " bytes";
    } else {
      EXPECT_LE(message.error().offset, size);
    }
  }
}

// ---- server to client ----

class ServerMessageTest : public testing::TestWithParam<FromServer> {};

TEST_P(ServerMessageTest, IsReadAsCaptured) {
  const auto message = decode_server_message(GetParam().bytes, GetParam().layout);
  ASSERT_TRUE(message.ok()) << message.error().what;
  EXPECT_EQ(*message, GetParam().message);
}

TEST_P(ServerMessageTest, IsWrittenAsCaptured) { EXPECT_EQ(encode(GetParam().message, GetParam().layout), GetParam().bytes); }

TEST_P(ServerMessageTest, CutOffInsideAFieldItIsNoMessage) {
  const auto read = [&](std::span<const std::uint8_t> bytes) { return decode_server_message(bytes, GetParam().layout); };
  expect_no_message_inside_a_field(GetParam(), read);
}

INSTANTIATE_TEST_SUITE_P(
    Captured, ServerMessageTest,
    testing::Values(
        FromServer{"ConnAckV3",
                   hex("20 00 00 0002 7531 0006 736573732d31 000001a1ffdd1290"),
                   ConnAck{.user = "u1", .session = "sess-1", .server_time_ms = 0x1a1ffdd1290},
                   0,
                   {3, 7, 15}},
        FromServer{"ConnAckV4",
                   hex("20 00 00 0f 0002 7531 0006 736573732d31 000001a1ffd03e79 01f4"),
                   ConnAck{.user = "u1", .session = "sess-1", .server_time_ms = 0x1a1ffd03e79, .first_id = 500},
                   0,
                   {3},
                   ConnAckLayout::v4},
        FromServer{"ConnAckTokenIncorrect", hex("20 00 04"), ConnAck{.status = 4}, 3},
        FromServer{"ConnAckTokenIncorrectV4", hex("20 00 04"), ConnAck{.status = 4}, 3, {}, ConnAckLayout::v4},
        FromServer{"PingResp", hex("d0"), PingResp{}, 1},
        FromServer{"QueryAck", hex("60 0005 6b020358 0000 1001 1801 2001"),
                   QueryAck{.id = 5, .seconds = 0x6b020358, .payload = hex("1001 1801 2001")}, 9},
        FromServer{"QueryAckQos1", hex("62 0005 6b020358 0001"), QueryAck{.qos = 1, .id = 5, .seconds = 0x6b020358, .status = 1},
                   9},
        FromServer{"PubAck", hex("40 0009 6b020439 0000 0386 0011 5549442d31373935323934323635393032"),
                   ServerPubAck{.id = 9, .seconds = 0x6b020439, .milliseconds = 902, .message_uid = "UID-1795294265902"}, 30},
        FromServer{"PubAckStatus405", hex("40 000b 6b02043b 0195 00c8 0000"),
                   ServerPubAck{.id = 11, .seconds = 0x6b02043b, .status = 405, .milliseconds = 200}, 13},
        FromServer{"PublishNotify", hex("30 6b020445 0005 735f6e7466 0002 7531 0001 0801 10fce082ff9f34"),
                   ServerPublish{.qos = 0,
                                 .seconds = 0x6b020445,
                                 .topic = "s_ntf",
                                 .target = "u1",
                                 .id = 1,
                                 .payload = hex("0801 10fce082ff9f34")},
                   18},
        FromServer{
            "PublishMessage", hex("32 6b0200b8 0005 735f6d7367 0002 7531 0001 0a027532"),
            ServerPublish{.qos = 1, .seconds = 0x6b0200b8, .topic = "s_msg", .target = "u1", .id = 1, .payload = hex("0a027532")},
            18},
        FromServer{"PublishOwnMessage", hex("3a 6b0200b8 0006 70704d736750 0002 7532 0001 0803"),
                   ServerPublish{.qos = 1,
                                 .sync = true,
                                 .seconds = 0x6b0200b8,
                                 .topic = "ppMsgP",
                                 .target = "u2",
                                 .id = 1,
                                 .payload = hex("0803")},
                   19},
        FromServer{"DisconnectKicked", hex("e0 00 01"), ServerDisconnect{.status = 1}, 3}),
    case_name<FromServer>);

// ---- client to server ----

class ClientMessageTest : public testing::TestWithParam<FromClient> {};

TEST_P(ClientMessageTest, IsReadAsCaptured) {
  const auto message = decode_client_message(GetParam().bytes);
  ASSERT_TRUE(message.ok()) << message.error().what;
  EXPECT_EQ(*message, GetParam().message);
}

TEST_P(ClientMessageTest, IsWrittenAsCaptured) { EXPECT_EQ(encode(GetParam().message), GetParam().bytes); }

TEST_P(ClientMessageTest, CutOffInsideAFieldItIsNoMessage) {
  expect_no_message_inside_a_field(GetParam(), [](std::span<const std::uint8_t> bytes) { return decode_client_message(bytes); });
}

// {"engine":"5.38.0","imlib-next":"5.38.0"}
const std::string kSdkInfo = "7b22656e67696e65223a22352e33382e30222c22696d6c69622d6e657874223a22352e33382e30227d";
// {"content":"hello 你好"}
const std::string kText = "7b22636f6e74656e74223a2268656c6c6f20e4bda0e5a5bd227d";

INSTANTIATE_TEST_SUITE_P(
    Captured, ClientMessageTest,
    testing::Values(
        FromClient{"PingReq", hex("c0"), PingReq{}, 1},
        FromClient{"QueryPullMsg", hex("50 0007 70756c6c4d7367 0002 7531 0005 0800 1000 2001 3000 3801 4801"),
                   Query{.topic = "pullMsg", .target = "u1", .id = 5, .payload = hex("0800 1000 2001 3000 3801 4801")}, 16},
        FromClient{"QueryReportSdk", hex("50 0009 7265706f727473646b 0002 7531 0006 0a29" + kSdkInfo),
                   Query{.topic = "reportsdk", .target = "u1", .id = 6, .payload = hex("0a29" + kSdkInfo)}, 18},
        FromClient{"PublishText",
                   hex("32 0006 70704d736750 0002 7532 0009 0803 1209 52433a5478744d7367 1a1a" + kText + "4802 5001 b00100"),
                   ClientPublish{.topic = "ppMsgP",
                                 .target = "u2",
                                 .id = 9,
                                 .payload = hex("0803 1209 52433a5478744d7367 1a1a" + kText + "4802 5001 b00100")},
                   15},
        FromClient{"PubAck", hex("40 0001"), ClientPubAck{.id = 1}, 3},
        FromClient{"QueryCon", hex("70 0005"), QueryCon{.id = 5}, 3},
        FromClient{"DisconnectLogout", hex("e0 00 04"), ClientDisconnect{.status = 4}, 3}),
    case_name<FromClient>);

}  // namespace
}  // namespace redial::wire
