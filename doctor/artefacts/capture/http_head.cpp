// See http_head.hpp.
#include "doctor/artefacts/capture/http_head.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace redial::doctor::capture {
namespace {

constexpr std::string_view kMethods[] = {"GET ", "POST ", "HEAD ", "PUT ", "OPTIONS ", "DELETE ", "PATCH ", "CONNECT "};

bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Up to the next line's beginning, without what ends the line.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(line);
}

bool add_headers(std::string_view lines, HttpMessage& message) {
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    const std::size_t colon = line.find(':');
    if (line.empty() || colon == std::string_view::npos) continue;
    if (message.headers.size() == kMaxHeaders) return false;
    message.headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  }
  return true;
}

}  // namespace

std::string_view HttpMessage::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same(key, name)) return value;
  return {};
}

bool has_token(std::string_view list, std::string_view token) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (same(trimmed(list.substr(0, end)), token)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

std::optional<HttpMessage> parse_request_head(std::string_view head) {
  const std::string_view line = take_line(head);
  const std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == std::string_view::npos || last <= first || !line.substr(last + 1).starts_with("HTTP/1.")) return std::nullopt;
  HttpMessage message;
  message.method = line.substr(0, first);
  message.target = trimmed(line.substr(first, last - first));
  return add_headers(head, message) ? std::optional<HttpMessage>(std::move(message)) : std::nullopt;
}

std::optional<HttpMessage> parse_response_head(std::string_view head) {
  const std::string_view line = take_line(head);
  const std::size_t first = line.find(' ');
  if (!line.starts_with("HTTP/1.") || first == std::string_view::npos) return std::nullopt;
  const std::string_view number = line.substr(first + 1, 3);
  HttpMessage message;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), message.status);
  if (error != std::errc() || end != number.data() + 3 || message.status < 100) return std::nullopt;
  return add_headers(head, message) ? std::optional<HttpMessage>(std::move(message)) : std::nullopt;
}

std::optional<bool> begins_request(std::string_view bytes) {
  bool may = false;
  for (const std::string_view method : kMethods) {
    if (bytes.starts_with(method)) return true;
    may = may || method.starts_with(bytes);
  }
  return may ? std::nullopt : std::optional<bool>(false);
}

}  // namespace redial::doctor::capture
