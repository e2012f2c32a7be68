// One line of the Web SDK's log, wherever it stands in a line of text: behind what terminals, browsers, containers and loggers
// put in front of it, or inside a JSON string. What its tags mean is console_story.hpp's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redial::doctor {

enum class LogLevel : std::uint8_t { error, warn, info, debug };

// The SDK's own time in front of its line.
struct ConsoleStamp {
  std::int64_t unix_ms = 0;  // by the zone written; UTC where none is
  bool has_zone = true;
};

struct ConsoleLine {
  std::optional<ConsoleStamp> stamp;  // nothing: something has cut it off
  LogLevel level = LogLevel::debug;
  std::string tag;       // "A-connect-T"; empty in versions ahead of 5.7, which have none
  std::string content;   // behind the tag
  std::string trace;     // of what belongs together; empty where the SDK writes "undefined"
  bool is_whole = true;  // false: its end is missing
};

// Longer lines are read so far.
inline constexpr std::size_t kMaxConsoleLine = 1 << 20;

// The first date with a time that stands anywhere in a line, whoever wrote it.
std::optional<ConsoleStamp> find_stamp(std::string_view line);

// Nothing if the SDK has not written it. `raw`: without its line break.
std::optional<ConsoleLine> read_console_line(std::string_view raw);

}  // namespace redial::doctor
