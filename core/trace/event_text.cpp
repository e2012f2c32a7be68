// The text form of an event: one line for people and golden files. Nothing parses it.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/trace/event.hpp"

namespace redial::trace {
namespace {

constexpr std::size_t kLaneWidth = 6;  // "server"

std::string relative_time(TimePoint at, TimePoint origin) {
  const double ms = to_milliseconds(at - origin);
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.begin(), text.end(), ms, std::chars_format::fixed, 3).ptr;
  return (std::signbit(ms) ? "" : "+") + std::string(text.begin(), end) + "ms";
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result(text);
  if (result.size() < width) result.append(width - result.size(), ' ');
  return result;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

// Keeps the line a line: control characters become \xNN, a newline \n.
std::string on_one_line(std::string_view text) {
  if (std::ranges::none_of(text, is_control)) return std::string(text);
  std::string line;
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
  return line;
}

std::string attribute(std::string_view key, std::string_view value) {
  if (value.empty()) return {};
  const bool needs_quotes = value.find_first_of(" \"") != std::string_view::npos;
  const std::string_view quote = needs_quotes ? "\"" : "";
  return std::string(" ").append(key).append("=").append(quote).append(on_one_line(value)).append(quote);
}

std::string attribute(std::string_view key, std::uint32_t value) {
  return value == 0 ? "" : attribute(key, std::to_string(value));
}

}  // namespace

std::string to_text(const Event& event, TimePoint origin) {
  const std::string client = event.client.empty() ? "-" : on_one_line(event.client);
  return relative_time(event.at, origin) + " " + padded(to_name(event.lane), kLaneWidth) + " " + client + " " + to_text(event);
}

std::string to_text(const Event& event) {
  std::string line(describe(event.kind).name);
  if (!event.name.empty()) line += " " + on_one_line(event.name);
  if (event.call.value != 0) line += " #" + std::to_string(event.call.value);
  if (event.code) line += " code=" + std::to_string(*event.code);
  line += attribute("status", to_name(event.status));
  line += attribute("epoch", event.epoch.value);
  line += attribute("user", event.user);
  line += attribute("token", event.token);
  line += attribute("via", event.via);
  line += attribute("nesting", event.nesting);
  line += attribute("thread", event.thread);
  line += attribute("detail", event.detail);
  return line;
}

}  // namespace redial::trace
