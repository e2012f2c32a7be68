// One table of fields for each part of the form that docs/run.schema.json describes.
#include "reports/stored/run_reader.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

#include "reports/stored/cursor.hpp"
#include "reports/stored/instrument_reader.hpp"
#include "reports/stored/result_lines.hpp"
#include "reports/stored/side_by_side.hpp"
#include "reports/stored/text.hpp"
#include "reports/stored/trace_reader.hpp"
#include "reports/writers/json.hpp"

namespace redial::reports::stored {

using control::ClientDescription;
using scenarios::Check;
using scenarios::Finished;
using scenarios::Verdict;

// ---- read, for each part; static, not in a namespace without a name, where the templates of cursor.hpp would not find them ----

static void read(Cursor& cursor, Value value, Verdict& verdict) {
  read_name(
      cursor, value, [](std::string_view name) { return value_of(scenarios::kVerdicts, name); }, verdict);
}

static void read(Cursor& cursor, Value value, Time& time) {
  read_name(
      cursor, value, [](std::string_view name) { return value_of(kTimes, name); }, time);
}

static void read(Cursor& cursor, Value value, Finished& outcome) {
  static constexpr Field<Finished> kFields[] = {
      {"how",
       [](Cursor& c, Value v, Finished& f) {
         read_name(
             c, v, [](std::string_view name) { return value_of(scenarios::kEndings, name); }, f.how);
       }},
      required<&Finished::reason>("reason")};
  read_record(cursor, value, kFields, outcome);
}

static void read(Cursor& cursor, Value value, ClientDescription& client) {
  static constexpr Field<ClientDescription> kFields[] = {
      required<&ClientDescription::name>("name"), required<&ClientDescription::version>("version"),
      required<&ClientDescription::profile>("profile"), required<&ClientDescription::host>("host"),
      optional<&ClientDescription::artifact>("artifact")};
  read_record(cursor, value, kFields, client);
}

// An object whose keys are the names of phases.
static void read(Cursor& cursor, Value value, std::vector<Phase>& phases) {
  read_members(cursor, value, [&](std::string_view name, Value length) {
    phases.push_back({std::string(name), {}});
    read(cursor, length, phases.back().length);
  });
}

static void read(Cursor& cursor, Value value, Reconnect& reconnect) {
  static constexpr Field<Reconnect> kFields[] = {
      required<&Reconnect::client>("client"), required<&Reconnect::lost_at>("lost_at_ms"),
      required<&Reconnect::total>("total_ms"), required<&Reconnect::attempts>("attempts"),
      required<&Reconnect::phases>("phases")};
  read_record(cursor, value, kFields, reconnect);
}

static void read(Cursor& cursor, Value value, Crash& crash) {
  static constexpr Field<Crash> kFields[] = {required<&Crash::client>("client"), required<&Crash::at>("at_ms"),
                                             required<&Crash::how>("how")};
  read_record(cursor, value, kFields, crash);
}

static void read(Cursor& cursor, Value value, StaleDeviation& stale) {
  static constexpr Field<StaleDeviation> kFields[] = {
      required<&StaleDeviation::client>("client"), required<&StaleDeviation::scenario>("scenario"),
      required<&StaleDeviation::check>("check"), required<&StaleDeviation::position>("position")};
  read_record(cursor, value, kFields, stale);
}

static void read(Cursor& cursor, Value value, Spread& spread) {
  static constexpr Field<Spread> kFields[] = {required<&Spread::min>("min"), required<&Spread::p50>("p50"),
                                              required<&Spread::p95>("p95"), required<&Spread::max>("max")};
  read_record(cursor, value, kFields, spread);
}

static void read(Cursor& cursor, Value value, Latency& latency) {
  static constexpr Field<Latency> kFields[] = {required<&Latency::client>("client"),
                                               {"n", [](Cursor& c, Value v, Latency& l) { read(c, v, l.total.count); }},
                                               required<&Latency::total>("total_ms"),
                                               required<&Latency::medians>("median_phases_ms")};
  read_record(cursor, value, kFields, latency);
}

static void read(Cursor& cursor, Value value, std::vector<Crashes::Way>& ways) {
  read_members(cursor, value, [&](std::string_view how, Value count) {
    ways.push_back({std::string(how), 0});
    read(cursor, count, ways.back().count);
  });
}

static void read(Cursor& cursor, Value value, Crashes& crashes) {
  static constexpr Field<Crashes> kFields[] = {required<&Crashes::client>("client"), required<&Crashes::count>("n"),
                                               required<&Crashes::scenarios>("scenarios"), required<&Crashes::ways>("ways")};
  read_record(cursor, value, kFields, crashes);
}

static void read(Cursor& cursor, Value value, Difference& difference) {
  static constexpr Field<Difference> kFields[] = {required<&Difference::scenario>("scenario"),
                                                  required<&Difference::aspect>("aspect"), required<&Difference::told>("told")};
  read_record(cursor, value, kFields, difference);
}

static void read(Cursor& cursor, Value value, Comparison& comparison) {
  static constexpr Field<Comparison> kFields[] = {required<&Comparison::clients>("clients"),
                                                  required<&Comparison::across_profiles>("across_profiles"),
                                                  required<&Comparison::rows>("rows")};
  read_record(cursor, value, kFields, comparison);
}

// What a check demands: the part of it that is the same in many results.
static void read(Cursor& cursor, Value value, Check& rule) {
  static constexpr Field<Check> kFields[] = {
      required<&Check::rule>("rule"),
      {"severity",
       [](Cursor& c, Value v, Check& check) {
         read_name(
             c, v, [](std::string_view name) { return value_of(scenarios::kSeverities, name); }, check.severity);
       }},
      required<&Check::source>("source")};
  read_record(cursor, value, kFields, rule);
}

namespace {

// Its texts are those of what is being read: of most checks nothing is kept.
struct StoredCheck {
  std::string_view id, detail, evidence;
  std::size_t rule = 0;
  Verdict verdict = Verdict::pass;
  std::vector<std::uint64_t> events;
};

}  // namespace

static void read(Cursor& cursor, Value value, StoredCheck& stored) {
  static constexpr Field<StoredCheck> kFields[] = {required<&StoredCheck::id>("id"),
                                                   required<&StoredCheck::rule>("rule"),
                                                   required<&StoredCheck::verdict>("verdict"),
                                                   optional<&StoredCheck::detail>("detail"),
                                                   optional<&StoredCheck::evidence>("evidence"),
                                                   optional<&StoredCheck::events>("events")};
  read_record(cursor, value, kFields, stored);
}

namespace {

// A result, and what it takes to read one.
struct StoredResult {
  ScenarioResult result;
  const std::vector<Check>* rules;
  Extent extent;
};

void read_checks(Cursor& cursor, Value value, StoredResult& stored) {
  read_elements(cursor, value, [&](Value element) {
    StoredCheck read_one;
    read(cursor, element, read_one);
    if (!cursor.ok()) return;
    if (read_one.rule >= stored.rules->size()) return cursor.fail("there is no rule " + std::to_string(read_one.rule));
    if (stored.extent == Extent::findings && read_one.verdict == Verdict::pass) return;
    const Check& rule = (*stored.rules)[read_one.rule];
    stored.result.checks.push_back({.id = std::string(read_one.id),
                                    .rule = rule.rule,
                                    .verdict = read_one.verdict,
                                    .detail = std::string(read_one.detail),
                                    .source = rule.source,
                                    .events = std::move(read_one.events),
                                    .severity = rule.severity,
                                    .evidence = std::string(read_one.evidence)});
  });
}

void read_trace(Cursor& cursor, Value value, StoredResult& stored) {
  if (stored.extent == Extent::everything)
    read(cursor, value, stored.result.trace);
  else
    read_excerpts(cursor, value, stored.result.checks, stored.result.trace);
}

// Texts that no finding needs.
template <auto Member>
void read_texts(Cursor& cursor, Value value, StoredResult& stored) {
  if (stored.extent == Extent::everything) return read(cursor, value, stored.result.*Member);
  read_elements(cursor, value, [&](Value element) {
    std::string_view text;
    read(cursor, element, text);
  });
}

template <auto Member>
constexpr Field<StoredResult> of_result(std::string_view key, bool required = true) {
  return {key, [](Cursor& c, Value v, StoredResult& s) { read(c, v, s.result.*Member); }, required};
}

}  // namespace

static void read(Cursor& cursor, Value value, StoredResult& stored) {
  using R = ScenarioResult;
  static constexpr Field<StoredResult> kFields[] = {of_result<&R::scenario>("scenario"),
                                                    of_result<&R::file>("file"),
                                                    of_result<&R::shows>("shows"),
                                                    {"sources", read_texts<&R::sources>},
                                                    {"tags", read_texts<&R::tags>},
                                                    of_result<&R::client>("client"),
                                                    of_result<&R::verdict>("verdict"),
                                                    of_result<&R::reason>("reason", false),
                                                    of_result<&R::duration>("duration_ms"),
                                                    of_result<&R::outcome>("outcome", false),
                                                    {"checks", read_checks},
                                                    of_result<&R::reconnects>("reconnects", false),
                                                    of_result<&R::crashes>("crashes", false),
                                                    of_result<&R::dropped_events>("dropped_events", false),
                                                    of_result<&R::trace_hash>("trace_hash", false),
                                                    {"trace", read_trace}};
  read_record(cursor, value, kFields, stored);
}

static void read(Cursor& cursor, Value value, Machine& machine) {
  static constexpr Field<Machine> kFields[] = {required<&Machine::os>("os"), required<&Machine::cpu>("cpu"),
                                               required<&Machine::cores>("cores")};
  read_record(cursor, value, kFields, machine);
}

static void read(Cursor& cursor, Value value, Summary& summary) {
  static constexpr Field<Summary> kFields[] = {
      required<&Summary::passed>("passed"), required<&Summary::failed>("failed"), required<&Summary::known>("known"),
      required<&Summary::inconclusive>("inconclusive"), required<&Summary::warned>("warned")};
  read_record(cursor, value, kFields, summary);
}

namespace {

void read_build(Cursor& cursor, Value value, Report& report) {
  static constexpr Field<Report> kFields[] = {required<&Report::redial_version>("version"),
                                              required<&Report::redial_commit>("commit")};
  read_record(cursor, value, kFields, report);
}

// A report, and what has been read ahead of its results.
struct StoredReport {
  Report report;
  std::vector<Check> rules;
  Extent extent = Extent::everything;
};

void read_results(Cursor& cursor, Value value, StoredReport& stored) {
  read_elements(cursor, value, [&](Value element) {
    StoredResult one{{}, &stored.rules, stored.extent};
    read(cursor, element, one);
    stored.report.results.push_back(std::move(one.result));
  });
}

void ignore(Cursor&, Value, StoredReport&) {}

template <auto Member>
constexpr Field<StoredReport> of_report(std::string_view key, bool required = true) {
  return {key, [](Cursor& c, Value v, StoredReport& s) { read(c, v, s.report.*Member); }, required};
}

constexpr Field<StoredReport> kReportFields[] = {
    {"schema_version", ignore},  // has been looked at
    {"redial", [](Cursor& c, Value v, StoredReport& s) { read_build(c, v, s.report); }},
    of_report<&Report::started_at>("started_at"),
    of_report<&Report::duration>("duration_ms"),
    of_report<&Report::seed>("seed"),
    of_report<&Report::time>("time"),
    of_report<&Report::machine>("machine"),
    of_report<&Report::interrupted>("interrupted"),
    of_report<&Report::summary>("summary"),
    of_report<&Report::stale>("stale"),
    of_report<&Report::latencies>("latencies"),
    of_report<&Report::calibrations>("calibration", false),
    {"lag", [](Cursor& c, Value v, StoredReport& s) { read_lag(c, v, s.report.lag); }, false},
    {"instrument_error_ms", ignore, false},  // follows from these
    of_report<&Report::crashes>("crashes", false),
    of_report<&Report::trace_hash>("trace_hash", false),
    of_report<&Report::differences>("differences"),
    {"rules", ignore},  // have been read
    {"results", read_results}};

// Reads the member `key` of the whole into `item`, wherever it stands, and goes back to the beginning. False: there is none.
template <class T>
bool read_ahead(Cursor& cursor, simdjson::ondemand::document& document, std::string_view key, T& item) {
  simdjson::ondemand::object object;
  if (!cursor.accept(document.get_object().get(object), "an object")) return false;
  for (auto each : object) {
    std::string_view found;
    Value value;
    if (!cursor.accept(each.unescaped_key().get(found), "a key") || !cursor.accept(each.value().get(value), "a value"))
      return false;
    if (found != key) continue;
    cursor.enter(key);
    read(cursor, value, item);
    cursor.leave();
    if (cursor.ok()) document.rewind();  // behind an error there is no document to go back in
    return cursor.ok();
  }
  return false;
}

// What has to be known before the results are read.
void prepare(Cursor& cursor, simdjson::ondemand::document& document, StoredReport& stored) {
  std::uint64_t version = 0;
  if (!read_ahead(cursor, document, "schema_version", version))
    return cursor.fail("this is no report of a run: it has no schema_version");
  if (version != kRunSchemaVersion)
    return cursor.fail("this report has schema version " + std::to_string(version) + ", and this version of redial reads " +
                       std::to_string(kRunSchemaVersion));
  if (!read_ahead(cursor, document, "rules", stored.rules)) cursor.fail("the key \"rules\" is missing");
}

bool goes_on(simdjson::ondemand::document& document) {
  const char* rest = nullptr;
  return document.current_location().get(rest) == simdjson::SUCCESS;
}

void read_document(Cursor& cursor, simdjson::padded_string_view json, simdjson::ondemand::parser& parser, StoredReport& stored) {
  simdjson::ondemand::document document;
  if (cursor.accept(parser.iterate(json).get(document), "a report")) prepare(cursor, document, stored);
  Value all;
  if (cursor.ok() && cursor.accept(document.get_value().get(all), "an object")) read_record(cursor, all, kReportFields, stored);
  if (cursor.ok() && goes_on(document)) cursor.fail("the file goes on behind the report");
}

// Reads a text that is one value and nothing else by `read_it`; with Rest::unread that need not go to its end.
enum class Rest : std::uint8_t { none, unread };
template <class ReadIt>
void read_text(Cursor& cursor, simdjson::padded_string_view json, simdjson::ondemand::parser& parser, Rest rest,
               const ReadIt& read_it) {
  simdjson::ondemand::document document;
  Value all;
  if (!cursor.accept(parser.iterate(json).get(document), "a value")) return;
  if (cursor.accept(document.get_value().get(all), "a value")) read_it(all);
  if (rest == Rest::none && cursor.ok() && goes_on(document)) cursor.fail("the text goes on behind it");
}

constexpr std::string_view kTrace = ",\"trace\":";  // stands in no text of JSON, where each of its quotes would be escaped

// Where the list of events begins; npos if there is none.
std::size_t trace_in(std::string_view line) {
  std::size_t at = line.find('[');
  while (at != line.npos && !line.substr(0, at).ends_with(kTrace)) at = line.find('[', at + 1);
  return at;
}

// `text` between `before` and `behind`, with simdjson's padding in its capacity.
std::string padded(std::string_view before, std::string_view text, std::string_view behind) {
  std::string all;
  all.reserve(before.size() + text.size() + behind.size() + simdjson::SIMDJSON_PADDING);
  all.append(before).append(text).append(behind);
  return all;  // itself: a copy has less capacity
}

// For findings: a result without its trace, and then the part of the trace that is shown. Most of a run is traces of what passed,
// and is not looked at.
void read_findings(Cursor& cursor, std::string_view line, simdjson::ondemand::parser& parser, StoredResult& one) {
  const std::size_t trace = trace_in(line);
  if (trace == line.npos || !line.ends_with("]}")) return cursor.fail("the line does not end with a trace");
  const std::string head = padded("", line.substr(0, trace), "[]}");
  read_text(cursor, simdjson::padded_string_view(head), parser, Rest::none, [&](Value value) { read(cursor, value, one); });
  const bool is_shown = std::ranges::any_of(one.result.checks, [](const Check& check) { return !check.events.empty(); });
  if (!cursor.ok() || !is_shown) return;
  const std::string_view events = line.substr(trace + 1, line.size() - trace - 3);
  const std::string shown = padded("[", excerpts_in(events, one.result.checks).value_or(events), "]");
  read_text(cursor, simdjson::padded_string_view(shown), parser, Rest::unread,
            [&](Value value) { read_trace(cursor, value, one); });
}

void read_line(Cursor& cursor, simdjson::padded_string_view line, simdjson::ondemand::parser& parser, StoredResult& one) {
  if (one.extent == Extent::findings)
    read_findings(cursor, line, parser, one);
  else
    read_text(cursor, line, parser, Rest::none, [&](Value value) { read(cursor, value, one); });
}

using Results = std::vector<ScenarioResult>;
constexpr std::size_t kResultsAhead = 200;  // more than a section of most runs has: they need not move while they come

// Reads one section after the other.
class SectionReader {
 public:
  SectionReader(const Text& text, Span results, const StoredReport& stored) : lines_(text), results_(results), stored_(stored) {}

  // Nothing: as read_lines; no more can be read then.
  std::optional<Results> read(Span section) {
    Results read;
    read.reserve(kResultsAhead);
    const bool is_whole = each_result(lines_, results_, section, [&](simdjson::padded_string_view line) {
      StoredResult one{{}, &stored_.rules, stored_.extent};
      read_line(cursor_, line, parser_, one);
      read.push_back(std::move(one.result));
      return cursor_.ok();
    });
    if (!is_whole) return std::nullopt;
    return read;
  }

 private:
  Lines lines_;
  Span results_;
  const StoredReport& stored_;
  Cursor cursor_{""};
  simdjson::ondemand::parser parser_;
};

// Result by result, as most files are laid out: a text is parsed while the processor's cache holds it. Nothing: the lines are
// others, or something is wrong. Then the whole has to be read at once, which says what.
std::optional<Report> read_lines(const Text& text, Extent extent) {
  Cursor cursor("");
  StoredReport stored;
  stored.extent = extent;
  simdjson::ondemand::parser parser;
  const auto head = head_of(text);
  if (!head) return std::nullopt;
  read_document(cursor, simdjson::padded_string_view(head->text), parser, stored);
  if (!cursor.ok()) return std::nullopt;
  const std::vector<Span> sections = sections_of(text, head->results);
  std::vector<std::optional<Results>> read(sections.size());
  side_by_side(sections.size(), [&] {
    auto reader = std::make_shared<SectionReader>(text, head->results, stored);
    return [&, reader](std::size_t i) { read[i] = reader->read(sections[i]); };
  });
  Results& all = stored.report.results;
  all.reserve(std::accumulate(read.begin(), read.end(), std::size_t{0},
                              [](std::size_t sum, const auto& section) { return sum + (section ? section->size() : 0); }));
  for (auto& section : read) {
    if (!section) return std::nullopt;
    std::ranges::move(*section, std::back_inserter(all));
  }
  return std::move(stored.report);
}

Result<Report> read_whole(const simdjson::padded_string& json, const std::string& name, Extent extent) {
  Cursor cursor(name);
  StoredReport stored;
  stored.extent = extent;
  simdjson::ondemand::parser parser;
  read_document(cursor, json, parser, stored);
  if (!cursor.ok()) return cursor.error();
  return std::move(stored.report);
}

}  // namespace

Result<Report> read_run(std::string_view json, const std::string& name, Extent extent) {
  if (auto report = read_lines(text_of(json), extent)) return std::move(*report);
  return read_whole(simdjson::padded_string(json), name, extent);
}

Result<Report> load_run(const std::string& path, Extent extent) {
  const OpenFile file(path);
  if (const auto text = file.text())
    if (auto report = read_lines(*text, extent)) return std::move(*report);
  simdjson::padded_string json;
  if (simdjson::padded_string::load(path).get(json) != simdjson::SUCCESS)
    return Error{"cannot be read", path, "name the run.json that a run has written into its --out folder"};
  return read_whole(json, path, extent);
}

}  // namespace redial::reports::stored
