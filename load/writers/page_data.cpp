// One function for each part. Histograms become as many points as a plot has room for; whatever is counted stays whole.
#include "load/writers/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "load/analysis/spread.hpp"
#include "load/result/json_parts.hpp"
#include "load/result/summary.hpp"
#include "load/writers/codes.hpp"

namespace redial::load {
namespace {

constexpr int kStepsPerDecade = 20;  // of a histogram's bars, which stand on a logarithmic axis
constexpr double kLeastMs = 0.001;   // what such an axis can begin with: the histograms' own resolution
constexpr std::uint64_t kCurvePoints = 250;
constexpr std::size_t kWaitBars = 64;  // of the kWaitPlaces that are counted

// [bar, count]: bar i reaches from 10^(i / kStepsPerDecade) ms to the next one.
Json bars_json(const Histogram& histogram) {
  std::map<int, std::uint64_t> bars;
  for (const Histogram::Bin& bin : histogram.bins()) {
    const double decades = std::log10(std::max(kLeastMs, to_milliseconds(bin.value)));
    bars[static_cast<int>(std::floor(decades * kStepsPerDecade + 1e-9))] += bin.count;
  }
  Json json = Json::array();
  for (const auto& [bar, count] : bars) json.push_back({bar, count});
  return json;
}

Json latency_json(const Histogram& histogram) {
  Json json{{"n", histogram.count()}};
  constexpr std::pair<const char*, double> kPercents[] = {{"min", 0},  {"p50", 50},    {"p90", 90}, {"p95", 95},
                                                          {"p99", 99}, {"p999", 99.9}, {"max", 100}};
  for (const auto& [name, percent] : kPercents) json[name] = to_milliseconds(histogram.percentile(percent));
  json["bars"] = bars_json(histogram);
  return json;
}

Json latencies_json(const Phase& phase) {
  Json json = Json::object();
  for (const auto& [what, name] : kWhats)
    if (phase.latency(what).count() > 0) json[name] = latency_json(phase.latency(what));
  return json;
}

Json codes_json(const ByCode& counts) {
  Json json = Json::array();
  for (const auto& [code, count] : counts) json.push_back({{"code", code}, {"n", count}, {"meaning", meaning_of(code)}});
  return json;
}

Json counts_json(const Counts& counts) {
  return {{"intended", counts.intended},
          {"started", counts.started},
          {"succeeded", counts.succeeded},
          {"unfinished", unfinished(counts)},
          {"failed", codes_json(counts.failed)}};
}

// [ms, users who are back by then].
Json back_curve(const Histogram& back) {
  Json json = Json::array();
  const std::uint64_t step = std::max<std::uint64_t>(1, back.count() / kCurvePoints);
  std::uint64_t passed = 0, told = 0;
  for (const Histogram::Bin& bin : back.bins()) {
    passed += bin.count;
    if (passed - told < step && passed < back.count()) continue;
    json.push_back({to_milliseconds(bin.value), passed});
    told = passed;
  }
  return json;
}

Json back_json(const Phase& phase) {
  Json marks = Json::array();
  for (const int percent : kBackPercents) {
    const auto until = until_back(phase, percent);
    marks.push_back({percent, until ? Json(to_milliseconds(*until)) : Json()});
  }
  return {{"lost_users", phase.lost_users}, {"marks", marks}, {"curve", back_curve(phase.latency(What::back))}};
}

// How many of the waits are in each of kWaitBars equal parts of what is declared.
Json wait_bars(const Waits& waits) {
  if (waits.places.empty()) return Json::array();
  std::vector<std::uint64_t> bars(kWaitBars);
  for (std::size_t i = 0; i < waits.places.size(); ++i) bars[i * kWaitBars / waits.places.size()] += waits.places[i];
  return bars;
}

Json wait_json(const WaitSpread& found, const Waits& waits) {
  Json json{{"attempt", found.attempt},
            {"low_ms", to_milliseconds(found.low)},
            {"high_ms", to_milliseconds(found.high)},
            {"n", found.n},
            {"below", found.below},
            {"within", found.within},
            {"above", found.above},
            {"p50_ms", to_milliseconds(found.p50)},
            {"p99_ms", to_milliseconds(found.p99)},
            {"verdict", name_of(kSpreadVerdicts, found.verdict)},
            {"counts", {waits.below, waits.above}},
            {"bars", wait_bars(waits)}};
  if (found.spread) {
    json["d"] = {found.spread->d, found.spread->d_at_most};
    json["p"] = found.spread->p;
  }
  return json;
}

Json waits_json(const Phase& phase, Duration error) {
  Json json = Json::array();
  for (const WaitSpread& found : wait_spreads(phase, error))
    json.push_back(wait_json(found, *std::ranges::find(phase.waits, found.attempt, &Waits::attempt)));
  return json;
}

Json phase_data(const Phase& phase, Duration error) {
  Json attempts = Json::array();
  for (const auto& [count, ways] : phase.attempts) attempts.push_back({count, ways});
  Json json{{"name", phase.name},
            {"shape", name_of(kShapes, phase.shape)},
            {"began_ms", to_milliseconds(phase.began)},
            {"length_ms", to_milliseconds(phase.ended - phase.began)},
            {"users", phase.users},
            {"online", {phase.online_before, phase.online_after}},
            {"connects", counts_json(phase.connects)},
            {"messages", counts_json(phase.messages)},
            {"rates", {connects_per_second(phase), best_connects_per_second(phase)}},
            {"losses", codes_json(phase.losses)},
            {"failed_attempts", codes_json(phase.failed_attempts)},
            {"fetched_tokens", phase.fetched_tokens},
            {"latencies", latencies_json(phase)},
            {"attempts", attempts},
            {"waits", waits_json(phase, error)},
            {"series", series_json(phase)},
            {"interrupted", phase.interrupted}};
  if (phase.shape == Shape::storm) json["back"] = back_json(phase);
  if (phase.server) json["server"] = server_json(*phase.server);
  return json;
}

Json run_json(const BenchResult& result) {
  Json json = about_json(result);
  json["seed"] = std::to_string(result.seed);  // a number in JavaScript has 53 bits
  if (const auto error = instrument_error(result)) json["error_ms"] = to_milliseconds(*error);
  if (const auto& lag = result.lag) {
    json["lag"] = latency_json(lag->lateness);
    json["lag"]["bound"] = to_milliseconds(lag->bound);
    json["lag"]["exceeds_bound"] = exceeds_bound(*lag);
  }
  return json;
}

}  // namespace

std::string page_data(const BenchResult& result) {
  Json phases = Json::array();
  const Duration error = instrument_error(result).value_or(Duration::zero());
  for (const Phase& phase : result.phases) phases.push_back(phase_data(phase, error));
  const Json json{{"page", 1},
                  {"kind", "bench"},
                  {"steps_per_decade", kStepsPerDecade},
                  {"run", run_json(result)},
                  {"phases", std::move(phases)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace redial::load
