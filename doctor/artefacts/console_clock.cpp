// See console_clock.hpp.
#include "doctor/artefacts/console_clock.hpp"

#include <string>

#include "doctor/case/iso_time.hpp"

namespace redial::doctor {
namespace {

constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond;
constexpr std::int64_t kHalfHour = 30 * kMinute;       // what time zones differ by, or twice that
constexpr std::int64_t kFarthest = 26 * 60 * kMinute;  // from UTC-12 to UTC+14
// Two streams of a process reach a file in turns that are not quite those of time.
constexpr std::int64_t kDisorder = 2 * kSecond;
// An SDK at work writes a line in this time; who jumps by whole half hours and no more than this has changed zones.
constexpr std::int64_t kPause = 15 * kSecond;
// Times that go back have no other way to be explained but a clock that was set: here the pause may be longer.
constexpr std::int64_t kPauseBehindStepBack = 10 * kMinute;
constexpr std::size_t kMaxJumps = 20;
constexpr std::int64_t kLatest =
    std::chrono::milliseconds(
        std::chrono::sys_days(std::chrono::year(kLastYear + 2) / std::chrono::January / 1).time_since_epoch())
        .count();

std::string in_words(std::int64_t ms) {
  const std::int64_t minutes = ms / kMinute;
  if (minutes == 0) return std::to_string(ms / kSecond) + " s";
  if (minutes < 60) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h" + (minutes % 60 == 0 ? "" : " " + std::to_string(minutes % 60) + " min");
}

}  // namespace

void ConsoleClock::jump(std::int64_t by_ms, std::size_t line, const char* how) {
  shift_ms_ -= by_ms;
  tell(by_ms, line, how);
}

void ConsoleClock::tell(std::int64_t by_ms, std::size_t line, const char* how) {
  if (gaps_.size() == kMaxJumps) return;
  const std::string way = by_ms < 0 ? "back by " : "on by ";
  gaps_.push_back({"line " + std::to_string(line), "the times jump " + way + in_words(by_ms < 0 ? -by_ms : by_ms) + how});
}

TimePoint ConsoleClock::read(const std::optional<ConsoleStamp>& stamp, std::size_t line, bool is_busy) {
  if (!stamp) return now();
  has_zone_ = has_zone_ && stamp->has_zone;
  const std::int64_t read = stamp->unix_ms + shift_ms_;
  if (read > kLatest) return now();  // clocks were set back by more than there are years left
  const std::int64_t step = read - now_ms_;
  if (!has_time_) {
    now_ms_ = read;
    has_time_ = true;
    return now();
  }
  constexpr const char* kZone = ": taken for another time zone, and put right by that";
  if (step >= kHalfHour && step % kHalfHour <= kPause && step <= kFarthest + kPause) {
    // Timers of apps fire after whole hours too.
    const std::int64_t whole = step - step % kHalfHour;
    if (is_busy)
      jump(whole, line, kZone);
    else
      tell(whole, line, " to the second: a timer, or another time zone; left as it is");
  } else if (step < -kDisorder) {
    const std::int64_t whole = (-step + kHalfHour - 1) / kHalfHour * kHalfHour;
    const bool is_zone = whole <= kFarthest && whole + step <= kPauseBehindStepBack && -step >= kHalfHour / 2;
    jump(is_zone ? -whole : step, line,
         is_zone ? kZone : ": the clock was set, or logs were put together; the order of lines counts");
  }
  now_ms_ = std::max(now_ms_, stamp->unix_ms + shift_ms_);
  return now();
}

}  // namespace redial::doctor
