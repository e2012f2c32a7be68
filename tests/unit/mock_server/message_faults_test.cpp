// What each fault of messages and of their framing makes of what the server sends.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mock_server/faults/hooks_of.hpp"
#include "mock_server/faults/message_fault.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::FaultKind;
using fault::FaultSpec;
using fault::Framing;
using fault::Reply;
using Replies = std::vector<Reply>;

Reply push(const std::string& topic) { return {wire::ServerPublish{.topic = topic}}; }

// One of each type.
Replies all_replies() {
  return {{wire::ConnAck{}},  {wire::ServerPublish{}}, {wire::ServerPubAck{}},
          {wire::QueryAck{}}, {wire::PingResp{}},      {wire::ServerDisconnect{}}};
}

class MessageFaults : public testing::Test {
 protected:
  void use(const FaultSpec& spec) { policy = hooks_of(spec, 1).replies; }
  std::optional<Replies> instead_of(const Reply& reply) { return policy->on_reply(reply, TimePoint{}); }

  std::unique_ptr<fault::ReplyPolicy> policy;
};

TEST_F(MessageFaults, ConcernTheirMessageAlone) {
  const auto type_named = [](std::string_view kind) -> std::optional<wire::MessageType> {
    if (kind.starts_with("connack-")) return wire::MessageType::connack;
    if (kind.starts_with("ping-")) return wire::MessageType::ping_resp;
    if (kind.starts_with("puback-")) return wire::MessageType::puback;
    if (kind.starts_with("queryack-")) return wire::MessageType::query_ack;
    if (kind.starts_with("push-")) return wire::MessageType::publish;
    return std::nullopt;
  };
  int kinds = 0;
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds()) {
    if (info.family != fault::Family::protocol) continue;
    use({.kind = info.kind, .by = 1s, .status = 1});
    if (!policy) continue;
    ++kinds;
    for (const Reply& reply : all_replies())
      EXPECT_EQ(instead_of(reply).has_value(), type_of(reply) == type_named(info.name)) << info.name;
  }
  EXPECT_EQ(kinds, 20);
}

TEST_F(MessageFaults, WithheldMessageIsNotSent) {
  use({.kind = FaultKind::ping_unanswered});
  EXPECT_EQ(instead_of({wire::PingResp{}}), Replies{});
}

TEST_F(MessageFaults, DelaysAddToWhatAnotherFaultHasAsked) {
  use({.kind = FaultKind::puback_delay, .by = 3s});
  EXPECT_EQ(instead_of({wire::ServerPubAck{}, 1s}), (Replies{{wire::ServerPubAck{}, 4s}}));
}

TEST_F(MessageFaults, DoubledMessageComesTwice) {
  use({.kind = FaultKind::push_twice});
  EXPECT_EQ(instead_of(push("s_msg")), (Replies{push("s_msg"), push("s_msg")}));
}

TEST_F(MessageFaults, ConnAckStatusStripsARefusal) {
  use({.kind = FaultKind::connack_status, .status = 14});
  EXPECT_EQ(instead_of({wire::ConnAck{.status = 0, .user = "u1", .session = "s", .server_time_ms = 1}}),
            (Replies{{wire::ConnAck{.status = 14}}}));
}

TEST_F(MessageFaults, ConnAckStatusZeroKeepsTheFields) {
  use({.kind = FaultKind::connack_status, .status = 0});
  EXPECT_EQ(instead_of({wire::ConnAck{.status = 4, .user = "u1"}}), (Replies{{wire::ConnAck{.status = 0, .user = "u1"}}}));
}

TEST_F(MessageFaults, ShortConnAckKeepsItsStatusAlone) {
  use({.kind = FaultKind::connack_short});
  EXPECT_EQ(instead_of({wire::ConnAck{.status = 4, .user = "u1"}}), (Replies{{wire::ConnAck{.status = 4}}}));
}

TEST_F(MessageFaults, TruncatedConnAckIsMarked) {
  use({.kind = FaultKind::connack_truncated});
  EXPECT_EQ(instead_of({wire::ConnAck{}}), (Replies{{.message = wire::ConnAck{}, .truncated = true}}));
}

TEST_F(MessageFaults, PubAckStatusHasSixteenBits) {
  use({.kind = FaultKind::puback_status, .status = 23406});
  EXPECT_EQ(instead_of({wire::ServerPubAck{.id = 9, .message_uid = "uid"}}),
            (Replies{{wire::ServerPubAck{.id = 9, .status = 23406, .message_uid = "uid"}}}));
}

TEST_F(MessageFaults, RefusingQueryAckHasNoPayload) {
  use({.kind = FaultKind::queryack_status, .status = 1});
  EXPECT_EQ(instead_of({wire::QueryAck{.id = 9, .payload = {1}}}), (Replies{{wire::QueryAck{.id = 9, .status = 1}}}));
}

TEST_F(MessageFaults, RawMessageCountsByItsHeaderAndKeepsItsStatus) {
  const Reply raw{fault::RawMessage{"undecodable-message", {0x20, 0x00}}};
  EXPECT_EQ(type_of(raw), wire::MessageType::connack);
  EXPECT_EQ(type_of({fault::RawMessage{}}), std::nullopt);
  use({.kind = FaultKind::connack_status, .status = 1});
  EXPECT_EQ(instead_of(raw), (Replies{raw}));
}

TEST_F(MessageFaults, TimesLimitsThemToTheFirst) {
  use({.kind = FaultKind::ping_unanswered, .times = 2});
  EXPECT_EQ(instead_of({wire::PingResp{}}), Replies{});
  EXPECT_EQ(instead_of({wire::ConnAck{}}), std::nullopt) << "not counted";
  EXPECT_EQ(instead_of({wire::PingResp{}}), Replies{});
  EXPECT_EQ(instead_of({wire::PingResp{}}), std::nullopt);
}

TEST_F(MessageFaults, TwoPushesChangePlaces) {
  use({.kind = FaultKind::push_reorder});
  EXPECT_EQ(instead_of(push("first")), Replies{});
  EXPECT_EQ(instead_of(push("second")), (Replies{push("second"), push("first")}));
  EXPECT_EQ(instead_of(push("third")), Replies{});
}

TEST_F(MessageFaults, TimesOfReorderingCountsPairs) {
  use({.kind = FaultKind::push_reorder, .times = 1});
  instead_of(push("first"));
  instead_of(push("second"));
  EXPECT_EQ(instead_of(push("third")), std::nullopt);
}

TEST_F(MessageFaults, FramingIsOfEveryMessage) {
  using Kind = Framing::Kind;
  struct Case {
    FaultSpec spec;
    Framing framing;
  };
  for (const Case& one : {Case{{.kind = FaultKind::text_frames}, {Kind::text}},
                          Case{{.kind = FaultKind::fragments, .bytes = 3}, {Kind::fragments, 3}},
                          Case{{.kind = FaultKind::reserved_bits}, {Kind::reserved_bit}},
                          Case{{.kind = FaultKind::unknown_opcode}, {Kind::unknown_opcode}}}) {
    use(one.spec);
    for (const Reply& reply : all_replies()) EXPECT_EQ(instead_of(reply)->at(0).framing, one.framing);
  }
}

TEST_F(MessageFaults, EachMaskedMessageHasAMaskOfItsOwn) {
  use({.kind = FaultKind::masked_frames, .times = 2});
  const auto mask = [this] { return instead_of({wire::PingResp{}})->at(0).framing.mask; };
  EXPECT_NE(mask(), mask());
  EXPECT_EQ(instead_of({wire::PingResp{}}), std::nullopt);
}

TEST_F(MessageFaults, KindsThatAreNoMatterOfMessagesHaveNoHook) {
  for (const FaultKind kind : {FaultKind::refuse, FaultKind::reset, FaultKind::disconnect, FaultKind::tls_hang,
                               FaultKind::upgrade_hang, FaultKind::close_code, FaultKind::queryack_lower_version}) {
    const auto hooks = hooks_of({.kind = kind, .status = 1}, 1);
    EXPECT_TRUE(!hooks.bytes && !hooks.replies && !hooks.navigation) << describe(kind).name;
  }
}

}  // namespace
}  // namespace redial::mock_server
