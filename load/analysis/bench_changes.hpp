// What changed from one bench to another: how long everything took, what it cost the server, and who did not come back. Each side
// may have been measured several times; only then is it seen how far results move of themselves. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/names.hpp"
#include "load/result/model.hpp"
#include "reports/changes.hpp"

namespace redial::load {

// Where a side has less than statistics::kMinRepeats results: by this share of itself a figure is assumed to move from one result
// to the next with nothing changed. Two results of a machine whose speed moves by 8 % are further apart in three pairs of 1000.
inline constexpr double kAssumedNoise = 0.4;

// More ways that fail count from this share of all on: users of one result fail together.
inline constexpr double kLeastFailures = 0.01;

// `phase` is what was timed: "login"; "wait 2", before the second attempt; or "wait 2, shortest", a low quantile in place of the
// median, where there are many.
struct TimeChange : reports::LatencyChange {
  std::string of;                          // the bench's phase
  reports::statistics::QuantileShift p99;  // in ms; zero where a side has less than kLeastForP99 values
};
inline constexpr std::size_t kLeastForP99 = 100;

// One figure of each result.
struct FigureChange {
  enum class Unit : std::uint8_t { milliseconds, bytes, number };
  std::string of, name;
  Unit unit{};
  std::vector<std::optional<double>> base, candidate;  // by result; nothing where it never came to that
  reports::statistics::Shift shift;                    // cannot_tell where one of them is nothing
};

// How often something happened, of how often it could have; of all results of a side together.
struct CountChange {
  enum class Change : std::uint8_t { more, fewer, same };
  std::string of, name;  // "failed 31004"
  std::uint64_t base = 0, base_of = 0, candidate = 0, candidate_of = 0;
  double adjusted_p = 1;
  Change change = Change::same;
  bool is_failure = false;  // more of it is worse; of others only the numbers are told

  bool is_worse() const { return is_failure && change == Change::more; }
};
inline constexpr Named<CountChange::Change> kCountChanges[] = {
    {CountChange::Change::more, "more"}, {CountChange::Change::fewer, "fewer"}, {CountChange::Change::same, "same"}};

struct BenchChanges {
  std::size_t base_results = 0, candidate_results = 0;
  double assumed_noise = 0;                // the share that was assumed; zero where repeats told
  std::optional<double> instrument_error;  // in ms, the largest of all results; nothing where one does not tell
  std::vector<TimeChange> times;           // by phase
  std::vector<FigureChange> figures;
  std::vector<CountChange> counts;                     // those that are zero on both sides are left out
  std::vector<std::string> only_base, only_candidate;  // phases
  std::vector<std::string> doubts;                     // what makes the results hard to compare, a sentence each
};

// Phases are paired by name and shape, and one counts if all results of a side have it. All times and figures are judged together
// (statistics/shift.hpp), and so are all counts, each with half of the level. Preconditions: neither side is empty; 0 <= noise.
//
// What a machine does to a wait of the back-off is to wake its client late; that is measured, and no more is assumed. All else
// takes work, which is as quick as the machine is at the time.
BenchChanges bench_changes(std::span<const BenchResult> base, std::span<const BenchResult> candidate,
                           double noise = kAssumedNoise);

}  // namespace redial::load
