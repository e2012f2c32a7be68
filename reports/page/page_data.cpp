// One function per part. Times of events are in units of kUnit, each from the one before: the page shows no finer, and small
// numbers take little room.
#include "reports/page/page_data.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <tuple>
#include <utility>

#include "reports/page/page_frames.hpp"
#include "reports/writers/changes.hpp"
#include "reports/writers/json_parts.hpp"

namespace redial::reports::page {
namespace {

using Json = nlohmann::ordered_json;
using scenarios::Check;
using scenarios::Verdict;
using trace::Event;
using trace::Lane;

constexpr Duration kUnit = std::chrono::microseconds(10);
constexpr Lane kLanes[] = {Lane::app, Lane::wire, Lane::server, Lane::fault, Lane::run};

// Values that occur again and again, each once, by their place.
template <class Key>
class Table {
 public:
  // `make` gives what the page reads.
  template <class Make>
  std::size_t place_of(const Key& key, const Make& make) {
    const auto [known, is_new] = places_.try_emplace(key, places_.size());
    if (is_new) list_.push_back(make());
    return known->second;
  }
  const Json& list() const { return list_; }

 private:
  std::map<Key, std::size_t> places_;
  Json list_ = Json::array();
};

class Texts {
 public:
  Texts() { place_of(""); }
  std::size_t place_of(std::string_view text) {
    return table_.place_of(std::string(text), [&] { return std::string(text); });
  }
  const Json& list() const { return table_.list(); }

 private:
  Table<std::string> table_;
};

class Columns {
 public:
  explicit Columns(Texts& texts) : texts_(texts) {}

  // The place of the first event, and how many there are.
  Json add(const std::vector<Event>& trace, TimePoint origin) {
    const std::size_t first = at_.size();
    std::int64_t last = 0;
    for (const Event& event : trace) {
      const std::int64_t at = (event.at - origin) / kUnit;
      if (!event.frame.format.empty()) frames_[std::to_string(at_.size())] = frame_json(event);
      at_.push_back(at - std::exchange(last, at));
      add(event);
    }
    return {first, trace.size()};
  }

  // By the places of their events.
  const Json& frames() const { return frames_; }

  Json to_json() const {
    return {{"unit_us", kUnit / std::chrono::microseconds(1)},
            {"at", at_},
            {"lane", lane_},
            {"kind", kind_},
            {"client", client_},
            {"epoch", epoch_},
            {"call", call_},
            {"code", code_},
            {"status", status_},
            {"user", user_},
            {"token", token_},
            {"name", name_},
            {"via", via_},
            {"detail", detail_},
            {"nesting", nesting_},
            {"thread", thread_}};
  }

 private:
  void add(const Event& event) {
    lane_.push_back(std::ranges::find(kLanes, event.lane) - std::begin(kLanes));
    kind_.push_back(texts_.place_of(trace::describe(event.kind).name));
    client_.push_back(texts_.place_of(event.client));
    epoch_.push_back(event.epoch.value);
    call_.push_back(event.call.value);
    code_.push_back(event.code ? Json(*event.code) : Json());
    status_.push_back(texts_.place_of(trace::to_name(event.status)));
    user_.push_back(texts_.place_of(event.user));
    token_.push_back(texts_.place_of(event.token));
    name_.push_back(texts_.place_of(event.name));
    via_.push_back(texts_.place_of(event.via));
    detail_.push_back(texts_.place_of(event.detail));
    nesting_.push_back(event.nesting);
    thread_.push_back(texts_.place_of(event.thread));
  }

  Texts& texts_;
  std::vector<std::int64_t> at_;
  std::vector<std::ptrdiff_t> lane_;
  std::vector<std::size_t> kind_, client_, status_, user_, token_, name_, via_, detail_, thread_;
  std::vector<std::uint32_t> epoch_, call_, nesting_;
  Json code_ = Json::array();
  Json frames_ = Json::object();
};

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
    json["frames"] = {{"events", columns_.frames()}};
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
  static std::vector<std::size_t> numbers(const std::vector<std::uint64_t>& sequences, const std::vector<Event>& trace) {
    std::vector<std::size_t> found;
    for (const std::uint64_t sequence : sequences) {
      const auto event = std::ranges::find(trace, sequence, &Event::sequence);
      if (event != trace.end()) found.push_back(static_cast<std::size_t>(event - trace.begin()) + 1);
    }
    return found;
  }

  // A check that passed without a word is its rule's place alone.
  Json checks(const ScenarioResult& result) {
    Json list = Json::array();
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
                      {"events", numbers(check.events, result.trace)}});
      if (!check.evidence.empty()) list.back()["evidence"] = check.evidence;
    }
    return list;
  }

  Texts texts_;
  Columns columns_{texts_};
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
