// The tables, and what goes into them. A run is kept as the JSON that it would be stored as, so that there is one form to read;
// the columns beside it are for lists.
#include "reports/history/history.hpp"

#include <sqlite3.h>

#include <sstream>
#include <utility>

#include "reports/history/statement.hpp"
#include "reports/stored/deflate.hpp"
#include "reports/stored/run_reader.hpp"
#include "reports/writers/json.hpp"

namespace redial::reports::history {
namespace {

using scenarios::Verdict;
using Step = Statement::Step;

constexpr std::int64_t kApplicationId = 0x5244'4c31;  // "RDL1": how a file says that it is a history of ours
constexpr std::size_t kMaxReport = std::size_t{1} << 30;

constexpr const char* kTables = R"(
  CREATE TABLE run(
    id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, version TEXT NOT NULL, revision TEXT NOT NULL, seed INTEGER NOT NULL,
    duration_ns INTEGER NOT NULL, time TEXT NOT NULL, passed INTEGER NOT NULL, failed INTEGER NOT NULL, known INTEGER NOT NULL,
    inconclusive INTEGER NOT NULL, warned INTEGER NOT NULL, report BLOB NOT NULL,
    UNIQUE(started_at, revision, seed, duration_ns));
  CREATE TABLE latency(
    run INTEGER NOT NULL REFERENCES run(id), client TEXT NOT NULL, version TEXT NOT NULL, profile TEXT NOT NULL,
    host TEXT NOT NULL, n INTEGER NOT NULL, min_ns INTEGER NOT NULL, p50_ns INTEGER NOT NULL, p95_ns INTEGER NOT NULL,
    max_ns INTEGER NOT NULL);
  CREATE INDEX latency_of_run ON latency(run);)";

// Without traces, checks that passed, and what the scenarios themselves say.
Report kept(const Report& report) {
  Report slim = report;
  for (ScenarioResult& result : slim.results) {
    std::erase_if(result.checks, [](const scenarios::Check& check) { return check.verdict == Verdict::pass; });
    result.trace.clear();
    result.shows.clear();
    result.sources.clear();
    result.tags.clear();
  }
  slim.differences.clear();
  return slim;
}

std::string packed(const Report& report) {
  std::ostringstream json;
  write_json(kept(report), json);
  return stored::deflated(json.str());
}

Time time_of(const std::string& name) { return value_of(kTimes, name).value_or(Time::real); }

Spread spread_of(Statement& row) {
  Spread spread;
  spread.count = static_cast<std::size_t>(row.integer());
  for (Duration* value : {&spread.min, &spread.p50, &spread.p95, &spread.max}) *value = Duration(row.integer());
  return spread;
}

// Undoes what was not committed.
class Transaction {
 public:
  explicit Transaction(sqlite3* database) : database_(database) {}
  ~Transaction() {
    if (open_) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  // Waits for other writers, so that none comes between what is read and what is written then.
  bool begin() { return open_ = run("BEGIN IMMEDIATE"); }
  bool commit() { return !(open_ = !run("COMMIT")); }

 private:
  bool run(const char* sql) { return sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

  sqlite3* database_;
  bool open_ = false;
};

// One number that a PRAGMA tells; nothing if it fails.
std::optional<std::int64_t> ask(sqlite3* database, const char* pragma) {
  Statement statement(database, pragma);
  if (statement.step() != Step::row) return std::nullopt;
  return statement.integer();
}

}  // namespace

void History::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

Error History::error() const {
  const int code = sqlite3_errcode(database_.get());
  const std::string what = sqlite3_errmsg(database_.get());
  if (code == SQLITE_NOTADB) return {"this is no history of runs", file_, "name another file, or move this one away"};
  if (code == SQLITE_CORRUPT) return {"the history is damaged (" + what + ")", file_, "put a copy back, or move it away"};
  if (code == SQLITE_BUSY) return {"somebody else has been writing for too long", file_, "try again"};
  return {what, file_, "check that the folder is there, that it may be written, and the space left"};
}

Result<History> History::open(const std::string& file) {
  sqlite3* database = nullptr;
  const int status = sqlite3_open(file.c_str(), &database);
  History history(file, database);  // SQLite hands out a database to close even when it could not open one
  if (status != SQLITE_OK) return history.error();
  sqlite3_busy_timeout(database, static_cast<int>(kPatience / std::chrono::milliseconds(1)));
  if (const auto prepared = history.prepare(); !prepared) return prepared.error();
  return history;
}

Result<Done> History::prepare() {
  sqlite3* database = database_.get();
  const Error foreign{"this is no history of runs, but another database", file_, "name another file"};
  Transaction transaction(database);
  if (!transaction.begin()) return error();
  const auto version = ask(database, "PRAGMA user_version"), owner = ask(database, "PRAGMA application_id");
  const auto pages = ask(database, "SELECT count(*) FROM sqlite_schema");
  if (!version || !owner || !pages) return error();
  const bool is_new = *pages == 0 && *version == 0 && *owner == 0;
  if (!is_new && *owner != kApplicationId) return foreign;
  if (*version > kSchemaVersion)
    return Error{"this history was written by a newer version of redial", file_, "use that version, or name another file"};
  if (is_new) {
    const std::string marks = "PRAGMA application_id = " + std::to_string(kApplicationId) +
                              "; PRAGMA user_version = " + std::to_string(kSchemaVersion) + ";" + kTables;
    if (sqlite3_exec(database, marks.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return error();
  }
  if (!transaction.commit()) return error();
  Statement check(database, "PRAGMA quick_check(1)");
  if (check.step() != Step::row) return error();
  if (const std::string found = check.text(); found != "ok")
    return Error{"the history is damaged (" + found + ")", file_, "put a copy back, or move it away"};
  // Readers then do not wait for writers. Another process may be changing it at this moment, and to the same.
  Statement(database, "PRAGMA journal_mode = WAL").step();
  return Done{};
}

Result<std::int64_t> History::add(const Report& report) {
  const std::string blob = packed(report);
  Transaction transaction(database_.get());
  if (!transaction.begin()) return error();
  Statement insert(database_.get(),
                   "INSERT INTO run(started_at, version, revision, seed, duration_ns, time, passed, failed, known, inconclusive, "
                   "warned, report) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  const Summary& summary = report.summary;
  insert.bind(report.started_at).bind(report.redial_version).bind(report.redial_commit);
  insert.bind(static_cast<std::int64_t>(report.seed)).bind(report.duration.count()).bind(name_of(kTimes, report.time));
  for (const unsigned count : {summary.passed, summary.failed, summary.known, summary.inconclusive, summary.warned})
    insert.bind(std::int64_t{count});
  insert.bind_blob(blob);
  if (insert.step() != Step::done) return error();
  if (sqlite3_changes(database_.get()) == 0) return id_of(report);
  const std::int64_t id = sqlite3_last_insert_rowid(database_.get());
  if (!add_latencies(id, report) || !transaction.commit()) return error();
  return id;
}

// Within the transaction of add().
bool History::add_latencies(std::int64_t run, const Report& report) {
  for (const Latency& latency : report.latencies) {
    Statement insert(database_.get(), "INSERT INTO latency VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    const control::ClientDescription& client = latency.client;
    insert.bind(run).bind(client.name).bind(client.version).bind(client.profile).bind(client.host);
    insert.bind(static_cast<std::int64_t>(latency.total.count));
    for (const Duration value : {latency.total.min, latency.total.p50, latency.total.p95, latency.total.max})
      insert.bind(value.count());
    if (insert.step() != Step::done) return false;
  }
  return true;
}

Result<std::int64_t> History::id_of(const Report& report) {
  Statement select(database_.get(), "SELECT id FROM run WHERE started_at = ? AND revision = ? AND seed = ? AND duration_ns = ?");
  select.bind(report.started_at).bind(report.redial_commit).bind(static_cast<std::int64_t>(report.seed));
  select.bind(report.duration.count());
  if (select.step() != Step::row) return error();
  return select.integer();
}

Result<std::vector<Run>> History::runs() {
  Statement select(
      database_.get(),
      "SELECT id, started_at, version, revision, time, passed, failed, known, inconclusive, warned FROM run ORDER BY "
      "started_at, id");
  std::vector<Run> runs;
  Step step = Step::done;
  while ((step = select.step()) == Step::row) {
    Run& run = runs.emplace_back();
    run.id = select.integer();
    for (std::string* text : {&run.started_at, &run.redial_version, &run.redial_commit}) *text = select.text();
    run.time = time_of(select.text());
    Summary& summary = run.summary;
    for (unsigned* count : {&summary.passed, &summary.failed, &summary.known, &summary.inconclusive, &summary.warned})
      *count = static_cast<unsigned>(select.integer());
  }
  if (step == Step::failed) return error();
  return runs;
}

Result<std::optional<Report>> History::report(std::int64_t id) {
  Statement select(database_.get(), "SELECT report FROM run WHERE id = ?");
  select.bind(id);
  const Step step = select.step();
  if (step == Step::failed) return error();
  if (step == Step::done) return std::optional<Report>();
  const std::string name = file_ + ", run " + std::to_string(id);
  const auto json = stored::inflated(select.blob(), kMaxReport);
  if (!json) return Error{json.error().what, name, "add the run again to another history"};
  auto report = stored::read_run(*json, name);
  if (!report) return report.error();
  return std::optional(std::move(*report));
}

Result<std::vector<TrendPoint>> History::trend() {
  Statement select(
      database_.get(),
      "SELECT run.id, started_at, revision, client, latency.version, profile, host, n, min_ns, p50_ns, p95_ns, max_ns "
      "FROM latency JOIN run ON run.id = latency.run WHERE time = 'real' ORDER BY started_at, run.id");
  std::vector<TrendPoint> points;
  Step step = Step::done;
  while ((step = select.step()) == Step::row) {
    TrendPoint& point = points.emplace_back();
    point.run = select.integer();
    control::ClientDescription& client = point.client;
    for (std::string* text :
         {&point.started_at, &point.redial_commit, &client.name, &client.version, &client.profile, &client.host})
      *text = select.text();
    point.total = spread_of(select);
  }
  if (step == Step::failed) return error();
  return points;
}

}  // namespace redial::reports::history
