// What changed from one run to another: verdicts, and how long reconnects take. Pure.
#pragma once

#include <string>
#include <vector>

#include "reports/model.hpp"
#include "reports/statistics/shift.hpp"

namespace redial::reports {

// A client under test in both runs; its version may be another.
struct ClientPair {
  control::ClientDescription base, candidate;
};

// A scenario whose verdict is another. Of one that was repeated, the worst.
struct VerdictChange {
  std::string scenario;
  ClientPair clients;
  scenarios::Verdict before = scenarios::Verdict::pass, after = scenarios::Verdict::pass;
  std::vector<std::string> checks;  // what was demanded of the candidate and did not hold, and did hold before

  bool is_worse() const;  // a promise is broken now that was not
};

// How long something took on both sides.
struct LatencyChange {
  std::string phase;  // what it is: of a reconnect "total", or one of reports/reconnects.hpp
  std::size_t base_count = 0, candidate_count = 0;
  statistics::Shift shift;        // in ms
  statistics::QuantileShift p95;  // in ms; zero where a side has less than kLeastForP95 values
  double instrument_error = 0;    // in ms
  bool conclusive = true;         // no run's lag exceeds its bound; otherwise nothing is called
};

// How long a part of reconnecting took.
struct MetricChange : LatencyChange {
  ClientPair clients;
};

struct Changes {
  std::vector<VerdictChange> verdicts;  // in the order of the candidate's results
  std::vector<MetricChange> metrics;    // by client: the total, then the phases
  // What only one of the runs played, "scenario (client)".
  std::vector<std::string> only_base, only_candidate;
  std::vector<control::ClientDescription> unpaired;  // clients of one run that the other does not have
  std::vector<std::string> doubts;                   // what makes latencies of these runs hard to compare, in words
};

// Clients are paired by name, profile and the kind of their host ("node"); where there are several of those, by version and host
// as well. Latencies are of scenarios that both runs played, and of each of them as many reconnects on both sides, so that the
// same mixture is compared; none if a run was not in real time. All metrics are judged together (statistics/shift.hpp).
Changes changes(const Report& base, const Report& candidate);

}  // namespace redial::reports
