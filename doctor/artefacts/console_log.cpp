// See console_log.hpp.
#include "doctor/artefacts/console_log.hpp"

#include <algorithm>
#include <optional>

#include "doctor/artefacts/console_app.hpp"
#include "doctor/artefacts/console_browser.hpp"
#include "doctor/artefacts/console_clock.hpp"
#include "doctor/artefacts/console_line.hpp"
#include "doctor/artefacts/console_story.hpp"
#include "doctor/artefacts/foreign.hpp"
#include "doctor/artefacts/utf8_text.hpp"

namespace redial::doctor {
namespace {

constexpr const char* kRaiseLevel =
    "initialise the SDK with logOutputLevel: 4 (debug), let it happen once more, and save the console";

// Calls `each(line, number, is_open)` for the lines of a text, numbered from 1, without their breaks; until it gives false. The
// last line may be open: no break behind it.
template <class Each>
void for_lines(std::string_view text, Each each) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!each(line, ++number, end == text.size())) return;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::error:
      return "error";
    case LogLevel::warn:
      return "warn";
    case LogLevel::info:
      return "info";
    case LogLevel::debug:
      return "debug";
  }
  return {};
}

// Some lines tell connection codes in the app's own words, and nothing in it is of another SDK.
bool is_app_log(std::string_view text) {
  bool has_code = false, is_foreign = false;
  for_lines(text, [&](std::string_view line, std::size_t, bool) {
    line = line.substr(0, kMaxConsoleLine);
    has_code = has_code || read_app_word(line);
    is_foreign = names_other_sdk(line);
    return !is_foreign;
  });
  return has_code && !is_foreign;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), story_(narrator_, text.find("req navi => ") != std::string_view::npos) {}

  Result<Case> read(const std::string& source) {
    survey();
    if (!has_sdk_ && !reads_app_)
      return Error{"there is no line of the SDK's log in it", source,
                   std::string(kRaiseLevel) + ": without that option it writes warnings only, and at 1 next to nothing"};
    for_lines(text_, [this](std::string_view line, std::size_t number, bool is_open) {
      read_line(line, number, is_open);
      return true;
    });
    return finish(source);
  }

 private:
  // Where the SDK says nothing but errors, the app's own words are all that there is. From warnings on they would be told twice.
  void survey() {
    bool is_quiet = true;
    for_lines(text_, [&](std::string_view line, std::size_t, bool) {
      const auto of_sdk = read_console_line(line);
      has_sdk_ = has_sdk_ || of_sdk;
      is_quiet = !of_sdk || of_sdk->level == LogLevel::error;
      return is_quiet;
    });
    reads_app_ = is_quiet && is_app_log(text_);
    if (!reads_app_ || has_sdk_) return;
    // Lines ahead of the first that has a time have that one's.
    for_lines(text_, [this](std::string_view line, std::size_t number, bool) {
      clock_.read(find_stamp(line.substr(0, kMaxAppLine)), number, false);
      return !clock_.has_time();
    });
  }

  void read_line(std::string_view raw, std::size_t number, bool is_open) {
    if (auto line = read_console_line(raw)) {
      if (is_open && line->tag.empty()) line->is_whole = false;  // nothing else shows where such a line ends
      level_ = std::max(level_, line->level);
      last_is_whole_ = line->is_whole;
      story_.tell(*line, clock_.read(line->stamp, number, story_.is_busy()), number);
      return;
    }
    if (!has_sdk_) clock_.read(find_stamp(raw.substr(0, kMaxAppLine)), number, false);
    read_line_of_others(raw.substr(0, kMaxConsoleLine));
  }

  // They have no time, where the SDK writes, but that of the SDK's line ahead of them.
  void read_line_of_others(std::string_view raw) {
    if (const auto word = reads_app_ ? read_app_word(raw) : std::nullopt) return story_.tell(*word, clock_.now());
    if (!reads_app_ && !clock_.has_time()) return;
    if (const auto error = read_browser_error(raw))
      story_.tell(*error, clock_.now());
    else if (clock_.has_time())
      story_.tell_app_line(raw, clock_.now());
  }

  // What the log cannot show, by the level at which the SDK writes.
  void tell_sight(Sight& sight) {
    // Below "info" the log has the statuses, and neither what the app called nor what went over the network.
    sight.app = sight.wire = level_ >= LogLevel::info;
    sight.has_start = story_.has_start();
    sight.has_end = has_sdk_ && last_is_whole_;
    if (has_sdk_ && !sight.wire)
      narrator_.gap("the log", "it is written at level \"" + std::string(name_of(level_)) +
                                   "\", which leaves out calls, navigation and sockets; for all of it " + kRaiseLevel);
    if (!has_sdk_)
      narrator_.gap("the log", std::string("not one line of the SDK: the codes are those that the app itself wrote; for more ") +
                                   kRaiseLevel);
    else if (reads_app_)
      narrator_.gap("the log", "the codes are those that the app itself wrote");
  }

  Case finish(const std::string& source) {
    story_.finish();
    for (Gap& gap : clock_.take_gaps()) narrator_.gap(std::move(gap.where), std::move(gap.what));
    Case begun{.origin = Origin::console_log, .source = source};
    begun.sdk = story_.sdk();
    tell_sight(begun.sight);
    if (!clock_.has_time())
      narrator_.gap("the log", has_sdk_ ? "its lines have lost their times" : "its lines have no times");
    else if (!clock_.has_zone())
      narrator_.gap("the log", "its times have no zone: by which clock they are is unknown");
    if (clock_.has_time()) begun.ended = clock_.now();
    Case one = narrator_.finish(std::move(begun));
    if (clock_.has_time() && clock_.has_zone()) one.began = std::chrono::duration_cast<UnixMillis>(one.start.time_since_epoch());
    return one;
  }

  std::string_view text_;
  Narrator narrator_;
  ConsoleStory story_;
  ConsoleClock clock_;
  LogLevel level_ = LogLevel::error;
  bool has_sdk_ = false, reads_app_ = false, last_is_whole_ = true;
};

}  // namespace

bool is_console_log(std::string_view start) {
  if (is_utf16(start)) return is_console_log(to_utf8(std::string(start)));
  bool found = false;
  for_lines(start, [&found](std::string_view line, std::size_t, bool) { return !(found = read_console_line(line).has_value()); });
  return found || is_app_log(start);
}

Result<Case> read_console_log(std::string_view text, const std::string& source) {
  if (is_utf16(text)) return read_console_log(to_utf8(std::string(text)), source);
  return Reader(text).read(source);
}

}  // namespace redial::doctor
