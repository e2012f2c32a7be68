// What a client meets under each fault of the open WebSocket and of the protocol on it.
#include "core/fault/validate.hpp"
#include "net/clock.hpp"
#include "payload/chat_payloads.hpp"
#include "tests/loopback/mock_server_fixture.hpp"
#include "tests/loopback/raw_client.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::FaultKind;
using fault::Moment;
using testing::RawClient;

const wire::Bytes kPing{0xc0};
const wire::Bytes kPong{0xd0};

class MessagesOnTheWire : public testing::MockServerFixture {
 protected:
  // The bytes behind the grant of an upgrade whose login is refused: a frame with CONNACK 4.
  std::string frame_of_connack(std::size_t size) {
    RawClient client(loop, app.chat_address);
    client.ask_upgrade(chat_url("nonsense"));
    client.take_head();
    return client.take(size);
  }
  void publish(testing::WebSocketPeer& client) {
    client.send(wire::encode(
        wire::ClientPublish{.topic = "ppMsgP", .target = "bob", .id = 9, .payload = payload::encode_upstream_text("hi", 0)}));
  }
  void query(testing::WebSocketPeer& client) {
    client.send(wire::encode(wire::Query{.topic = "pullSeAtts", .target = "u1", .id = 4, .payload = {0x08, 0x07}}));
  }
  void deliver(const std::string& text) { perform(control::DeliverMessage{UserId("bob"), UserId("u1"), text}); }
  // The next message, which has to be of this type.
  template <class Message>
  Message next(testing::WebSocketPeer& client) {
    const auto message = receive(client);
    const auto* expected = std::get_if<Message>(&message);
    if (expected == nullptr) ADD_FAILURE() << wire::to_text(message);
    return expected == nullptr ? Message{} : *expected;
  }
  std::string next_text(testing::WebSocketPeer& client) {
    return payload::decode_downstream_text(next<wire::ServerPublish>(client).payload).value().text;
  }
  // Nothing is under way: the next message is the answer to a ping.
  void expect_silence(testing::WebSocketPeer& client) {
    client.send(kPing);
    EXPECT_EQ(client.receive(), kPong);
  }
};

// ---- frames ----

TEST_F(MessagesOnTheWire, CloseCodeStandsInTheCloseFrame) {
  auto client = login("u1");
  arm({.kind = FaultKind::close_code, .status = 1013, .moment = Moment::now});
  EXPECT_EQ(client->closed(), "1013 closed by peer");
}

TEST_F(MessagesOnTheWire, TextFramesHaveTheOpcodeOfText) {
  arm({.kind = FaultKind::text_frames});
  EXPECT_EQ(frame_of_connack(5), std::string("\x81\x03\x20\0\x04", 5));
}

TEST_F(MessagesOnTheWire, FragmentsAreContinued) {
  arm({.kind = FaultKind::fragments, .bytes = 2});
  EXPECT_EQ(frame_of_connack(7), std::string("\x02\x02\x20\0\x80\x01\x04", 7));
}

TEST_F(MessagesOnTheWire, FragmentsAreAWholeMessageForAClient) {
  arm({.kind = FaultKind::fragments, .bytes = 1});
  EXPECT_NE(login("u1"), nullptr);
}

TEST_F(MessagesOnTheWire, ReservedBitIsSetAndAViolation) {
  arm({.kind = FaultKind::reserved_bits});
  EXPECT_EQ(frame_of_connack(5), std::string("\xc2\x03\x20\0\x04", 5));
  auto client = dial(chat_url(token("u1")));
  EXPECT_TRUE(client->closed().starts_with("1006 WebSocket protocol violated by peer"));
}

TEST_F(MessagesOnTheWire, MaskedFrameIsMaskedAndAViolation) {
  arm({.kind = FaultKind::masked_frames});
  const std::string frame = frame_of_connack(9);
  EXPECT_TRUE(frame.starts_with("\x82\x83"));
  EXPECT_EQ(frame[2] ^ frame[6], 0x20);
  auto client = dial(chat_url(token("u1")));
  EXPECT_TRUE(client->closed().starts_with("1006 WebSocket protocol violated by peer"));
}

TEST_F(MessagesOnTheWire, UnknownOpcodeIsAViolation) {
  arm({.kind = FaultKind::unknown_opcode});
  EXPECT_EQ(frame_of_connack(5), std::string("\x83\x03\x20\0\x04", 5));
  auto client = dial(chat_url(token("u1")));
  EXPECT_TRUE(client->closed().starts_with("1006 WebSocket protocol violated by peer"));
}

TEST_F(MessagesOnTheWire, OversizedFrameAnnouncesItsLengthAndIsAViolation) {
  arm({.kind = FaultKind::oversized_frame, .bytes = fault::kMinOversizedFrame, .moment = Moment::open});
  std::string expected("\x82\x7f\0\0\0\0\0\0\0\0", 10);
  for (std::size_t i = 0; i < 4; ++i) expected[9 - i] = static_cast<char>(fault::kMinOversizedFrame >> (8 * i));
  EXPECT_EQ(frame_of_connack(expected.size()), expected);
  auto client = dial(chat_url(token("u1")));
  EXPECT_TRUE(client->closed().starts_with("1006 WebSocket protocol violated by peer"));
}

// ---- CONNACK ----

TEST_F(MessagesOnTheWire, ConnackStatusIsTheOneAskedFor) {
  arm({.kind = FaultKind::connack_status, .status = 77});
  auto client = dial(chat_url(token("u1")));
  EXPECT_EQ(client->receive(), (wire::Bytes{0x20, 0, 77}));
}

TEST_F(MessagesOnTheWire, ShortConnackHasAStatusAlone) {
  arm({.kind = FaultKind::connack_short});
  EXPECT_EQ(dial(chat_url(token("u1")))->receive(), (wire::Bytes{0x20, 0, 0}));
}

TEST_F(MessagesOnTheWire, TruncatedConnackCannotBeDecoded) {
  arm({.kind = FaultKind::connack_truncated});
  const wire::Bytes half = dial(chat_url(token("u1")))->receive();
  EXPECT_EQ(half.front(), 0x20);
  EXPECT_FALSE(wire::decode_server_message(half, wire::ConnAckLayout::v3));
}

TEST_F(MessagesOnTheWire, ConnackTwiceIsTheSameTwice) {
  arm({.kind = FaultKind::connack_twice});
  auto client = dial(chat_url(token("u1")));
  EXPECT_EQ(client->receive(), client->receive());
}

TEST_F(MessagesOnTheWire, AnotherConnackComesAfterTheLogin) {
  auto client = login("u1");
  arm({.kind = FaultKind::connack_again, .moment = Moment::now});
  EXPECT_EQ(next<wire::ConnAck>(*client).user, "u1");
  expect_silence(*client);
}

// ---- DISCONNECT ----

TEST_F(MessagesOnTheWire, DisconnectIsFollowedByTheEnd) {
  auto client = login("u1");
  arm({.kind = FaultKind::disconnect, .status = 200, .moment = Moment::now});
  EXPECT_EQ(next<wire::ServerDisconnect>(*client).status, 200);
  EXPECT_EQ(client->closed(), "1000 closed by peer");
}

TEST_F(MessagesOnTheWire, DisconnectBeforeConnack) {
  arm({.kind = FaultKind::disconnect, .status = 1, .moment = Moment::open});
  auto client = dial(chat_url(token("u1")));
  EXPECT_EQ(next<wire::ServerDisconnect>(*client).status, 1);
}

TEST_F(MessagesOnTheWire, DisconnectOnlyLeavesTheConnectionUp) {
  auto client = login("u1");
  arm({.kind = FaultKind::disconnect_only, .status = 1, .moment = Moment::now});
  EXPECT_EQ(next<wire::ServerDisconnect>(*client).status, 1);
  expect_silence(*client);
}

// ---- pings, acknowledgements, pushes ----

TEST_F(MessagesOnTheWire, FirstPingGoesUnanswered) {
  auto client = login("u1");
  arm({.kind = FaultKind::ping_unanswered, .times = 1});
  client->send(kPing);
  publish(*client);
  next<wire::ServerPubAck>(*client);
  expect_silence(*client);
}

TEST_F(MessagesOnTheWire, DelayedPongComesLate) {
  auto client = login("u1");
  arm({.kind = FaultKind::ping_delay, .by = 30ms});
  const TimePoint start = net::now();
  expect_silence(*client);
  EXPECT_GE(net::now() - start, 30ms);
}

TEST_F(MessagesOnTheWire, PubackIsWithheldDelayedDoubledAndRefused) {
  auto client = login("u1");
  arm({.name = "f", .kind = FaultKind::puback_withhold});
  publish(*client);
  expect_silence(*client);
  perform(control::ClearFaults{"f"});

  arm({.name = "f", .kind = FaultKind::puback_delay, .by = 30ms});
  const TimePoint start = net::now();
  publish(*client);
  EXPECT_EQ(next<wire::ServerPubAck>(*client).status, 0);
  EXPECT_GE(net::now() - start, 30ms);
  perform(control::ClearFaults{"f"});

  arm({.name = "f", .kind = FaultKind::puback_twice});
  publish(*client);
  EXPECT_EQ(client->receive(), client->receive());
  perform(control::ClearFaults{"f"});

  arm({.kind = FaultKind::puback_status, .status = 20604});
  publish(*client);
  EXPECT_EQ(next<wire::ServerPubAck>(*client).status, 20604);
  expect_silence(*client);
}

TEST_F(MessagesOnTheWire, QueryackIsWithheldDelayedDoubledRefusedAndLags) {
  auto client = login("u1");
  arm({.name = "f", .kind = FaultKind::queryack_withhold});
  query(*client);
  expect_silence(*client);
  perform(control::ClearFaults{"f"});

  arm({.name = "f", .kind = FaultKind::queryack_delay, .by = 30ms});
  const TimePoint start = net::now();
  query(*client);
  EXPECT_EQ(next<wire::QueryAck>(*client).payload, (wire::Bytes{0x08, 0x07}));
  EXPECT_GE(net::now() - start, 30ms);
  perform(control::ClearFaults{"f"});

  arm({.name = "f", .kind = FaultKind::queryack_twice});
  query(*client);
  EXPECT_EQ(client->receive(), client->receive());
  perform(control::ClearFaults{"f"});

  arm({.name = "f", .kind = FaultKind::queryack_status, .status = 1});
  query(*client);
  EXPECT_EQ(next<wire::QueryAck>(*client).status, 1);
  perform(control::ClearFaults{"f"});

  arm({.kind = FaultKind::queryack_lower_version});
  query(*client);
  EXPECT_EQ(next<wire::QueryAck>(*client).payload, (wire::Bytes{0x08, 0x06}));
}

TEST_F(MessagesOnTheWire, PushIsWithheldDelayedDoubledAndOutOfOrder) {
  auto client = login("u1");
  arm({.name = "f", .kind = FaultKind::push_withhold});
  deliver("lost");
  expect_silence(*client);
  perform(control::ClearFaults{"f"});

  arm({.name = "f", .kind = FaultKind::push_delay, .by = 30ms});
  const TimePoint start = net::now();
  deliver("late");
  EXPECT_EQ(next_text(*client), "late");
  EXPECT_GE(net::now() - start, 30ms);
  perform(control::ClearFaults{"f"});

  arm({.name = "f", .kind = FaultKind::push_twice});
  deliver("doubled");
  EXPECT_EQ(client->receive(), client->receive());
  perform(control::ClearFaults{"f"});

  arm({.kind = FaultKind::push_reorder, .times = 1});
  deliver("first");
  deliver("second");
  EXPECT_EQ(next_text(*client), "second");
  EXPECT_EQ(next_text(*client), "first");
}

// ---- what is no message ----

TEST_F(MessagesOnTheWire, UnknownMessageHasATypeThatNobodyKnows) {
  auto client = login("u1");
  arm({.kind = FaultKind::unknown_message, .moment = Moment::now});
  EXPECT_EQ(client->receive().front(), 0xf0);
  expect_silence(*client);
}

TEST_F(MessagesOnTheWire, UndecodableMessageEndsBeforeItsFirstField) {
  auto client = login("u1");
  arm({.kind = FaultKind::undecodable_message, .moment = Moment::now});
  EXPECT_EQ(client->receive().size(), 1u);
  expect_silence(*client);
}

}  // namespace
}  // namespace redial::mock_server
