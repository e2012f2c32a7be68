// Draws from the seed. What is varied and the world have chances of their own, so that the one does not move the other.
#include "sim/exploration/variation.hpp"

#include <utility>

namespace redial::sim {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kOfDurations = 0x64757261;
constexpr std::uint64_t kOfLatency = 0x6c617465;

Duration share(Duration whole, double part) { return std::chrono::duration_cast<Duration>(whole * part); }

void visit_fault(fault::FaultSpec& spec, const OnDuration& on_duration) {
  if (spec.by) on_duration("by", *spec.by);
  if (spec.after != Duration::zero()) on_duration("after", spec.after);
  if (spec.lasts) on_duration("for", *spec.lasts);
}

}  // namespace

void for_each_duration(scenarios::Step& step, const OnDuration& on_duration) {
  if (auto* watch = std::get_if<scenarios::WatchStep>(&step.action)) return on_duration("for", watch->lasts);
  auto* server = std::get_if<scenarios::ServerStep>(&step.action);
  if (!server) return;
  if (auto* fault = std::get_if<control::ArmFault>(&server->command)) visit_fault(fault->spec, on_duration);
  if (auto* restart = std::get_if<control::RestartServer>(&server->command)) on_duration("down-for", restart->down_for);
}

scenarios::Scenario vary(scenarios::Scenario scenario, const Variation& variation, std::uint64_t seed) {
  if (scenario.exact_durations) return scenario;
  Random chance(seed ^ kOfDurations);
  const OnDuration stretch = [&](std::string_view, Duration& duration) {
    const double off = (2 * chance.unit() - 1) * static_cast<double>(variation.spread) / 100;
    duration += std::chrono::floor<milliseconds>(share(duration, off));
  };
  for (scenarios::Step& step : scenario.steps) for_each_duration(step, stretch);
  return scenario;
}

Options world(const Variation& variation, std::uint64_t seed, mock_server::Digests digests) {
  Random chance(seed ^ kOfLatency);
  const Duration best = share(variation.latency, chance.unit());
  return {.seed = seed,
          .delays = {.latency = best, .jitter = share(variation.latency - best, chance.unit())},
          .shuffles_orders = variation.shuffles_orders,
          .digests = std::move(digests)};
}

}  // namespace redial::sim
