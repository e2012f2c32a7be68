// One function per part of the model; the order of keys is the order here. Results are written one by one: as a tree, all the
// traces of a run would take gigabytes.
#include "reports/writers/json.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace redial::reports {
namespace {

using Json = nlohmann::ordered_json;

template <class T, class ToJson>
Json list(const std::vector<T>& items, const ToJson& convert) {
  Json array = Json::array();
  for (const T& item : items) array.push_back(convert(item));
  return array;
}

Json event(const trace::Event& event, TimePoint origin) {
  Json json{{"at_ms", to_milliseconds(event.at - origin)},
            {"sequence", event.sequence},
            {"lane", trace::to_name(event.lane)},
            {"kind", trace::describe(event.kind).name}};
  const auto text = [&](const char* key, std::string_view value) {
    if (!value.empty()) json[key] = value;
  };
  text("client", event.client);
  if (event.epoch.value) json["epoch"] = event.epoch.value;
  if (event.call.value) json["call"] = event.call.value;
  text("name", event.name);
  if (event.code) json["code"] = *event.code;
  text("status", trace::to_name(event.status));
  text("user", event.user);
  text("token", event.token);
  text("via", event.via);
  text("detail", event.detail);
  if (event.nesting) json["nesting"] = event.nesting;
  text("thread", event.thread);
  return json;
}

Json client(const control::ClientDescription& client) {
  Json json{{"name", client.name}, {"version", client.version}, {"profile", client.profile}, {"host", client.host}};
  if (!client.artifact.empty()) json["artifact"] = client.artifact;
  return json;
}

// What checks demand, each once: most are the same in a thousand results.
class Rules {
 public:
  // The place of the check's rule in `take()`.
  std::size_t place_of(const scenarios::Check& check) {
    const auto [known, is_new] = places_.try_emplace({check.rule, check.severity, check.source}, places_.size());
    if (is_new)
      list_.push_back({{"rule", check.rule}, {"severity", scenarios::to_name(check.severity)}, {"source", check.source}});
    return known->second;
  }
  const Json& list() const { return list_; }

 private:
  std::map<std::tuple<std::string, scenarios::Severity, std::string>, std::size_t> places_;
  Json list_ = Json::array();
};

Json check(const scenarios::Check& check, Rules& rules) {
  Json json{{"id", check.id}, {"rule", rules.place_of(check)}, {"verdict", scenarios::to_name(check.verdict)}};
  if (!check.detail.empty()) json["detail"] = check.detail;
  if (!check.evidence.empty()) json["evidence"] = check.evidence;
  if (!check.events.empty()) json["events"] = check.events;
  return json;
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

Json result(const ScenarioResult& result, Rules& rules) {
  const TimePoint origin = result.started_at;
  Json json{{"scenario", result.scenario},
            {"file", result.file},
            {"shows", result.shows},
            {"sources", result.sources},
            {"tags", result.tags},
            {"client", client(result.client)},
            {"verdict", scenarios::to_name(result.verdict)}};
  if (!result.reason.empty()) json["reason"] = result.reason;
  json["duration_ms"] = to_milliseconds(result.duration);
  if (result.outcome.how != scenarios::Finished::How::complete)
    json["outcome"] = {{"how", name_of(scenarios::kEndings, result.outcome.how)}, {"reason", result.outcome.reason}};
  json["checks"] = list(result.checks, [&](const scenarios::Check& c) { return check(c, rules); });
  if (!result.reconnects.empty())
    json["reconnects"] = list(result.reconnects, [&](const Reconnect& r) { return reconnect(r, origin); });
  if (!result.crashes.empty()) json["crashes"] = list(result.crashes, [&](const Crash& c) { return crash(c, origin); });
  if (result.dropped_events > 0) json["dropped_events"] = result.dropped_events;
  if (!result.trace_hash.empty()) json["trace_hash"] = result.trace_hash;
  json["trace"] = list(result.trace, [&](const trace::Event& e) { return event(e, origin); });
  return json;
}

Json latency(const Latency& latency) {
  return {{"client", client(latency.client)},
          {"n", latency.total.count},
          {"total_ms",
           {{"min", to_milliseconds(latency.total.min)},
            {"p50", to_milliseconds(latency.total.p50)},
            {"p95", to_milliseconds(latency.total.p95)},
            {"max", to_milliseconds(latency.total.max)}}},
          {"median_phases_ms", phases(latency.medians)}};
}

Json crashes(const Crashes& crashes) {
  Json ways = Json::object();
  for (const Crashes::Way& way : crashes.ways) ways[way.how] = way.count;
  return {{"client", client(crashes.client)}, {"n", crashes.count}, {"scenarios", crashes.scenarios}, {"ways", ways}};
}

Json difference(const Difference& difference) {
  return {{"scenario", difference.scenario}, {"aspect", difference.aspect}, {"told", difference.told}};
}

Json comparison(const Comparison& comparison) {
  return {{"clients", list(comparison.clients, client)},
          {"across_profiles", comparison.across_profiles},
          {"rows", list(comparison.rows, difference)}};
}

Json stale(const StaleDeviation& stale) {
  return {{"client", stale.client}, {"scenario", stale.scenario}, {"check", stale.check}, {"position", stale.position}};
}

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json header(const Report& report) {
  const Summary& summary = report.summary;
  Json json{{"schema_version", kRunSchemaVersion},
            {"redial", {{"version", report.redial_version}, {"commit", report.redial_commit}}},
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
  if (!report.crashes.empty()) json["crashes"] = list(report.crashes, crashes);
  if (!report.trace_hash.empty()) json["trace_hash"] = report.trace_hash;
  json["differences"] = list(report.differences, comparison);
  return json;
}

}  // namespace

void write_json(const Report& report, std::ostream& out) {
  out << "{\n";
  const Json head = header(report);
  for (const auto& [key, value] : head.items()) out << text(key) << ": " << text(value) << ",\n";
  Rules rules;
  std::vector<std::string> results;
  for (const ScenarioResult& each : report.results) results.push_back(text(result(each, rules)));
  out << "\"rules\": " << text(rules.list()) << ",\n\"results\": [";
  const char* between = "\n";
  for (const std::string& each : results) out << std::exchange(between, ",\n") << each;
  out << "\n]\n}\n";
}

}  // namespace redial::reports
