// One function per part.
#include "reports/page/page_data.hpp"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "reports/page/event_columns.hpp"
#include "reports/page/tables.hpp"
#include "reports/writers/changes_parts.hpp"
#include "reports/writers/json_parts.hpp"

namespace redial::reports::page {
namespace {

using Json = nlohmann::ordered_json;
using scenarios::Check;
using scenarios::Verdict;
using trace::Event;
using trace::Lane;

class Page {
 public:
  void add(const ScenarioResult& result) {
    Json json{{"scenario", scenario(result)},
              {"client", clients_.place_of(label_of(result.client), [&] { return client_json(result.client); })},
              {"verdict", scenarios::to_name(result.verdict)},
              {"duration_ms", to_milliseconds(result.duration)},
              {"checks", checks(result)},
              {"events", columns_.add(result.trace, result.started_at)}};
    if (!result.reason.empty()) json["reason"] = result.reason;
    if (!result.reconnects.empty()) json["reconnects"] = reconnects_json(result);
    if (!result.crashes.empty()) json["crashes"] = crashes_json(result);
    if (result.dropped_events > 0) json["dropped_events"] = result.dropped_events;
    results_.push_back(std::move(json));
  }

  void add_to(Json& json) const {
    json["clients"] = clients_.list();
    json["rules"] = rules_.list();
    json["scenarios"] = scenarios_.list();
    json["lanes"] = Json::array();
    for (const Lane lane : kLanes) json["lanes"].push_back(trace::to_name(lane));
    json["texts"] = texts_.list();
    json["events"] = columns_.to_json();
    json["frames"] = frames_.list();
    json["results"] = results_;
  }

 private:
  using ClientLabel = std::tuple<std::string, std::string, std::string, std::string>;
  static ClientLabel label_of(const control::ClientDescription& client) {
    return {client.name, client.version, client.profile, client.host};
  }

  std::size_t scenario(const ScenarioResult& result) {
    return scenarios_.place_of(result.scenario, [&] {
      return Json{{"scenario", result.scenario},
                  {"file", result.file},
                  {"shows", result.shows},
                  {"sources", result.sources},
                  {"tags", result.tags}};
    });
  }

  // The page numbers the events of a play as they stand there, from 1.
  using Numbers = std::unordered_map<std::uint64_t, std::size_t>;
  static Numbers numbers_of(const ScenarioResult& result) {
    Numbers numbers;
    if (std::ranges::all_of(result.checks, [](const Check& check) { return check.events.empty(); })) return numbers;
    std::size_t number = 0;
    for (const Event& event : result.trace) numbers.try_emplace(event.sequence, ++number);
    return numbers;
  }

  // Of those that the play has.
  static std::vector<std::size_t> numbers_in(const Numbers& numbers, const std::vector<std::uint64_t>& sequences) {
    std::vector<std::size_t> found;
    for (const std::uint64_t sequence : sequences)
      if (const auto number = numbers.find(sequence); number != numbers.end()) found.push_back(number->second);
    return found;
  }

  // A check that passed without a word is its rule's place alone.
  Json checks(const ScenarioResult& result) {
    Json list = Json::array();
    const Numbers numbers = numbers_of(result);
    for (const Check& check : result.checks) {
      const std::size_t rule = rules_.place_of({check.id, check.rule, check.severity, check.source}, [&] {
        return Json{
            {"id", check.id}, {"rule", check.rule}, {"severity", scenarios::to_name(check.severity)}, {"source", check.source}};
      });
      if (check.verdict == Verdict::pass && check.detail.empty() && check.events.empty()) {
        list.push_back(rule);
        continue;
      }
      list.push_back({{"rule", rule},
                      {"verdict", scenarios::to_name(check.verdict)},
                      {"detail", check.detail},
                      {"events", numbers_in(numbers, check.events)}});
      if (!check.evidence.empty()) list.back()["evidence"] = check.evidence;
    }
    return list;
  }

  Texts texts_;
  Frames frames_;
  EventColumns columns_{texts_, frames_};
  Table<ClientLabel> clients_;
  Table<std::string> scenarios_;
  Table<std::tuple<std::string, std::string, scenarios::Severity, std::string>> rules_;
  Json results_ = Json::array();
};

Json baseline_json(const std::string& name, const Changes& changes) {
  Json verdicts = Json::array(), metrics = Json::array();
  for (const VerdictChange& change : changes.verdicts)
    verdicts.push_back({{"scenario", change.scenario},
                        {"client", client_json(change.clients.candidate)},
                        {"before", scenarios::to_name(change.before)},
                        {"after", scenarios::to_name(change.after)}});
  for (const MetricChange& metric : changes.metrics) {
    const statistics::QuantileShift& median = metric.shift.median;
    Json json{{"client", client_json(metric.clients.candidate)},
              {"phase", metric.phase},
              {"change", name_of(kChanges, metric.shift.change)},
              {"base_ms", median.base},
              {"new_ms", median.candidate},
              {"interval_ms", {median.interval.low, median.interval.high}},
              {"p", metric.shift.adjusted_p},
              {"n", {metric.base_count, metric.candidate_count}},
              {"error_ms", metric.instrument_error}};
    if (metric.shift.detectable) json["detectable_ms"] = *metric.shift.detectable * median.base;
    metrics.push_back(std::move(json));
  }
  return {{"name", name}, {"changes", verdicts}, {"metrics", metrics}};
}

Json history_json(const std::vector<history::TrendPoint>& trend) {
  Json list = Json::array();
  for (const history::TrendPoint& point : trend)
    list.push_back({{"started_at", point.started_at},
                    {"commit", point.redial_commit},
                    {"client", client_json(point.client)},
                    {"n", point.total.count},
                    {"p50_ms", to_milliseconds(point.total.p50)},
                    {"p95_ms", to_milliseconds(point.total.p95)}});
  return list;
}

}  // namespace

std::string page_data(const Report& report, const Beside& beside) {
  Json run = run_json(report);
  run["origin"] = name_of(kOrigins, report.origin);
  Json json{{"page", 1}};
  for (const char* part : {"latencies", "differences", "crashes"}) {
    json[part] = run.value(part, Json::array());
    run.erase(part);
  }
  json["run"] = std::move(run);
  Page page;
  for (const ScenarioResult& result : report.results) page.add(result);
  page.add_to(json);
  if (beside.changes) json["baseline"] = baseline_json(beside.baseline, *beside.changes);
  if (!beside.trend.empty()) json["history"] = history_json(beside.trend);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace redial::reports::page
