// Chance is drawn for everybody, so that it does not depend on the share.
#include "load/plan/plan.hpp"

#include <algorithm>
#include <cmath>

#include "core/time/random.hpp"

namespace redial::load {
namespace {

// What the streams of chance of one seed are told apart by.
enum class Stream : std::uint64_t { arrivals = 1, messages, flap, user };

std::uint64_t mixed(std::uint64_t seed, Stream stream, std::uint64_t number = 0) {
  return Random(seed ^ Random(static_cast<std::uint64_t>(stream) << 48 ^ number).next()).next();
}

// When the n-th of things at this many a second is due.
Duration steady(std::uint64_t n, std::int64_t per_second) {
  const auto whole = static_cast<std::int64_t>(n) / per_second, rest = static_cast<std::int64_t>(n) % per_second;
  return std::chrono::seconds(whole) + Duration(rest * 1'000'000'000 / per_second);
}

// From one event to the next where they come by chance. `unit` in [0, 1).
Duration gap(double unit, std::int64_t per_second) {
  return Duration(static_cast<std::int64_t>(-std::log(1 - unit) / static_cast<double>(per_second) * 1e9));
}

}  // namespace

std::vector<Due> arrivals(const ConnectPhase& phase, std::int64_t users, std::uint64_t seed, Share share) {
  std::vector<Due> all;
  Random random(mixed(seed, Stream::arrivals));
  Duration at{};
  for (std::uint64_t user = 0; user < static_cast<std::uint64_t>(users); ++user) {
    if (phase.arrivals == Arrivals::steady)
      at = steady(user, phase.rate);
    else
      at += gap(random.unit(), phase.rate);
    if (share.has(user)) all.push_back({at, user});
  }
  return all;
}

std::vector<Due> messages(const HoldPhase& phase, std::int64_t users, std::uint64_t seed, Share share) {
  std::vector<Due> all;
  if (phase.messages == 0) return all;
  Random random(mixed(seed, Stream::messages));
  for (std::uint64_t n = 0; steady(n, phase.messages) < phase.lasts; ++n) {
    const std::uint64_t user = random.below(static_cast<std::uint32_t>(users));
    if (share.has(user)) all.push_back({steady(n, phase.messages), user});
  }
  return all;
}

std::vector<LinkChange> link_changes(const FlapPhase& phase, std::int64_t users, std::uint64_t seed, Share share) {
  std::vector<LinkChange> all;
  for (std::uint64_t user = share.index; user < static_cast<std::uint64_t>(users); user += share.total) {
    Random random(mixed(seed, Stream::flap, user));
    if (random.below(100) >= static_cast<std::uint32_t>(phase.percent)) continue;
    // They do not all flap at one moment: the first change comes somewhere in the first period.
    Duration at = std::chrono::duration_cast<Duration>((phase.up + phase.down) * random.unit());
    while (at < phase.lasts) {
      all.push_back({at, user, false});
      all.push_back({std::min(at + phase.down, phase.lasts), user, true});
      at += phase.down + phase.up;
    }
  }
  std::ranges::stable_sort(all, {}, &LinkChange::at);
  return all;
}

std::uint64_t app_of(const Spec& spec, std::uint64_t user) { return user % static_cast<std::uint64_t>(spec.apps); }

std::string name_of(const Spec& spec, std::uint64_t user) {
  return kUserPrefix + std::to_string(user / static_cast<std::uint64_t>(spec.apps));
}

std::uint64_t friend_of(const Spec& spec, std::uint64_t user) {
  const std::uint64_t next = user + static_cast<std::uint64_t>(spec.apps);
  return next < static_cast<std::uint64_t>(spec.users) ? next : app_of(spec, user);
}

std::uint64_t seed_of(std::uint64_t seed, std::uint64_t user) { return mixed(seed, Stream::user, user); }

}  // namespace redial::load
