// See strike.hpp.
#include "mock_server/faults/strike.hpp"

#include "core/wire/message_type.hpp"

namespace redial::mock_server {
namespace {

using fault::FaultKind;
using fault::Framing;

// A message type that the vendor's protocol does not have, with a body of some bytes.
constexpr std::uint8_t kUnknownType = 15 << 4;

std::uint8_t header_of(wire::MessageType type) { return wire::to_byte({.type = type}); }

SendMessage raw(FaultKind kind, wire::Bytes bytes, Framing framing = {}) {
  return {{.message = fault::RawMessage{describe(kind).name, std::move(bytes)}, .framing = framing}};
}

}  // namespace

Strike strike_of(const fault::FaultSpec& spec) {
  const auto status = static_cast<std::uint16_t>(spec.status.value_or(0));
  switch (spec.kind) {
    case FaultKind::reset:
      return ResetConnection{};
    case FaultKind::close:
      return CloseConnection{};
    case FaultKind::close_code:
      return CloseConnection{status};
    case FaultKind::disconnect:
      return SendDisconnect{status};
    case FaultKind::disconnect_only:
      return SendMessage{{.message = wire::ServerDisconnect{status}}};
    case FaultKind::connack_again:
      return RepeatConnAck{};
    case FaultKind::unknown_message:
      return raw(spec.kind, {kUnknownType, 1, 2, 3});
    case FaultKind::undecodable_message:
      return raw(spec.kind, {header_of(wire::MessageType::publish)});
    case FaultKind::oversized_frame:
      return raw(spec.kind, {header_of(wire::MessageType::publish)}, {.kind = Framing::Kind::oversized, .bytes = *spec.bytes});
    default:
      return GoSilent{};
  }
}

}  // namespace redial::mock_server
