// The text form of an event: one line for people and golden files. Nothing parses it.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/trace/event.hpp"

namespace redial::trace {
namespace {

constexpr std::size_t kLaneWidth = 6;     // "server"
constexpr std::size_t kUsualBytes = 160;  // more than most lines have

void add_relative_time(std::string& line, TimePoint at, TimePoint origin) {
  const double ms = to_milliseconds(at - origin);
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.begin(), text.end(), ms, std::chars_format::fixed, 3).ptr;
  line.append(std::signbit(ms) ? "" : "+").append(text.begin(), end).append("ms");
}

void add_padded(std::string& line, std::string_view text, std::size_t width) {
  line.append(text).append(width - std::min(width, text.size()), ' ');
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// Keeps the line a line: control characters become \xNN, a newline \n.
void add_on_one_line(std::string& line, std::string_view text) {
  if (std::ranges::none_of(text, is_control)) {
    line += text;
    return;
  }
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "\\n";
    } else if (is_control(c)) {
      std::array<char, 5> escaped{};
      std::snprintf(escaped.data(), escaped.size(), "\\x%02x", byte);
      line += escaped.data();
    } else {
      line += c;
    }
  }
}

void add_attribute(std::string& line, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  const bool needs_quotes = value.find_first_of(" \"") != std::string_view::npos;
  const std::string_view quote = needs_quotes ? "\"" : "";
  line.append(" ").append(key).append("=").append(quote);
  add_on_one_line(line, value);
  line.append(quote);
}

void add_attribute(std::string& line, std::string_view key, std::uint32_t value) {
  if (value != 0) add_attribute(line, key, std::to_string(value));
}

void add_text(std::string& line, const Event& event) {
  line += describe(event.kind).name;
  if (!event.name.empty()) add_on_one_line(line += " ", event.name);
  if (event.call.value != 0) line.append(" #").append(std::to_string(event.call.value));
  if (event.code) line.append(" code=").append(std::to_string(*event.code));
  add_attribute(line, "status", to_name(event.status));
  add_attribute(line, "epoch", event.epoch.value);
  add_attribute(line, "user", event.user);
  add_attribute(line, "token", event.token);
  add_attribute(line, "via", event.via);
  add_attribute(line, "nesting", event.nesting);
  add_attribute(line, "thread", event.thread);
  add_attribute(line, "detail", event.detail);
}

}  // namespace

std::string to_text(const Event& event, TimePoint origin) {
  std::string line;
  line.reserve(kUsualBytes);
  add_relative_time(line, event.at, origin);
  add_padded(line += " ", to_name(event.lane), kLaneWidth);
  add_on_one_line(line += " ", event.client.empty() ? "-" : std::string_view(event.client));
  add_text(line += " ", event);
  return line;
}

std::string to_text(const Event& event) {
  std::string line;
  add_text(line, event);
  return line;
}

}  // namespace redial::trace
