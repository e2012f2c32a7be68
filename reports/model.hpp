// One report of one run: everything a writer prints, and nothing that a writer would have to compute.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/names.hpp"
#include "core/control/client_command.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"
#include "scenarios/engine/finished.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::reports {

struct Phase {
  std::string name;  // what each name spans: reports/reconnects.hpp
  Duration length{};
};

// A connection that was lost and came back. The phases are adjacent: their sum is exactly the total.
struct Reconnect {
  std::string client;  // the scenario's name of it
  TimePoint lost_at{};
  Duration total{};
  std::uint32_t attempts = 1;  // up to and with the one that succeeded; 0 where the client's network was not observed
  std::vector<Phase> phases;
};

// A client under test that died by itself.
struct Crash {
  std::string client;  // the scenario's name of it
  TimePoint at{};
  std::string how;  // "SIGSEGV", or "exit status 1"
};

struct ScenarioResult {
  std::string scenario;  // id; of a record, where it comes from
  std::string file;      // of the scenario, or of the record; empty where there is none
  std::string shows;
  std::vector<std::string> sources;
  std::vector<std::string> tags;
  control::ClientDescription client;
  scenarios::Verdict verdict = scenarios::Verdict::pass;
  std::string reason;  // why inconclusive; otherwise empty
  Duration duration{};
  scenarios::Finished outcome;
  TimePoint started_at{};  // origin of the trace's times in output
  std::vector<scenarios::Check> checks;
  std::vector<Reconnect> reconnects;
  std::vector<Crash> crashes;
  std::vector<trace::Event> trace;  // in time order
  std::uint64_t dropped_events = 0;
  std::string trace_hash;  // of a play in virtual time, which is the same on every run; otherwise empty
};

struct Machine {
  std::string os, cpu;
  unsigned cores = 0;
};

struct Summary {
  unsigned passed = 0, failed = 0, known = 0, inconclusive = 0, warned = 0;
};

// `count` samples; percentiles by nearest rank, so each value is one that was measured.
struct Spread {
  std::size_t count = 0;
  Duration min{}, p50{}, p95{}, max{};
};

// How far off times were, `count` of them; never negative. Percentiles by nearest rank.
struct Inaccuracy {
  std::size_t count = 0;
  Duration min{}, p50{}, p95{};
  std::optional<Duration> p99;  // runs of earlier versions do not tell it
  Duration max{};

  friend bool operator==(const Inaccuracy&, const Inaccuracy&) = default;
};

// How it was found out, before a run, how far off times may be.
enum class CalibrationMethod : std::uint8_t {
  known_delay,  // what was measured from request to answer, minus what the server really waited; with the way there and back
  kernel_timestamps,  // from when the kernel received bytes until a handler had them
};
inline constexpr Named<CalibrationMethod> kCalibrationMethods[] = {{CalibrationMethod::known_delay, "known-delay"},
                                                                   {CalibrationMethod::kernel_timestamps, "kernel-timestamps"}};

struct Calibration {
  CalibrationMethod method{};
  Duration delay{};  // the known one
  Inaccuracy error;  // of none: this machine does not give it

  friend bool operator==(const Calibration&, const Calibration&) = default;
};

// How long one client under test took to come back, over all its reconnects of the run.
struct Latency {
  control::ClientDescription client;
  Spread total;
  std::vector<Phase> medians;  // of each phase by itself: they need not sum up to the median of the totals
};

// How often one client under test died by itself in a run, and of what.
struct Crashes {
  struct Way {
    std::string how;
    unsigned count = 0;
  };
  control::ClientDescription client;
  unsigned count = 0, scenarios = 0;  // in how many of them
  std::vector<Way> ways;              // the most frequent first
};

// A recorded deviation that did not show up in a result that it covers.
struct StaleDeviation {
  std::string client, scenario, check;
  std::string position;  // file:line of the entry
};

// What the times in a report were taken with.
enum class Time : std::uint8_t {
  real,          // the machine's clock
  compressed,    // the run's: client and server live by it, and waiting is skipped; it measures no latency
  virtual_time,  // a simulation's: nothing waits, and the seed decides all
};

// One aspect of a scenario in which clients differ: what each told, in words, in the order of the clients; empty where one did
// not play it, or its play cannot tell.
struct Difference {
  std::string scenario;
  std::string aspect;  // "verdict", "statuses", …: reports/differences.hpp
  std::vector<std::string> told;
};

// Clients side by side.
struct Comparison {
  std::vector<control::ClientDescription> clients;
  bool across_profiles = false;  // otherwise they are of one API profile
  std::vector<Difference> rows;
};
inline constexpr Named<Time> kTimes[] = {{Time::real, "real"}, {Time::compressed, "compressed"}, {Time::virtual_time, "virtual"}};

// Who has made the results.
enum class Origin : std::uint8_t {
  run,      // Redial, by playing scenarios
  records,  // others, or the doctor's probe: there is no seed, time and machine of a run
};
inline constexpr Named<Origin> kOrigins[] = {{Origin::run, "run"}, {Origin::records, "records"}};

struct Report {
  Origin origin = Origin::run;
  std::string redial_version, redial_commit;
  std::string started_at;  // ISO 8601, UTC; of records, when the first begins, or empty where that is not known
  std::uint64_t seed = 0;
  Time time = Time::real;  // of the results
  Machine machine;
  Duration duration{};  // by the machine's clock; of records, to the end of the last, or 0 where that is not known
  std::vector<Calibration> calibrations;  // by each method and delay, before the run; in real time only
  Inaccuracy lag;                         // how late the machine woke who asked to be woken, during the run; in real time only
  bool interrupted = false;               // the user stopped the run; `results` has what was finished
  std::vector<ScenarioResult> results;
  std::vector<StaleDeviation> stale;
  std::string trace_hash;  // of all results in virtual time; otherwise empty
  Summary summary;         // these made from `results` by reports/summarise.hpp
  std::vector<Latency> latencies;
  std::vector<Crashes> crashes;
  std::vector<Comparison> differences;  // made from `results` by reports/differences.hpp
};

}  // namespace redial::reports
