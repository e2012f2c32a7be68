// See connection_faults.hpp.
#include "mock_server/faults/connection_faults.hpp"

#include <algorithm>
#include <iterator>

#include "mock_server/faults/handshake_faults.hpp"

namespace redial::mock_server {

using fault::Reply;

void ConnectionFaults::bind(const ArmedFault& fault) {
  const fault::FaultKindInfo& kind = describe(fault.spec.kind);
  if (kind.web_only && dialect_ == wire::Dialect::native) return;
  const bool one_shot = kind.takes_moment;
  bound_.push_back({fault, hooks_of(fault.spec, random_.next()), Times(fault.spec.times), !one_shot});
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

fault::UpgradeFate ConnectionFaults::on_upgrade(TimePoint now) {
  fault::UpgradeFate fate;
  for (Bound& bound : bound_)
    if (mock_server::on_upgrade(bound.fault.spec, fate)) fire(bound, now);
  return fate;
}

bool ConnectionFaults::on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint now) {
  bool changed = false;
  for (Bound& bound : bound_) {
    if (!bound.active || !bound.hooks.bytes || !bound.hooks.bytes->on_chunk(direction, plan, now)) continue;
    fire(bound, now);
    changed = true;
  }
  return changed;
}

std::optional<std::vector<Reply>> ConnectionFaults::on_reply(const Reply& reply, TimePoint now) {
  std::optional<std::vector<Reply>> replies;
  for (Bound& bound : bound_) {
    if (!bound.active || !bound.hooks.replies) continue;
    std::vector<Reply> next;
    bool changed = false;
    for (const Reply& one : replies ? *replies : std::vector{reply}) {
      auto instead = bound.hooks.replies->on_reply(one, now);
      changed |= instead.has_value();
      if (instead)
        std::ranges::move(*instead, std::back_inserter(next));
      else
        next.push_back(one);
    }
    if (!changed) continue;
    fire(bound, now);
    replies = std::move(next);
  }
  return replies;
}

bool ConnectionFaults::lowers_version(TimePoint now) {
  for (Bound& bound : bound_) {
    if (bound.fault.spec.kind != fault::FaultKind::queryack_lower_version || bound.times.over()) continue;
    bound.times.take();
    fire(bound, now);
    return true;
  }
  return false;
}

void ConnectionFaults::fire(Bound& bound, TimePoint now) {
  if (!std::exchange(bound.fired, true)) fired_(bound.fault, now);
}

}  // namespace redial::mock_server
