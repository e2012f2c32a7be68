// One line per reason.
#include "scenarios/engine/needs.hpp"

#include <algorithm>
#include <type_traits>

#include "core/base/overloaded.hpp"

namespace redial::scenarios {
namespace {

using control::Capability;
using Needs = std::set<Capability>;

class NeedFinder {
 public:
  explicit NeedFinder(Needs& needs) : needs_(needs) {}

  void operator()(const InitStep&) { needs_.insert(Capability::init); }
  void operator()(const ListenStep&) { needs_.insert(Capability::listeners); }
  void operator()(const SendStep&) { needs_.insert(Capability::send_text); }
  void operator()(const ServerStep& step) {
    const auto* arm = std::get_if<control::ArmFault>(&step.command);
    if (arm != nullptr && fault::describe(arm->spec.kind).web_only) needs_.insert(Capability::websocket);
  }
  void operator()(const ConnectStep& step) {
    if (step.timeout) needs_.insert(Capability::timeout);
  }
  void operator()(const TogetherStep& step) {
    needs_.insert(Capability::calls_together);
    for (const ApiStep& call : step.calls) std::visit(*this, call);
  }
  void operator()(const InCallbackStep& step) {
    needs_.insert(Capability::calls_in_callbacks);
    std::visit(*this, step.call);
  }
  void operator()(const DeviceStep&) { needs_.insert(Capability::device_events); }
  void operator()(const AwaitStep& step) { seen(step.pattern); }
  void operator()(const RestartAppStep&) { needs_.insert(Capability::storage); }
  void operator()(const StorageStep&) { needs_.insert(Capability::storage); }

  // Events that must not come, or not too often, are no reason: a client that does not show them is judged by the rest.
  void operator()(const Never&) {}
  void operator()(const AtMost&) {}
  void operator()(const Every&) {}
  void operator()(const InOrder& order) { seen(order.items); }
  void operator()(const Sequence& sequence) { seen(sequence.items); }
  void operator()(const BacksOff&) { needs_.insert(Capability::wire_events); }
  void operator()(const Within& within) {
    seen(within.of);
    seen(within.pattern);
  }
  // All other steps and expectations.
  template <class T>
  void operator()(const T& other) {
    if constexpr (requires { other.pattern; }) seen(other.pattern);
    if constexpr (requires { other.patterns; }) {
      for (const Pattern& pattern : other.patterns) seen(pattern);
    }
  }

 private:
  void seen(const Pattern& pattern) {
    if (trace::describe(pattern.kind).lane == trace::Lane::wire) needs_.insert(Capability::wire_events);
  }
  void seen(const std::vector<Item>& items) {
    for (const Item& item : items) {
      if (item.kind == Item::Kind::event) seen(item.pattern);
      seen(item.items);
    }
  }

  Needs& needs_;
};

}  // namespace

Needs needs_of(const Scenario& scenario) {
  Needs needs;
  if (scenario.transport == Transport::tls) needs.insert(Capability::tls);
  if (scenario.virtual_only) needs.insert(Capability::virtual_time);
  for (const auto& [name, client] : scenario.clients) {
    if (!client.initialised) needs.insert(Capability::init);
    if (client.heartbeat_level) needs.insert(Capability::heartbeat_level);
  }
  NeedFinder find(needs);
  for (const Step& step : scenario.steps) std::visit(find, step.action);
  for (const Expectation& expectation : scenario.expectations) std::visit(find, expectation.condition);
  return needs;
}

std::vector<Capability> missing(const Scenario& scenario, const std::vector<std::string>& capabilities) {
  std::vector<Capability> result;
  std::ranges::copy_if(scenario.needs, std::back_inserter(result), [&](Capability needed) {
    return std::ranges::find(capabilities, control::to_name(needed)) == capabilities.end();
  });
  return result;
}

}  // namespace redial::scenarios
