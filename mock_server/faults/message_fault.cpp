// See message_fault.hpp.
#include "mock_server/faults/message_fault.hpp"

#include <utility>

#include "core/base/overloaded.hpp"

namespace redial::mock_server {
namespace {

using fault::Reply;
using Replies = std::vector<Reply>;

wire::ConnAck with_status(const wire::ConnAck& message, std::uint16_t status) {
  wire::ConnAck other = status == 0 ? message : wire::ConnAck{};
  other.status = status;
  return other;
}
wire::ServerPubAck with_status(wire::ServerPubAck message, std::uint16_t status) {
  message.status = status;
  return message;
}
wire::QueryAck with_status(wire::QueryAck message, std::uint16_t status) {
  message.status = status;
  if (status != 0) message.payload.clear();
  return message;
}

// The messages that have a status; raw ones keep theirs.
void set_status(Reply& reply, std::uint16_t status) {
  auto* message = std::get_if<wire::ServerMessage>(&reply.message);
  if (message == nullptr) return;
  std::visit(
      [&](auto& one) {
        if constexpr (requires { with_status(one, status); }) one = with_status(one, status);
      },
      *message);
}

void strip_fields(Reply& reply) {
  auto* message = std::get_if<wire::ServerMessage>(&reply.message);
  auto* connack = message == nullptr ? nullptr : std::get_if<wire::ConnAck>(message);
  if (connack != nullptr) *connack = with_status(wire::ConnAck{}, connack->status);
}

Replies replies_under(const Effect& effect, Reply reply) {
  return std::visit(Overloaded{
                        [](const Withhold&) { return Replies{}; },
                        [&](const DelayBy& delay) {
                          reply.after += delay.by;
                          return Replies{std::move(reply)};
                        },
                        [&](const Double&) {
                          return Replies{reply, reply};
                        },
                        [&](const SetStatus& other) {
                          set_status(reply, other.status);
                          return Replies{std::move(reply)};
                        },
                        [&](const StripFields&) {
                          strip_fields(reply);
                          return Replies{std::move(reply)};
                        },
                        [&](const Truncate&) {
                          reply.truncated = true;
                          return Replies{std::move(reply)};
                        },
                    },
                    effect);
}

}  // namespace

std::optional<wire::MessageType> type_of(const Reply& reply) {
  if (const auto* message = std::get_if<wire::ServerMessage>(&reply.message))
    return std::visit([](const auto& one) { return one.kType; }, *message);
  const wire::Bytes& bytes = std::get<fault::RawMessage>(reply.message).bytes;
  if (bytes.empty()) return std::nullopt;
  return wire::to_header(bytes.front()).type;
}

std::optional<Replies> MessageFault::on_reply(const Reply& reply, TimePoint) {
  if (times_.over() || type_of(reply) != message_) return std::nullopt;
  times_.take();
  return replies_under(effect_, reply);
}

}  // namespace redial::mock_server
