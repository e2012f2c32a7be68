// Keeps what happens to the users of one loop in one phase, as the part of the result that it is. It knows no clock and no user.
#pragma once

#include <cstdint>

#include "core/time/time.hpp"
#include "load/result/model.hpp"
#include "load/spec/spec.hpp"

namespace redial::load {

// The steps of a phase's series.
inline constexpr Duration kSeriesStep = std::chrono::milliseconds(100);

// One thread: the loop's.
class Recorder {
 public:
  explicit Recorder(const Spec& spec) : spec_(spec) {}

  // From here on everything belongs to this phase.
  void begin(const PhaseSpec& phase, TimePoint at, std::uint64_t users, std::uint64_t online);
  // The phase as it was, but for what only the conductor knows. Nothing is recorded until the next one begins.
  Phase end(TimePoint at, std::uint64_t online, bool interrupted);

  Phase& phase() { return phase_; }
  const Phase& phase() const { return phase_; }
  TimePoint began() const { return began_; }

  // ---- what happened, and when ----
  void attempted(TimePoint now) { ++at(phase_.series.attempts, now); }
  // A way to be online that took so many attempts.
  void connected(TimePoint now, Duration total, std::uint32_t attempts);
  void lost(TimePoint now, std::int32_t code);
  void acknowledged(TimePoint now, Duration latency);
  void timed(What what, Duration latency) { phase_.latency(what).record(latency); }
  // Before the `attempt`-th attempt in a row, from 1.
  void waited(std::uint32_t attempt, Duration length);

 private:
  std::uint64_t& at(std::vector<std::uint64_t>& column, TimePoint now);
  Waits& waits_before(std::uint32_t attempt);

  const Spec& spec_;
  Phase phase_;
  TimePoint began_{};
};

}  // namespace redial::load
