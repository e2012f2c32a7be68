// See merge.hpp.
#include "load/result/merge.hpp"

#include <algorithm>

namespace redial::load {
namespace {

template <class Key>
void add(std::map<Key, std::uint64_t>& into, const std::map<Key, std::uint64_t>& part) {
  for (const auto& [key, count] : part) into[key] += count;
}

void add(Counts& into, const Counts& part) {
  into.intended += part.intended;
  into.started += part.started;
  into.succeeded += part.succeeded;
  add(into.failed, part.failed);
}

// The longer one decides: nothing happened where the shorter one has ended.
void add(std::vector<std::uint64_t>& into, const std::vector<std::uint64_t>& part) {
  into.resize(std::max(into.size(), part.size()));
  for (std::size_t i = 0; i < part.size(); ++i) into[i] += part[i];
}

void add(Series& into, const Series& part) {
  add(into.attempts, part.attempts);
  add(into.connects, part.connects);
  add(into.losses, part.losses);
  add(into.messages, part.messages);
}

bool is_same_place(const Waits& a, const Waits& b) { return a.attempt == b.attempt && a.low == b.low && a.high == b.high; }

void add(Waits& into, const Waits& part) {
  into.lengths.add(part.lengths);
  into.below += part.below;
  into.above += part.above;
  add(into.places, part.places);
}

// Each has those attempts that somebody made, so either may have more.
Result<Done> add(std::vector<Waits>& into, const std::vector<Waits>& part) {
  for (const Waits& one : part) {
    const auto at = std::ranges::lower_bound(into, one.attempt, {}, &Waits::attempt);
    if (at == into.end() || at->attempt != one.attempt) {
      into.insert(at, one);
    } else if (is_same_place(*at, one)) {
      add(*at, one);
    } else {
      return Error{"two agents declare different waits before attempt " + std::to_string(one.attempt), "",
                   "start agents of one version"};
    }
  }
  return Done{};
}

}  // namespace

Result<Done> merge(Phase& into, const Phase& part) {
  if (into.name != part.name || into.shape != part.shape || into.series.width != part.series.width)
    return Error{"two agents speak of different phases: \"" + into.name + "\" and \"" + part.name + "\"", "",
                 "start agents of one version"};
  if (auto merged = add(into.waits, part.waits); !merged) return merged;
  into.users += part.users;
  into.online_before += part.online_before;
  into.online_after += part.online_after;
  into.lost_users += part.lost_users;
  into.fetched_tokens += part.fetched_tokens;
  into.interrupted |= part.interrupted;
  add(into.connects, part.connects);
  add(into.messages, part.messages);
  add(into.losses, part.losses);
  add(into.failed_attempts, part.failed_attempts);
  add(into.attempts, part.attempts);
  add(into.series, part.series);
  for (std::size_t what = 0; what < kWhatCount; ++what) into.latencies[what].add(part.latencies[what]);
  return Done{};
}

}  // namespace redial::load
