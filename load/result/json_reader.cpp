// One table of fields for each part of the form that docs/bench.schema.json describes. What follows from other members is
// skipped.
#include <algorithm>
#include <charconv>
#include <functional>

#include "load/result/json.hpp"
#include "reports/stored/cursor.hpp"
#include "reports/stored/instrument_reader.hpp"

namespace redial::load {

using reports::stored::Cursor;
using reports::stored::Field;
using reports::stored::optional;
using reports::stored::read_elements;
using reports::stored::read_members;
using reports::stored::read_name;
using reports::stored::read_record;
using reports::stored::required;
using reports::stored::Value;

namespace {

constexpr const char* kAdvice = "give a file that `redial bench --json` of this version wrote";
// Of one object: more is no bench's result.
constexpr std::size_t kMaxNumberedCounts = 1000;

// Checked by simdjson for what it is, and otherwise not looked at.
template <class T>
void skip(Cursor&, Value, T&) {}

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

template <class Key>
void read_numbered(Cursor& cursor, Value value, std::map<Key, std::uint64_t>& counts) {
  read_members(cursor, value, [&](std::string_view key, Value count) {
    const auto number = number_of<Key>(key);
    if (!number || counts.contains(*number)) return cursor.fail("this key is no number, or it stands here twice");
    if (counts.size() == kMaxNumberedCounts) return cursor.fail("these are too many");
    read(cursor, count, counts[*number]);
  });
}

// A field that is a map by numbers.
template <auto Member>
struct NumberedMember;
template <class T, class M, M T::*Member>
struct NumberedMember<Member> {
  using Record = T;
  static void read_it(Cursor& cursor, Value value, T& record) { read_numbered(cursor, value, record.*Member); }
};
template <auto Member>
constexpr Field<typename NumberedMember<Member>::Record> numbered(std::string_view key) {
  return {key, NumberedMember<Member>::read_it, true};
}

template <class T>
constexpr Field<T> derived(std::string_view key, bool is_required = true) {
  return {key, skip<T>, is_required};
}

void read_hdr(Cursor& cursor, Value value, Histogram& histogram) {
  std::string_view text;
  reports::stored::read(cursor, value, text);
  if (!cursor.ok()) return;
  auto decoded = Histogram::decoded(text);
  if (!decoded) return cursor.fail(decoded.error().what);
  histogram = std::move(decoded).value();
}

}  // namespace

// ---- read, for each part; static, not in the namespace without a name, where the templates of cursor.hpp would not find them
// ----

static void read(Cursor& cursor, Value value, Histogram& histogram) {
  static constexpr Field<Histogram> kFields[] = {
      derived<Histogram>("n"),       derived<Histogram>("min_ms"), derived<Histogram>("p50_ms"),
      derived<Histogram>("p90_ms"),  derived<Histogram>("p95_ms"), derived<Histogram>("p99_ms"),
      derived<Histogram>("p999_ms"), derived<Histogram>("max_ms"), {"hdr", read_hdr}};
  read_record(cursor, value, kFields, histogram);
}

static void read(Cursor& cursor, Value value, Counts& counts) {
  static constexpr Field<Counts> kFields[] = {required<&Counts::intended>("intended"), required<&Counts::started>("started"),
                                              required<&Counts::succeeded>("succeeded"), numbered<&Counts::failed>("failed"),
                                              derived<Counts>("unfinished")};
  read_record(cursor, value, kFields, counts);
}

// [place, count] of those that are not empty.
static void read_places(Cursor& cursor, Value value, Waits& waits) {
  std::vector<std::vector<std::uint64_t>> pairs;
  reports::stored::read(cursor, value, pairs);
  if (waits.low < waits.high) waits.places.assign(kWaitPlaces, 0);
  for (const auto& pair : pairs) {
    if (pair.size() != 2 || pair[0] >= waits.places.size()) return cursor.fail("this is no list of [place, count]");
    waits.places[pair[0]] = pair[1];
  }
}

static void read(Cursor& cursor, Value value, Waits& waits) {
  static constexpr Field<Waits> kFields[] = {required<&Waits::attempt>("attempt"),
                                             required<&Waits::low>("low_ms"),
                                             required<&Waits::high>("high_ms"),
                                             required<&Waits::lengths>("lengths"),
                                             required<&Waits::below>("below"),
                                             required<&Waits::above>("above"),
                                             {"places", read_places}};
  read_record(cursor, value, kFields, waits);
  if (cursor.ok() && (waits.low < Duration::zero() || waits.high < waits.low))
    cursor.fail("the waits of an attempt lie between none and some");
}

static void read(Cursor& cursor, Value value, Series& series) {
  static constexpr Field<Series> kFields[] = {required<&Series::width>("width_ms"),    required<&Series::attempts>("attempts"),
                                              required<&Series::connects>("connects"), required<&Series::losses>("losses"),
                                              required<&Series::messages>("messages"), derived<Series>("online")};
  read_record(cursor, value, kFields, series);
  const std::size_t steps = series.connects.size();
  const bool alike = series.attempts.size() == steps && series.losses.size() == steps && series.messages.size() == steps;
  if (cursor.ok() && series.width <= Duration::zero()) cursor.fail("the steps of a series take some time");
  if (cursor.ok() && !alike) cursor.fail("the columns of a series are of one length");
}

static void read(Cursor& cursor, Value value, ServerUsage& usage) {
  static constexpr Field<ServerUsage> kFields[] = {required<&ServerUsage::cpu>("cpu_ms"),
                                                   required<&ServerUsage::logins>("logins"),
                                                   required<&ServerUsage::memory_before>("memory_before"),
                                                   required<&ServerUsage::memory_after>("memory_after"),
                                                   required<&ServerUsage::sessions_before>("sessions_before"),
                                                   required<&ServerUsage::sessions_after>("sessions_after"),
                                                   derived<ServerUsage>("cpu_per_login_ms", false),
                                                   derived<ServerUsage>("memory_per_session", false)};
  read_record(cursor, value, kFields, usage);
}

static void read_shape(Cursor& cursor, Value value, Phase& phase) {
  read_name(
      cursor, value, [](std::string_view name) { return value_of(kShapes, name); }, phase.shape);
}

static void read_latencies(Cursor& cursor, Value value, Phase& phase) {
  read_members(cursor, value, [&](std::string_view name, Value latency) {
    const auto what = value_of(kWhats, name);
    if (!what) return cursor.fail("nothing of this name is timed");
    read(cursor, latency, phase.latency(*what));
  });
}

static void read(Cursor& cursor, Value value, Phase& phase) {
  static constexpr Field<Phase> kFields[] = {required<&Phase::name>("name"),
                                             {"shape", read_shape},
                                             required<&Phase::began>("began_ms"),
                                             required<&Phase::ended>("ended_ms"),
                                             required<&Phase::users>("users"),
                                             required<&Phase::online_before>("online_before"),
                                             required<&Phase::online_after>("online_after"),
                                             required<&Phase::connects>("connects"),
                                             required<&Phase::messages>("messages"),
                                             required<&Phase::lost_users>("lost_users"),
                                             numbered<&Phase::losses>("losses"),
                                             numbered<&Phase::failed_attempts>("failed_attempts"),
                                             required<&Phase::fetched_tokens>("fetched_tokens"),
                                             {"latencies", read_latencies},
                                             numbered<&Phase::attempts>("attempts"),
                                             required<&Phase::waits>("waits"),
                                             required<&Phase::series>("series"),
                                             required<&Phase::interrupted>("interrupted"),
                                             derived<Phase>("back_ms", false),
                                             optional<&Phase::server>("server")};
  read_record(cursor, value, kFields, phase);
  if (cursor.ok() && (phase.began < Duration::zero() || phase.ended < phase.began)) cursor.fail("a phase ends when it has begun");
  const auto wrong = std::ranges::adjacent_find(phase.waits, std::ranges::greater_equal{}, &Waits::attempt);
  if (cursor.ok() && wrong != phase.waits.end()) cursor.fail("waits stand in the order of their attempts");
}

static void read(Cursor& cursor, Value value, Lag& lag) {
  static constexpr Field<Lag> kFields[] = {required<&Lag::lateness>("lateness"), required<&Lag::bound>("bound_ms")};
  read_record(cursor, value, kFields, lag);
}

static void read_redial(Cursor& cursor, Value value, BenchResult& result) {
  static constexpr Field<BenchResult> kFields[] = {required<&BenchResult::redial_version>("version"),
                                                   required<&BenchResult::redial_commit>("commit")};
  read_record(cursor, value, kFields, result);
}

static void read_spec(Cursor& cursor, Value value, BenchResult& result) {
  static constexpr Field<BenchResult> kFields[] = {required<&BenchResult::spec_name>("name"),
                                                   required<&BenchResult::spec_text>("text")};
  read_record(cursor, value, kFields, result);
}

static void read_machine(Cursor& cursor, Value value, BenchResult& result) {
  using reports::Machine;
  static constexpr Field<Machine> kFields[] = {required<&Machine::os>("os"), required<&Machine::cpu>("cpu"),
                                               required<&Machine::cores>("cores")};
  read_record(cursor, value, kFields, result.machine);
}

static void read_version(Cursor& cursor, Value value, BenchResult&) {
  std::uint64_t version = 0;
  reports::stored::read(cursor, value, version);
  if (version != kBenchSchemaVersion) cursor.fail("this was written by another version of redial");
}

static void read_kind(Cursor& cursor, Value value, BenchResult&) {
  std::string_view kind;
  reports::stored::read(cursor, value, kind);
  if (kind != "bench") cursor.fail("this is no result of a bench");
}

static void read(Cursor& cursor, Value value, BenchResult& result) {
  static constexpr Field<BenchResult> kFields[] = {{"schema_version", read_version},
                                                   {"kind", read_kind},
                                                   {"redial", read_redial},
                                                   required<&BenchResult::started_at>("started_at"),
                                                   required<&BenchResult::duration>("duration_ms"),
                                                   {"spec", read_spec},
                                                   required<&BenchResult::seed>("seed"),
                                                   required<&BenchResult::users>("users"),
                                                   {"machine", read_machine},
                                                   required<&BenchResult::agents>("agents"),
                                                   required<&BenchResult::agent_loops>("agent_loops"),
                                                   required<&BenchResult::server_loops>("server_loops"),
                                                   required<&BenchResult::interrupted>("interrupted"),
                                                   required<&BenchResult::doubts>("doubts"),
                                                   optional<&BenchResult::calibrations>("calibration"),
                                                   optional<&BenchResult::lag>("lag"),
                                                   required<&BenchResult::phases>("phases")};
  read_record(cursor, value, kFields, result);
}

namespace {

template <class T>
Result<T> read_text(std::string_view json, const std::string& where) {
  Cursor cursor(where, kAdvice);
  simdjson::ondemand::parser parser;
  const simdjson::padded_string padded(json);
  simdjson::ondemand::document document;
  Value value;
  T item;
  if (cursor.accept(parser.iterate(padded).get(document), "JSON") && cursor.accept(document.get_value().get(value), "an object"))
    read(cursor, value, item);
  if (const char* rest = nullptr; cursor.ok() && document.current_location().get(rest) == simdjson::SUCCESS)
    cursor.fail("the text goes on behind it");
  if (!cursor.ok()) return cursor.error();
  return item;
}

}  // namespace

Result<BenchResult> read_bench(std::string_view json, const std::string& where) { return read_text<BenchResult>(json, where); }

Result<Phase> read_phase(std::string_view json, const std::string& where) { return read_text<Phase>(json, where); }

bool is_bench(std::string_view json) {
  constexpr std::string_view kKind = "\"kind\":\"bench\"";
  constexpr std::size_t kHead = 200;
  return json.substr(0, kHead).find(kKind) != std::string_view::npos;
}

}  // namespace redial::load
