// The runs of the past, in one SQLite file: what to compare with, and how reconnecting went over time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "reports/model.hpp"

struct sqlite3;

namespace redial::reports::history {

// Of the tables. A file of a newer one is refused.
inline constexpr int kSchemaVersion = 1;

struct Run {
  std::int64_t id = 0;
  std::string started_at, redial_version, redial_commit;
  Time time = Time::real;
  Summary summary;
};

// How long a client took to come back in one run.
struct TrendPoint {
  std::int64_t run = 0;
  std::string started_at, redial_commit;
  control::ClientDescription client;
  Spread total;
};

// Several processes may use one file at the same time: whoever writes waits for the others, up to kPatience. One thread at a time
// for each object; calls block for as long as the disk takes.
class History {
 public:
  static constexpr Duration kPatience = std::chrono::seconds(30);

  // Opens `file`, and makes it if it is not there. Errors: it cannot be written, it is no history, it is damaged, or it is that
  // of a newer version.
  static Result<History> open(const std::string& file);

  // Keeps what comparisons and trends need of `report`: everything but traces, and checks that passed. The number of its run; if
  // the run is there already, that one's, and nothing changes.
  Result<std::int64_t> add(const Report& report);

  // The oldest first.
  Result<std::vector<Run>> runs();

  // The report of run `id`, as far as it is kept. Nothing: there is no such run.
  Result<std::optional<Report>> report(std::int64_t id);

  // The oldest first; of runs in real time only.
  Result<std::vector<TrendPoint>> trend();

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  History(std::string file, sqlite3* database) : file_(std::move(file)), database_(database) {}

  Result<Done> prepare();
  bool add_latencies(std::int64_t run, const Report& report);
  Result<std::int64_t> id_of(const Report& report);
  Error error() const;

  std::string file_;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace redial::reports::history
