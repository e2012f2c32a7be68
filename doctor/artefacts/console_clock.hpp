// From the times that a console log's lines carry to times that never go back: a part written in another time zone is put right,
// a clock that was set is told. It knows nothing of what the lines say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/time/time.hpp"
#include "doctor/artefacts/console_line.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

class ConsoleClock {
 public:
  // The time of a line, as wall time since the Unix epoch: that of the stamp, or of the line ahead of it where there is none.
  // `is_busy`: the SDK was at something ahead of this line that takes seconds, so that hours cannot have passed.
  TimePoint read(const std::optional<ConsoleStamp>& stamp, std::size_t line, bool is_busy);

  TimePoint now() const { return TimePoint(std::chrono::milliseconds(now_ms_)); }
  bool has_time() const { return has_time_; }
  // False if a line had no zone, so that nothing says which time it was in the world.
  bool has_zone() const { return has_zone_; }
  // How often times jumped, by line. At most kMaxJumps of them.
  std::vector<Gap> take_gaps() { return std::move(gaps_); }

 private:
  void jump(std::int64_t by_ms, std::size_t line, const char* how);
  void tell(std::int64_t by_ms, std::size_t line, const char* how);

  std::int64_t now_ms_ = 0, shift_ms_ = 0;
  bool has_time_ = false, has_zone_ = true;
  std::vector<Gap> gaps_;
};

}  // namespace redial::doctor
