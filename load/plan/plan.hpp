// Who does what when in a phase, from its beginning: an open loop, which waits for no answer. Pure: the same spec, seed and share
// give the same plan, and the shares of all agents together are the plan of one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "load/plan/share.hpp"
#include "load/spec/spec.hpp"

namespace redial::load {

// A user who is to do something.
struct Due {
  Duration at{};
  std::uint64_t user = 0;

  friend bool operator==(const Due&, const Due&) = default;
};

// All in the order of their times, and of users where those are equal.
std::vector<Due> arrivals(const ConnectPhase& phase, std::int64_t users, std::uint64_t seed, Share share);
std::vector<Due> messages(const HoldPhase& phase, std::int64_t users, std::uint64_t seed, Share share);

// A user's network as it goes (`up` false) and comes back.
struct LinkChange {
  Duration at{};
  std::uint64_t user = 0;
  bool up = false;

  friend bool operator==(const LinkChange&, const LinkChange&) = default;
};
// Every network is up before the phase, and again at its end at the latest.
std::vector<LinkChange> link_changes(const FlapPhase& phase, std::int64_t users, std::uint64_t seed, Share share);

// ---- who a user is, whatever the share ----
// On which of the spec's apps.
std::uint64_t app_of(const Spec& spec, std::uint64_t user);
// Users of an app are numbered from 0.
std::string name_of(const Spec& spec, std::uint64_t user);  // "user-17"
inline constexpr const char* kUserPrefix = "user-";
// Whom a user's messages go to: another user of the same app, or the user itself where there is none.
std::uint64_t friend_of(const Spec& spec, std::uint64_t user);
// From which a user's chance comes.
std::uint64_t seed_of(std::uint64_t seed, std::uint64_t user);

}  // namespace redial::load
