// What follows from a phase's counts and histograms, however many agents they came from.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "load/result/model.hpp"

namespace redial::load {

// Connections lost while online.
std::uint64_t losses(const Phase& phase);

// Those of the users for which a storm's way back is told, in per cent.
inline constexpr int kBackPercents[] = {50, 95, 99, 100};

// From the beginning of a storm until so many per cent of those users who lost a connection are back; nothing if that many did
// not come back, or nobody was lost. 0 < percent <= 100.
std::optional<Duration> until_back(const Phase& phase, double percent);

// By whatever code.
std::uint64_t failed(const Counts& counts);

// Neither succeeded nor failed.
std::uint64_t unfinished(const Counts& counts);

// Of `connects.succeeded`, per second, over the phase and over its best whole second. 0 if the phase took no time.
double connects_per_second(const Phase& phase);
double best_connects_per_second(const Phase& phase);

// At the end of each step of the series.
std::vector<std::int64_t> online_over_time(const Phase& phase);

// By how much a latency may be wrong, or two equal ones apart, through clocks and threads that woke late: what calibration found
// and how late the machine was, 99 times of 100, together. Nothing if the lag was not measured.
std::optional<Duration> instrument_error(const BenchResult& result);

// Nothing without logins, or new sessions.
std::optional<Duration> cpu_per_login(const ServerUsage& usage);
std::optional<std::int64_t> memory_per_session(const ServerUsage& usage);

// How late the machine was, as calibrations tell it.
reports::Inaccuracy inaccuracy(const Lag& lag);

// Did the machine wake threads so late that the bench says nothing of latencies? Never where no bound is set.
bool exceeds_bound(const Lag& lag);

}  // namespace redial::load
