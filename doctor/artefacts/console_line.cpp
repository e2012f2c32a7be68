// See console_line.hpp, and docs/CONSOLE_LOG.md for the form of a line.
#include "doctor/artefacts/console_line.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "doctor/artefacts/utf8_text.hpp"
#include "doctor/case/iso_time.hpp"

namespace redial::doctor {
namespace {

constexpr char kEscape = '\x1b';
constexpr std::size_t kMaxName = 32;   // of a logger
constexpr std::size_t kMaxTrace = 64;  // 5.7 has the session's id in it
constexpr std::array<std::string_view, 3> kOldLoggers{"RCEngine", "RCIM", "RCLog"};
constexpr std::array<std::pair<std::string_view, LogLevel>, 4> kLevels{
    {{"ERROR", LogLevel::error}, {"WARN", LogLevel::warn}, {"INFO", LogLevel::info}, {"DEBUG", LogLevel::debug}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-'; }

// A terminal's colours: "ESC [ 33 m" and the like.
std::string without_colours(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != kEscape || at + 1 == text.size() || text[at + 1] != '[') {
      out += text[at];
      continue;
    }
    at += 2;
    while (at < text.size() && (is_digit(text[at]) || text[at] == ';')) ++at;
  }
  return out;
}

// Reads a text from its end: a stamp stands right in front of something, behind anything.
class Backwards {
 public:
  explicit Backwards(std::string_view text) : text_(text) {}

  bool take(std::string_view any_of) {
    if (text_.empty() || any_of.find(text_.back()) == std::string_view::npos) return false;
    text_.remove_suffix(1);
    return true;
  }
  // Exactly so many digits.
  std::optional<int> number(std::size_t digits) {
    if (text_.size() < digits || !std::ranges::all_of(text_.substr(text_.size() - digits), is_digit)) return std::nullopt;
    int value = 0;
    for (const char c : text_.substr(text_.size() - digits)) value = value * 10 + (c - '0');
    text_.remove_suffix(digits);
    return value;
  }
  void skip_digits() {
    while (!text_.empty() && is_digit(text_.back())) text_.remove_suffix(1);
  }
  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

// "+08:00", "+0800" or "+08" behind a time; minutes.
std::optional<int> take_offset(Backwards& text) {
  for (const bool with_minutes : {true, false}) {
    Backwards tried = text;
    const auto minutes = with_minutes ? tried.number(2) : std::optional<int>(0);
    if (with_minutes) tried.take(":");
    const auto hours = tried.number(2);
    const bool ahead = tried.rest().ends_with('+');
    if (!minutes || !hours || !tried.take("+-")) continue;
    // "2026-11-23" ends as an offset does; a time stands in front of one.
    tried.take(" ");
    if (tried.rest().empty() || !is_digit(tried.rest().back()) || tried.rest().find(':') == std::string_view::npos) continue;
    text = tried;
    return (ahead ? 1 : -1) * (*hours * 60 + *minutes);
  }
  return std::nullopt;
}

// Milliseconds, of digits behind the point.
std::optional<int> take_fraction(Backwards& text) {
  Backwards tried = text;
  tried.skip_digits();
  const std::string_view digits = text.rest().substr(tried.rest().size());
  if (digits.empty() || digits.size() > 9 || !tried.take(".,")) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < 3; ++i) value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  text = tried;
  return value;
}

struct StampAt {
  ConsoleStamp stamp;
  std::size_t begin = 0;  // in the text that it ends
};

std::optional<StampAt> stamp_at_end(std::string_view text) {
  Backwards in(text);
  while (in.take(" ")) {
  }
  const bool is_utc = in.take("Z");
  if (is_utc) in.take(" ");
  const auto offset = is_utc ? std::optional<int>(0) : take_offset(in);
  const int millis = take_fraction(in).value_or(0);
  const auto second = in.number(2);
  if (!second || !in.take(":")) return std::nullopt;
  const auto minute = in.number(2);
  if (!minute || !in.take(":")) return std::nullopt;
  const auto hour = in.number(2);
  if (!hour || !in.take("T ")) return std::nullopt;
  const auto day = in.number(2);
  if (!day || !in.take("-/")) return std::nullopt;
  const auto month = in.number(2);
  if (!month || !in.take("-/")) return std::nullopt;
  const auto year = in.number(4);
  if (!year || *year < kFirstYear || *year > kLastYear || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  using std::chrono::minutes;
  const auto at = std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(*hour) +
                  minutes(*minute - offset.value_or(0)) + std::chrono::seconds(*second) + std::chrono::milliseconds(millis);
  return StampAt{{std::chrono::duration_cast<std::chrono::milliseconds>(at).count(), offset.has_value()}, in.rest().size()};
}

std::optional<std::uint32_t> hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const char low = static_cast<char>(c | 0x20);
    if (!is_digit(c) && (low < 'a' || low > 'f')) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(is_digit(c) ? c - '0' : low - 'a' + 10);
  }
  return value;
}

// A JSON string up to its closing quote, or to the end of the text.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    const char c = text[++at];
    if (const auto unit = c == 'u' ? hex4(text.substr(at + 1)) : std::nullopt) {
      append_utf8(out, *unit);
      at += 4;
    } else if (constexpr std::string_view kBreaks = "nrtbf"; kBreaks.find(c) != std::string_view::npos) {
      out += ' ';
    } else {
      out += c;
    }
  }
  return out;
}

// Does a text end inside a JSON string?
bool ends_quoted(std::string_view text) {
  bool inside = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '"')
      inside = !inside;
  }
  return inside;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Where "[IMLib][WARN]: " ends, and what it says.
struct Head {
  std::size_t begin = 0, end = 0;
  std::string_view logger;
  LogLevel level = LogLevel::debug;
};

std::optional<Head> head_at(std::string_view text, std::size_t joint) {
  const std::size_t from = text.rfind('[', joint);
  if (from == std::string_view::npos) return std::nullopt;
  Head head{from, joint + 2, text.substr(from + 1, joint - from - 1)};
  if (head.logger.empty() || head.logger.size() > kMaxName || !std::ranges::all_of(head.logger, is_word)) return std::nullopt;
  const auto* level = std::ranges::find_if(kLevels, [rest = text.substr(head.end)](const auto& one) {
    return rest.starts_with(one.first) && rest.size() > one.first.size();
  });
  if (level == kLevels.end()) return std::nullopt;
  head.level = level->second;
  head.end += level->first.size();
  for (const std::string_view behind : {"]: ", "] - "})
    if (text.substr(head.end).starts_with(behind)) {
      head.end += behind.size();
      return head;
    }
  return std::nullopt;
}

// "A-connect-T", "L-recv_s_ntf_O": a letter for who writes it, and words.
std::size_t tag_size(std::string_view text) {
  constexpr std::string_view kWriters = "ALPG";
  if (text.size() < 3 || kWriters.find(text[0]) == std::string_view::npos || (text[1] != '-' && text[1] != '_')) return 0;
  const std::size_t size = static_cast<std::size_t>(std::ranges::find_if_not(text, is_word) - text.begin());
  return text.substr(size).starts_with(" |") ? size : 0;
}

void read_body(ConsoleLine& line, std::string_view body) {
  constexpr std::string_view kBar = " | ";
  const std::size_t bar = body.rfind(kBar);
  const std::string_view rest = bar == std::string_view::npos ? std::string_view() : body.substr(bar + kBar.size());
  const std::string_view trace = rest.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest, is_word) - rest.begin()));
  const bool ends_there =
      trace.size() == rest.size() || std::string_view(" \"',;)\\").find(rest[trace.size()]) != std::string_view::npos;
  if (trace.empty() || trace.size() > kMaxTrace || !ends_there) {
    line.is_whole = false;
    line.content = body;
    return;
  }
  line.content = body.substr(0, bar);
  if (trace != "undefined") line.trace = trace;
}

std::optional<ConsoleLine> read_behind(std::string_view raw, const Head& head) {
  ConsoleLine line{.level = head.level};
  const auto stamp = stamp_at_end(raw.substr(0, head.begin));
  if (stamp) line.stamp = stamp->stamp;
  const bool is_quoted = ends_quoted(raw.substr(0, stamp ? stamp->begin : head.begin));
  const std::string text = is_quoted ? unescaped(raw.substr(head.end)) : std::string(raw.substr(head.end));
  const std::string plain = text.find(kEscape) == std::string::npos ? text : without_colours(text);
  const std::string_view body = trimmed(plain);
  if (const std::size_t size = tag_size(body); size > 0) {
    line.tag = body.substr(0, size);
    read_body(line, body.substr(std::min(size + 3, body.size())));
    return line;
  }
  if (std::ranges::find(kOldLoggers, head.logger) == kOldLoggers.end()) return std::nullopt;
  line.content = body;
  return line;
}

constexpr std::size_t kShortestStamp = 19, kLongestStamp = 40;  // "2026-11-23 04:14:52" and more

// Does "2026-11-23 04:" begin here?
bool begins_stamp(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00 00:00:00";
  if (text.size() < kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool fits = kForm[i] == '0'   ? is_digit(text[i])
                      : kForm[i] == ' ' ? text[i] == ' ' || text[i] == 'T'
                      : kForm[i] == '-' ? text[i] == '-' || text[i] == '/'
                                        : text[i] == kForm[i];
    if (!fits) return false;
  }
  return true;
}

}  // namespace

std::optional<ConsoleStamp> find_stamp(std::string_view line) {
  for (std::size_t begin = 0; begin + kShortestStamp <= line.size(); ++begin) {
    if (!begins_stamp(line.substr(begin))) continue;
    const std::string_view text = line.substr(begin, kLongestStamp);
    // The longest that is one: fraction and zone belong to it.
    for (std::size_t size = text.size(); size >= kShortestStamp; --size)
      if (const auto found = stamp_at_end(text.substr(0, size)); found && found->begin == 0) return found->stamp;
  }
  return std::nullopt;
}

std::optional<ConsoleLine> read_console_line(std::string_view raw) {
  raw = raw.substr(0, kMaxConsoleLine);
  if (raw.find("][") == std::string_view::npos && raw.find(kEscape) == std::string_view::npos) return std::nullopt;
  std::string plain;
  if (raw.find(kEscape) != std::string_view::npos) raw = plain = without_colours(raw);
  for (std::size_t joint = raw.find("]["); joint != std::string_view::npos; joint = raw.find("][", joint + 1)) {
    const auto head = head_at(raw, joint);
    if (!head) continue;
    if (auto line = read_behind(raw, *head)) return line;
  }
  return std::nullopt;
}

}  // namespace redial::doctor
