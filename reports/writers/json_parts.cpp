// One function per part of the model; the order of keys is the order here.
#include "reports/writers/json_parts.hpp"

#include <nlohmann/json.hpp>

#include "reports/instrument.hpp"

namespace redial::reports {
namespace {

using Json = nlohmann::ordered_json;

template <class T, class ToJson>
Json list(const std::vector<T>& items, const ToJson& convert) {
  Json array = Json::array();
  for (const T& item : items) array.push_back(convert(item));
  return array;
}

Json phases(const std::vector<Phase>& phases) {
  Json json = Json::object();
  for (const Phase& phase : phases) json[phase.name] = to_milliseconds(phase.length);
  return json;
}

Json reconnect(const Reconnect& reconnect, TimePoint origin) {
  return {{"client", reconnect.client},
          {"lost_at_ms", to_milliseconds(reconnect.lost_at - origin)},
          {"total_ms", to_milliseconds(reconnect.total)},
          {"attempts", reconnect.attempts},
          {"phases", phases(reconnect.phases)}};
}

Json crash(const Crash& crash, TimePoint origin) {
  return {{"client", crash.client}, {"at_ms", to_milliseconds(crash.at - origin)}, {"how", crash.how}};
}

Json spread(const Spread& spread) {
  return {{"min", to_milliseconds(spread.min)},
          {"p50", to_milliseconds(spread.p50)},
          {"p95", to_milliseconds(spread.p95)},
          {"max", to_milliseconds(spread.max)}};
}

Json inaccuracy_json(const Inaccuracy& found) {
  Json json{{"min", to_milliseconds(found.min)}, {"p50", to_milliseconds(found.p50)}, {"p95", to_milliseconds(found.p95)}};
  if (found.p99) json["p99"] = to_milliseconds(*found.p99);
  json["max"] = to_milliseconds(found.max);
  return json;
}

Json calibration(const Calibration& calibration) {
  Json json{{"method", name_of(kCalibrationMethods, calibration.method)}};
  if (calibration.method == CalibrationMethod::known_delay) json["delay_ms"] = to_milliseconds(calibration.delay);
  json["n"] = calibration.error.count;
  if (calibration.error.count > 0) json["ms"] = inaccuracy_json(calibration.error);
  return json;
}

Json latency(const Latency& latency) {
  return {{"client", client_json(latency.client)},
          {"n", latency.total.count},
          {"total_ms", spread(latency.total)},
          {"median_phases_ms", phases(latency.medians)}};
}

Json crashes(const Crashes& crashes) {
  Json ways = Json::object();
  for (const Crashes::Way& way : crashes.ways) ways[way.how] = way.count;
  return {{"client", client_json(crashes.client)}, {"n", crashes.count}, {"scenarios", crashes.scenarios}, {"ways", ways}};
}

Json difference(const Difference& difference) {
  return {{"scenario", difference.scenario}, {"aspect", difference.aspect}, {"told", difference.told}};
}

Json comparison(const Comparison& comparison) {
  return {{"clients", list(comparison.clients, client_json)},
          {"across_profiles", comparison.across_profiles},
          {"rows", list(comparison.rows, difference)}};
}

Json stale(const StaleDeviation& stale) {
  return {{"client", stale.client}, {"scenario", stale.scenario}, {"check", stale.check}, {"position", stale.position}};
}

}  // namespace

Json client_json(const control::ClientDescription& client) {
  Json json{{"name", client.name}, {"version", client.version}, {"profile", client.profile}, {"host", client.host}};
  if (!client.artifact.empty()) json["artifact"] = client.artifact;
  return json;
}

Json calibrations_json(const std::vector<Calibration>& calibrations) { return list(calibrations, calibration); }

Json instrument_json(const std::vector<Calibration>& calibrations, const Inaccuracy& lag) {
  Json json = Json::object();
  if (!calibrations.empty()) json["calibration"] = calibrations_json(calibrations);
  if (lag.count > 0)
    json["lag"] = {{"n", lag.count},
                   {"ms", inaccuracy_json(lag)},
                   {"bound_ms", to_milliseconds(kLagBound)},
                   {"exceeded", exceeds_bound(lag)}};
  if (!json.empty()) json["instrument_error_ms"] = to_milliseconds(instrument_error(calibrations, lag));
  return json;
}

Json reconnects_json(const ScenarioResult& result) {
  return list(result.reconnects, [&](const Reconnect& each) { return reconnect(each, result.started_at); });
}

Json crashes_json(const ScenarioResult& result) {
  return list(result.crashes, [&](const Crash& each) { return crash(each, result.started_at); });
}

Json run_json(const Report& report) {
  const Summary& summary = report.summary;
  Json json{{"redial", {{"version", report.redial_version}, {"commit", report.redial_commit}}},
            {"started_at", report.started_at},
            {"duration_ms", to_milliseconds(report.duration)},
            {"seed", report.seed},
            {"time", name_of(kTimes, report.time)},
            {"machine", {{"os", report.machine.os}, {"cpu", report.machine.cpu}, {"cores", report.machine.cores}}},
            {"interrupted", report.interrupted},
            {"summary",
             {{"passed", summary.passed},
              {"failed", summary.failed},
              {"known", summary.known},
              {"inconclusive", summary.inconclusive},
              {"warned", summary.warned}}},
            {"stale", list(report.stale, stale)},
            {"latencies", list(report.latencies, latency)}};
  json.update(instrument_json(report.calibrations, report.lag));
  if (!report.crashes.empty()) json["crashes"] = list(report.crashes, crashes);
  if (!report.trace_hash.empty()) json["trace_hash"] = report.trace_hash;
  json["differences"] = list(report.differences, comparison);
  return json;
}

}  // namespace redial::reports
