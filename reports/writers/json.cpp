// Results are written one by one: as a tree, all the traces of a run would take gigabytes.
#include "reports/writers/json.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/text_encodings.hpp"
#include "reports/writers/json_parts.hpp"

namespace redial::reports {
namespace {

using Json = nlohmann::ordered_json;

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
  if (!event.frame.format.empty()) json["frame"] = {{"format", event.frame.format}, {"hex", to_hex(event.frame.bytes)}};
  return json;
}

// What checks demand, each once: most are the same in a thousand results.
class Rules {
 public:
  // The place of the check's rule in list().
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

Json result(const ScenarioResult& result, Rules& rules) {
  Json json{{"scenario", result.scenario},
            {"file", result.file},
            {"shows", result.shows},
            {"sources", result.sources},
            {"tags", result.tags},
            {"client", client_json(result.client)},
            {"verdict", scenarios::to_name(result.verdict)}};
  if (!result.reason.empty()) json["reason"] = result.reason;
  json["duration_ms"] = to_milliseconds(result.duration);
  if (result.outcome.how != scenarios::Finished::How::complete)
    json["outcome"] = {{"how", name_of(scenarios::kEndings, result.outcome.how)}, {"reason", result.outcome.reason}};
  json["checks"] = Json::array();
  for (const scenarios::Check& each : result.checks) json["checks"].push_back(check(each, rules));
  if (!result.reconnects.empty()) json["reconnects"] = reconnects_json(result);
  if (!result.crashes.empty()) json["crashes"] = crashes_json(result);
  if (result.dropped_events > 0) json["dropped_events"] = result.dropped_events;
  if (!result.trace_hash.empty()) json["trace_hash"] = result.trace_hash;
  json["trace"] = Json::array();
  for (const trace::Event& each : result.trace) json["trace"].push_back(event(each, result.started_at));
  return json;
}

std::string text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

void write_json(const Report& report, std::ostream& out) {
  out << "{\n\"schema_version\": " << kRunSchemaVersion << ",\n";
  const Json head = run_json(report);
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
