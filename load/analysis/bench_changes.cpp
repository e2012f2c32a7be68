// Pairing and pooling; the numbers are the statistics' business. What is counted stands in count_changes.cpp.
#include "load/analysis/bench_changes.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "load/analysis/count_changes.hpp"
#include "load/analysis/phase_pairs.hpp"
#include "load/result/histogram.hpp"
#include "load/result/summary.hpp"
#include "reports/statistics/shift.hpp"
#include "reports/writers/findings.hpp"

namespace redial::load {
namespace {

namespace statistics = reports::statistics;
using statistics::Metric;
using statistics::Repeats;
using statistics::Sample;
using Unit = FigureChange::Unit;

// Half of the level for times and figures, half for counts.
constexpr statistics::Criteria kHalf{.alpha = statistics::kAlpha / 2};

// Which one stands for the shortest waits: not the very first, which chance alone decides.
constexpr double kShortestRank = 20;
constexpr std::size_t kLeastForShortest = 400;  // so that it is one of the shortest twentieth

Sample sample_of(const Histogram& histogram) {
  std::vector<statistics::Weighted> values;
  for (const Histogram::Bin& bin : histogram.bins()) values.push_back({to_milliseconds(bin.value), bin.count});
  return Sample(std::move(values));
}

// What was timed in a phase, by name.
struct Timed {
  std::string name;
  bool is_wait = false;
  std::vector<const Histogram*> base, candidate;  // of the results that have any
};

Histogram pooled(const std::vector<const Histogram*>& parts) {
  Histogram all;
  for (const Histogram* part : parts) all.add(*part);
  return all;
}

std::vector<double> quantiles(const std::vector<const Histogram*>& parts, double percent) {
  std::vector<double> all;
  for (const Histogram* part : parts) all.push_back(to_milliseconds(part->percentile(percent)));
  return all;
}

void collect(const Phase& phase, std::vector<const Histogram*> Timed::*side, std::vector<Timed>& all) {
  const auto add = [&](const std::string& name, bool is_wait, const Histogram& histogram) {
    if (histogram.count() == 0) return;
    auto found = std::ranges::find(all, name, &Timed::name);
    if (found == all.end()) found = all.insert(all.end(), {name, is_wait, {}, {}});
    ((*found).*side).push_back(&histogram);
  };
  for (const auto& [what, name] : kWhats) add(std::string(name), false, phase.latency(what));
  for (const Waits& waits : phase.waits) add("wait " + std::to_string(waits.attempt), true, waits.lengths);
}

std::vector<Timed> timed_in(const PhasePair& pair) {
  std::vector<Timed> all;
  for (const Phase* phase : pair.base) collect(*phase, &Timed::base, all);
  for (const Phase* phase : pair.candidate) collect(*phase, &Timed::candidate, all);
  std::erase_if(all, [](const Timed& timed) { return timed.base.empty() || timed.candidate.empty(); });
  return all;
}

// How far the quantile moves by itself.
Repeats repeats_of(const Timed& timed, double percent, double base_quantile, double noise, bool is_lag_known) {
  return {quantiles(timed.base, percent), quantiles(timed.candidate, percent),
          timed.is_wait && is_lag_known ? 0 : noise * base_quantile};
}

class Comparison {
 public:
  Comparison(double noise, std::optional<double> error) : noise_(noise), error_(error) {}

  void add(const PhasePair& pair) {
    for (const Timed& timed : timed_in(pair)) {
      add_time(pair.name, timed);
      if (timed.is_wait) add_shortest(timed);
    }
    if (pair.shape() == Shape::storm)
      for (const int percent : {50, 95, 99, 100}) add_until_back(pair, percent);
    add_figure(pair, "attempts per way", Unit::number, [](const Phase& phase) { return attempts_per_way(phase); });
    add_figure(pair, "server CPU per login", Unit::milliseconds, [](const Phase& phase) -> std::optional<double> {
      const auto cpu = phase.server ? cpu_per_login(*phase.server) : std::nullopt;
      return cpu ? std::optional(to_milliseconds(*cpu)) : std::nullopt;
    });
    add_figure(pair, "server memory per session", Unit::bytes, [](const Phase& phase) -> std::optional<double> {
      const auto memory = phase.server ? memory_per_session(*phase.server) : std::nullopt;
      return memory ? std::optional(static_cast<double>(*memory)) : std::nullopt;
    });
  }

  void judge(BenchChanges& changes) {
    const std::vector<statistics::Shift> found = statistics::shifts(metrics_, kHalf);
    for (std::size_t i = 0; i < times_.size(); ++i) times_[i].shift = found[metric_of_time_[i]];
    for (std::size_t i = 0; i < figures_.size(); ++i)
      if (metric_of_figure_[i]) figures_[i].shift = found[*metric_of_figure_[i]];
    changes.times = std::move(times_);
    changes.figures = std::move(figures_);
  }

 private:
  static std::optional<double> attempts_per_way(const Phase& phase) {
    double ways = 0, attempts = 0;
    for (const auto& [count, times] : phase.attempts) {
      ways += static_cast<double>(times);
      attempts += static_cast<double>(times) * count;
    }
    return ways > 0 ? std::optional(attempts / ways) : std::nullopt;
  }

  void add_time(const std::string& of, const Timed& timed) {
    Metric metric{sample_of(pooled(timed.base)), sample_of(pooled(timed.candidate)), error_.value_or(0)};
    metric.repeats = repeats_of(timed, 50, metric.base.quantile(50), noise_, error_.has_value());
    TimeChange& time = times_.emplace_back();
    time.of = of;
    time.phase = timed.name;
    time.base_count = metric.base.count();
    time.candidate_count = metric.candidate.count();
    time.instrument_error = metric.instrument_error;
    const std::size_t least = std::min(time.base_count, time.candidate_count);
    const auto tail = [&](double percent) {
      auto shift = *statistics::quantile_shift(metric.base, metric.candidate, percent);
      shift.interval = with_repeats(shift, repeats_of(timed, percent, shift.base, noise_, error_.has_value()));
      return shift;
    };
    if (least >= reports::kLeastForP95) time.p95 = tail(95);
    if (least >= kLeastForP99) time.p99 = tail(99);
    metric_of_time_.push_back(metrics_.size());
    metrics_.push_back(std::move(metric));
  }

  // Of waits that are spread by jitter the median is the last to move, and the shortest is the first: it is nearest to what the
  // client meant, and a busy machine, which makes some waits longer, leaves it where it is.
  void add_shortest(const Timed& timed) {
    const std::size_t least = std::min(times_.back().base_count, times_.back().candidate_count);
    if (least < kLeastForShortest) return;
    const double percent = 100 * kShortestRank / static_cast<double>(least);
    TimeChange shortest = times_.back();
    shortest.phase += ", shortest";
    shortest.p95 = shortest.p99 = {};
    Metric metric = metrics_.back();
    metric.percent = percent;
    metric.repeats = repeats_of(timed, percent, metric.base.quantile(percent), noise_, error_.has_value());
    metric_of_time_.push_back(metrics_.size());
    times_.push_back(std::move(shortest));
    metrics_.push_back(std::move(metric));
  }

  // The last ones back are few: how far they move by chance is seen from repeats alone.
  void add_until_back(const PhasePair& pair, int percent) {
    const std::string name = percent == 100 ? "all back" : std::to_string(percent) + " % back";
    add_figure(
        pair, name, Unit::milliseconds,
        [percent](const Phase& phase) -> std::optional<double> {
          const auto until = until_back(phase, percent);
          return until ? std::optional(to_milliseconds(*until)) : std::nullopt;
        },
        std::numeric_limits<double>::infinity());
  }

  template <class Figure>
  void add_figure(const PhasePair& pair, const std::string& name, Unit unit, Figure figure, std::optional<double> noise = {}) {
    FigureChange change{pair.name, name, unit, {}, {}, {}};
    for (const Phase* phase : pair.base) change.base.push_back(figure(*phase));
    for (const Phase* phase : pair.candidate) change.candidate.push_back(figure(*phase));
    const auto is_there = [](const std::optional<double>& value) { return value.has_value(); };
    if (std::ranges::none_of(change.base, is_there) && std::ranges::none_of(change.candidate, is_there)) return;
    metric_of_figure_.emplace_back();
    if (std::ranges::all_of(change.base, is_there) && std::ranges::all_of(change.candidate, is_there)) {
      metric_of_figure_.back() = metrics_.size();
      metrics_.push_back(figure_metric(change, noise));
    }
    figures_.push_back(std::move(change));
  }

  Metric figure_metric(const FigureChange& change, std::optional<double> noise) const {
    Metric metric;
    for (const auto& value : change.base) metric.repeats.base.push_back(*value);
    for (const auto& value : change.candidate) metric.repeats.candidate.push_back(*value);
    metric.repeats.assumed = noise.value_or(noise_ * Sample(metric.repeats.base).quantile(50));
    if (change.unit == Unit::milliseconds && change.name.ends_with("back")) metric.instrument_error = error_.value_or(0);
    return metric;
  }

  double noise_;
  std::optional<double> error_;
  std::vector<Metric> metrics_;
  std::vector<TimeChange> times_;
  std::vector<std::size_t> metric_of_time_;
  std::vector<FigureChange> figures_;
  std::vector<std::optional<std::size_t>> metric_of_figure_;
};

std::optional<double> instrument_error(std::span<const BenchResult> base, std::span<const BenchResult> candidate) {
  double largest = 0;
  for (const auto side : {base, candidate}) {
    for (const BenchResult& result : side) {
      const auto error = instrument_error(result);
      if (!error) return std::nullopt;
      largest = std::max(largest, to_milliseconds(*error));
    }
  }
  return largest;
}

}  // namespace

BenchChanges bench_changes(std::span<const BenchResult> base, std::span<const BenchResult> candidate, double noise) {
  BenchChanges changes;
  changes.base_results = base.size();
  changes.candidate_results = candidate.size();
  if (std::min(base.size(), candidate.size()) < statistics::kMinRepeats) changes.assumed_noise = noise;
  changes.instrument_error = instrument_error(base, candidate);
  const std::vector<PhasePair> pairs = phase_pairs(base, candidate, changes.only_base, changes.only_candidate);
  Comparison comparison(noise, changes.instrument_error);
  for (const PhasePair& pair : pairs) comparison.add(pair);
  comparison.judge(changes);
  changes.counts = count_changes(pairs, kHalf.alpha);
  changes.doubts = bench_doubts(base, candidate);
  return changes;
}

}  // namespace redial::load
