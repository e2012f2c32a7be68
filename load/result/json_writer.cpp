// One function for each part of the model; the order of keys is the order here.
#include <ostream>

#include "load/result/json.hpp"
#include "load/result/json_parts.hpp"
#include "load/result/summary.hpp"

namespace redial::load {
namespace {

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json latency_json(const Histogram& histogram) {
  return {{"n", histogram.count()},
          {"min_ms", to_milliseconds(histogram.percentile(0))},
          {"p50_ms", to_milliseconds(histogram.percentile(50))},
          {"p90_ms", to_milliseconds(histogram.percentile(90))},
          {"p95_ms", to_milliseconds(histogram.percentile(95))},
          {"p99_ms", to_milliseconds(histogram.percentile(99))},
          {"p999_ms", to_milliseconds(histogram.percentile(99.9))},
          {"max_ms", to_milliseconds(histogram.percentile(100))},
          {"hdr", histogram.encoded()}};
}

template <class Key>
Json numbered(const std::map<Key, std::uint64_t>& counts) {
  Json json = Json::object();
  for (const auto& [key, count] : counts) json[std::to_string(key)] = count;
  return json;
}

Json counts_json(const Counts& counts) {
  return {{"intended", counts.intended},
          {"started", counts.started},
          {"succeeded", counts.succeeded},
          {"failed", numbered(counts.failed)},
          {"unfinished", unfinished(counts)}};
}

Json latencies_json(const Phase& phase) {
  Json json = Json::object();
  for (const auto& [what, name] : kWhats)
    if (phase.latency(what).count() > 0) json[name] = latency_json(phase.latency(what));
  return json;
}

// Most places of most waits are empty: [place, count] of those that are not.
Json places_json(const std::vector<std::uint64_t>& places) {
  Json json = Json::array();
  for (std::size_t i = 0; i < places.size(); ++i)
    if (places[i] > 0) json.push_back({i, places[i]});
  return json;
}

Json waits_json(const std::vector<Waits>& all) {
  Json json = Json::array();
  for (const Waits& waits : all)
    json.push_back({{"attempt", waits.attempt},
                    {"low_ms", to_milliseconds(waits.low)},
                    {"high_ms", to_milliseconds(waits.high)},
                    {"lengths", latency_json(waits.lengths)},
                    {"below", waits.below},
                    {"above", waits.above},
                    {"places", places_json(waits.places)}});
  return json;
}

Json back_json(const Phase& phase) {
  Json json = Json::object();
  for (const int percent : kBackPercents) {
    const auto until = until_back(phase, percent);
    json[std::to_string(percent)] = until ? Json(to_milliseconds(*until)) : Json();
  }
  return json;
}

Json json_of(const Phase& phase) {
  Json json{{"name", phase.name},
            {"shape", name_of(kShapes, phase.shape)},
            {"began_ms", to_milliseconds(phase.began)},
            {"ended_ms", to_milliseconds(phase.ended)},
            {"users", phase.users},
            {"online_before", phase.online_before},
            {"online_after", phase.online_after},
            {"connects", counts_json(phase.connects)},
            {"messages", counts_json(phase.messages)},
            {"lost_users", phase.lost_users},
            {"losses", numbered(phase.losses)},
            {"failed_attempts", numbered(phase.failed_attempts)},
            {"fetched_tokens", phase.fetched_tokens},
            {"latencies", latencies_json(phase)},
            {"attempts", numbered(phase.attempts)},
            {"waits", waits_json(phase.waits)},
            {"series", series_json(phase)},
            {"interrupted", phase.interrupted}};
  if (phase.shape == Shape::storm) json["back_ms"] = back_json(phase);
  if (phase.server) json["server"] = server_json(*phase.server);
  return json;
}

// Everything but the phases.
Json head_json(const BenchResult& result) {
  Json json{{"schema_version", kBenchSchemaVersion}, {"kind", "bench"}, {"seed", result.seed}};
  json.update(about_json(result));
  if (const auto& lag = result.lag)
    json["lag"] = {{"lateness", latency_json(lag->lateness)}, {"bound_ms", to_milliseconds(lag->bound)}};
  return json;
}

}  // namespace

std::string phase_json(const Phase& phase) { return text_of(json_of(phase)); }

void write_json(const BenchResult& result, std::ostream& out) {
  std::string head = text_of(head_json(result));
  head.pop_back();  // the closing brace
  out << head << ",\n\"phases\":[";
  const char* before = "\n";
  for (const Phase& phase : result.phases) {
    out << before << phase_json(phase);
    before = ",\n";
  }
  out << "\n]}\n";
}

}  // namespace redial::load
