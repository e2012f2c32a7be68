// See connection_faults.hpp.
#include "mock_server/faults/connection_faults.hpp"

#include <algorithm>
#include <utility>

namespace redial::mock_server {

namespace {

Strike strike_of(const fault::FaultSpec& spec) {
  switch (spec.kind) {
    case fault::FaultKind::reset:
      return ResetConnection{};
    case fault::FaultKind::close:
      return CloseConnection{};
    case fault::FaultKind::disconnect:
      return SendDisconnect{static_cast<std::uint8_t>(*spec.status)};
    default:
      return GoSilent{};
  }
}

}  // namespace

void ConnectionFaults::bind(const ArmedFault& fault) {
  bound_.push_back({fault, hooks_of(fault.spec), !describe(fault.spec.kind).takes_moment, false});
}

void ConnectionFaults::unbind(std::uint32_t id) {
  std::erase_if(bound_, [&](const Bound& bound) { return bound.fault.id == id; });
}

std::vector<ArmedFault> ConnectionFaults::waiting_for(fault::Moment moment) const {
  std::vector<ArmedFault> waiting;
  for (const Bound& bound : bound_)
    if (!bound.active && bound.fault.spec.moment == moment) waiting.push_back(bound.fault);
  return waiting;
}

std::optional<Strike> ConnectionFaults::strike(std::uint32_t id, TimePoint now) {
  const auto bound = std::ranges::find(bound_, id, [](const Bound& b) { return b.fault.id; });
  if (bound == bound_.end() || bound->active) return std::nullopt;
  bound->active = true;
  fire(*bound, now);
  return strike_of(bound->fault.spec);
}

fault::ChunkFate ConnectionFaults::on_chunk(fault::Direction direction, std::size_t size, TimePoint now) {
  Duration after{};
  for (Bound& bound : bound_) {
    if (!bound.active || !bound.hooks.bytes) continue;
    const auto fate = bound.hooks.bytes->on_chunk(direction, size, now);
    const auto* pass = std::get_if<fault::PassChunk>(&fate);
    if (pass == nullptr) return fate;
    if (pass->after > Duration{}) fire(bound, now);
    after += pass->after;
  }
  return fault::PassChunk{after};
}

fault::ReplyFate ConnectionFaults::on_reply(const wire::ServerMessage& message, TimePoint now) {
  for (Bound& bound : bound_) {
    if (!bound.active || !bound.hooks.replies) continue;
    auto fate = bound.hooks.replies->on_reply(message, now);
    if (std::holds_alternative<fault::PassReply>(fate)) continue;
    fire(bound, now);
    return fate;
  }
  return fault::PassReply{};
}

void ConnectionFaults::fire(Bound& bound, TimePoint now) {
  if (!std::exchange(bound.fired, true)) fired_(bound.fault, now);
}

}  // namespace redial::mock_server
