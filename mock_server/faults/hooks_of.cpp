// See hooks_of.hpp.
#include "mock_server/faults/hooks_of.hpp"

#include "mock_server/faults/blackhole.hpp"
#include "mock_server/faults/corrupt.hpp"
#include "mock_server/faults/delay.hpp"
#include "mock_server/faults/end_after.hpp"
#include "mock_server/faults/framing_fault.hpp"
#include "mock_server/faults/message_fault.hpp"
#include "mock_server/faults/navigation_fault.hpp"
#include "mock_server/faults/push_reorder.hpp"
#include "mock_server/faults/slice.hpp"
#include "mock_server/faults/throttle.hpp"

namespace redial::mock_server {
namespace {

using fault::FaultKind;
using fault::FaultSpec;
using fault::Framing;
using wire::MessageType;

std::unique_ptr<fault::ByteFilter> bytes_of(const FaultSpec& spec, std::uint64_t seed) {
  using Then = fault::ChunkPlan::Then;
  switch (spec.kind) {
    case FaultKind::blackhole:
      return std::make_unique<Blackhole>(spec.direction);
    case FaultKind::delay:
      return std::make_unique<Delay>(*spec.by, spec.direction);
    case FaultKind::jitter:
      return std::make_unique<Jitter>(*spec.by, spec.direction, seed);
    case FaultKind::throttle:
      return std::make_unique<Throttle>(*spec.bytes, spec.direction);
    case FaultKind::slice:
      return std::make_unique<Slice>(*spec.bytes, spec.direction);
    case FaultKind::cut:
      return std::make_unique<EndAfter>(*spec.bytes, spec.direction, Then::close);
    case FaultKind::reset_in_frame:
      return std::make_unique<EndAfter>(*spec.bytes, spec.direction, Then::reset);
    case FaultKind::corrupt:
      return std::make_unique<Corrupt>(*spec.bytes, spec.direction);
    default:
      return nullptr;
  }
}

std::unique_ptr<fault::ReplyPolicy> message_fault_of(const FaultSpec& spec) {
  const auto on = [&](MessageType message, Effect effect) { return std::make_unique<MessageFault>(message, effect, spec.times); };
  const DelayBy delay{spec.by.value_or(Duration{})};
  const SetStatus status{static_cast<std::uint16_t>(spec.status.value_or(0))};
  switch (spec.kind) {
    case FaultKind::connack_withhold:
      return on(MessageType::connack, Withhold{});
    case FaultKind::connack_delay:
      return on(MessageType::connack, delay);
    case FaultKind::connack_status:
      return on(MessageType::connack, status);
    case FaultKind::connack_short:
      return on(MessageType::connack, StripFields{});
    case FaultKind::connack_truncated:
      return on(MessageType::connack, Truncate{});
    case FaultKind::connack_twice:
      return on(MessageType::connack, Double{});
    case FaultKind::ping_unanswered:
      return on(MessageType::ping_resp, Withhold{});
    case FaultKind::ping_delay:
      return on(MessageType::ping_resp, delay);
    case FaultKind::puback_withhold:
      return on(MessageType::puback, Withhold{});
    case FaultKind::puback_delay:
      return on(MessageType::puback, delay);
    case FaultKind::puback_twice:
      return on(MessageType::puback, Double{});
    case FaultKind::puback_status:
      return on(MessageType::puback, status);
    case FaultKind::queryack_withhold:
      return on(MessageType::query_ack, Withhold{});
    case FaultKind::queryack_delay:
      return on(MessageType::query_ack, delay);
    case FaultKind::queryack_twice:
      return on(MessageType::query_ack, Double{});
    case FaultKind::queryack_status:
      return on(MessageType::query_ack, status);
    case FaultKind::push_withhold:
      return on(MessageType::publish, Withhold{});
    case FaultKind::push_delay:
      return on(MessageType::publish, delay);
    case FaultKind::push_twice:
      return on(MessageType::publish, Double{});
    case FaultKind::push_reorder:
      return std::make_unique<PushReorder>(spec.times);
    default:
      return nullptr;
  }
}

std::unique_ptr<fault::ReplyPolicy> framing_fault_of(const FaultSpec& spec, std::uint64_t seed) {
  const auto with = [&](Framing framing) { return std::make_unique<FramingFault>(framing, spec.times, seed); };
  switch (spec.kind) {
    case FaultKind::text_frames:
      return with({.kind = Framing::Kind::text});
    case FaultKind::fragments:
      return with({.kind = Framing::Kind::fragments, .bytes = *spec.bytes});
    case FaultKind::reserved_bits:
      return with({.kind = Framing::Kind::reserved_bit});
    case FaultKind::masked_frames:
      return with({.kind = Framing::Kind::masked});
    case FaultKind::unknown_opcode:
      return with({.kind = Framing::Kind::unknown_opcode});
    default:
      return nullptr;
  }
}

}  // namespace

Hooks hooks_of(const FaultSpec& spec, std::uint64_t seed) {
  switch (describe(spec.kind).family) {
    case fault::Family::navigation:
      return {.navigation = std::make_unique<NavigationFault>(spec)};
    case fault::Family::tcp:
      return {.bytes = bytes_of(spec, seed)};
    case fault::Family::websocket:
      return {.replies = framing_fault_of(spec, seed)};
    case fault::Family::protocol:
      return {.replies = message_fault_of(spec)};
    case fault::Family::tls:
      break;
  }
  return {};
}

}  // namespace redial::mock_server
