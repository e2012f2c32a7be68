// From a play that fails to the shortest scenario, and the least variation, with which the same check still fails.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/exploration/explore.hpp"

namespace redial::sim {

// Plays of candidates at most; the shortest so far is what comes out then.
inline constexpr std::size_t kMaxPlays = 10'000;

// A candidate is tried under the seed of the best so far, and under so many others: with less in it, chance falls differently.
inline constexpr std::uint64_t kOtherSeeds = 100;

struct Failing {
  const scenarios::Scenario& scenario;
  std::string_view text;  // of its file
  const Subject& subject;
  Variation variation;
  std::uint64_t seed = 0;
  const scenarios::Check& check;  // that failed
};

struct Shrunk {
  std::string text;  // a scenario file; what was drawn for durations stands in it
  Variation variation;
  std::uint64_t seed = 0;  // under which it fails
  std::size_t steps = 0;
  scenarios::Check check;  // the one that fails, as it is called in `text`
};

// A candidate must be a valid scenario, fail by the same check (its words count, ids may shift), and be one that a healthy client
// passes when nothing is varied, if the whole scenario is: otherwise any client would fail a scenario from which enough is
// missing. Nothing if not even the whole scenario, written out, fails.
std::optional<Shrunk> shrink(const Failing& failing, std::size_t max_plays = kMaxPlays);

// The check that the shrunk scenario fails by, as `failing` did; nothing if it does not.
std::optional<scenarios::Check> failing_check(const Shrunk& shrunk, const Failing& failing);

}  // namespace redial::sim
