// See course.hpp.
#include "load/plan/course.hpp"

#include <algorithm>

#include "core/base/overloaded.hpp"

namespace redial::load {

std::vector<Command> course(const PhaseSpec& phase, std::int64_t apps) {
  std::vector<Command> commands;
  const auto restart_each = [&](Duration down, Duration apart) {
    for (std::int64_t app = 0; app < apps; ++app)
      commands.push_back({app * apart, Restart{static_cast<std::uint32_t>(app), down}});
  };
  std::visit(Overloaded{[](const ConnectPhase&) {}, [](const HoldPhase&) {}, [](const FlapPhase&) {},
                        [&](const StormPhase& storm) {
                          if (storm.by == Drop::restart) return restart_each(storm.down, {});
                          commands.push_back({{}, Strike{storm.by}});
                        },
                        [&](const RollingRestartPhase& rolling) { restart_each(rolling.down, rolling.down + rolling.pause); },
                        [&](const ExpiryPhase&) {
                          commands.push_back({{}, ExpireTokens{}});
                          commands.push_back({{}, Strike{Drop::reset}});
                        }},
             phase.what);
  return commands;
}

Duration planned_length(const PhaseSpec& phase, std::int64_t users, std::int64_t apps) {
  if (const auto* connect = std::get_if<ConnectPhase>(&phase.what))
    return std::chrono::duration_cast<Duration>(
        std::chrono::duration<double>(static_cast<double>(users) / static_cast<double>(connect->rate)));
  if (const auto* hold = std::get_if<HoldPhase>(&phase.what)) return hold->lasts;
  if (const auto* flap = std::get_if<FlapPhase>(&phase.what)) return flap->lasts;
  const auto commands = course(phase, apps);
  const auto* last = std::get_if<Restart>(&commands.back().what);
  return commands.back().at + (last != nullptr ? last->down : Duration{});
}

}  // namespace redial::load
