// See har_entry.hpp. Sources: the HAR 1.2 specification; Chromium adds "_error", "_resourceType" and "_webSocketMessages", Safari
// "_error", Playwright "_failureText"; what none of them has is missing here too.
#include "doctor/artefacts/har_entry.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "core/base/text_encodings.hpp"
#include "doctor/artefacts/json_reader.hpp"
#include "doctor/case/iso_time.hpp"
#include "payload/form.hpp"

namespace redial::doctor {
namespace {

constexpr std::size_t kMaxWord = 256;  // of a method, a status text, an error
constexpr std::size_t kMaxHeader = 8 * 1024;

using Names5 = std::array<std::string_view, 5>;

std::string text_or_none(std::string_view value, std::size_t max_bytes = kMaxWord) {
  return json_text(value, max_bytes).value_or(std::string());
}

// Negative numbers say "unknown" in a HAR.
Duration milliseconds_of(std::string_view value) {
  constexpr double kWeek = 7 * 86'400'000.0;
  const double amount = json_number(value).value_or(0);
  return amount > 0 && amount < kWeek ? Duration(std::llround(amount * 1e6)) : Duration{};
}

bool is_same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view list) {
  std::vector<std::pair<std::string, std::string>> pairs;
  if (!list.starts_with('[')) return pairs;
  JsonWalk walk(list);
  while (const auto item = walk.next()) {
    const auto [name, value] = pick(item->value, std::array<std::string_view, 2>{"name", "value"});
    if (pairs.size() == kMaxHarHeaders) break;
    if (auto key = json_text(name, kMaxHeader)) pairs.emplace_back(std::move(*key), text_or_none(value, kMaxHeader));
  }
  return pairs;
}

// "https://user:password@host/path#part" as "https://host/path".
std::string shown_url(std::string url) {
  url = url.substr(0, url.find('#'));
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const std::size_t host = scheme + 3;
  const std::size_t at = url.substr(0, url.find_first_of("/?", host)).rfind('@');
  if (at != std::string::npos && at >= host) url.erase(host, at + 1 - host);
  return url;
}

// Firefox puts headers of its own ahead of a body.
std::string without_headers(std::string body) {
  const std::size_t blank = body.starts_with("Content-") ? body.find("\r\n\r\n") : std::string::npos;
  return blank == std::string::npos ? body : body.substr(blank + 4);
}

// A form whose values are written decoded, or as they were sent.
std::string form_of(const payload::Form& fields) {
  const bool as_sent = std::ranges::any_of(fields, [](const auto& field) { return field.second.find('%') != std::string::npos; });
  if (!as_sent) return payload::to_form(fields);
  std::string form;
  for (const auto& [name, value] : fields) form += (form.empty() ? "" : "&") + name + "=" + value;
  return form;
}

void read_request(std::string_view json, HarEntry& entry) {
  const auto [method, url, headers, post, unused] = pick(json, Names5{"method", "url", "headers", "postData", ""});
  entry.method = text_or_none(method);
  entry.url = shown_url(text_or_none(url, kMaxHarUrl));
  entry.headers = pairs_of(headers);
  const auto [text, params] = pick(post, std::array<std::string_view, 2>{"text", "params"});
  entry.body = without_headers(text_or_none(text, kMaxHarBody));
  if (entry.body.empty()) entry.body = form_of(pairs_of(params));
}

// An empty body is often left out; so is one that the browser no longer had. Only the sizes tell them apart.
std::optional<std::string> answer_of(std::string_view content, std::string_view body_size) {
  const auto [text, encoding, size] = pick(content, std::array<std::string_view, 3>{"text", "encoding", "size"});
  auto body = json_text(text, kMaxHarBody);
  if (body && text_or_none(encoding) == "base64") body = from_base64(*body);
  if (!body && text.empty() && json_number(size) == 0.0 && json_number(body_size) == 0.0) body.emplace();
  return body;
}

void read_response(std::string_view json, HarEntry& entry) {
  const auto [status, status_text, content, error, failure] =
      pick(json, Names5{"status", "statusText", "content", "_error", "_failureText"});
  const double number = json_number(status).value_or(0);
  if (number >= 100 && number < 1000) entry.status = static_cast<std::int32_t>(number);
  entry.status_text = text_or_none(status_text);
  const auto [body_size, redirect] = pick(json, std::array<std::string_view, 2>{"bodySize", "redirectURL"});
  entry.answer = answer_of(content, body_size);
  entry.redirects = entry.status / 100 == 3 && !text_or_none(redirect, kMaxHarUrl).empty();
  entry.failed = entry.failed || error.starts_with('"') || failure.starts_with('"');  // not null
  if (entry.error.empty()) entry.error = text_or_none(error);
  if (entry.error.empty()) entry.error = text_or_none(failure);
}

void read_timings(std::string_view json, HarEntry& entry) {
  const auto [blocked, dns, connect, send, wait] = pick(json, Names5{"blocked", "dns", "connect", "send", "wait"});
  for (const std::string_view part : {blocked, dns, connect, send, wait}) entry.until_opened += milliseconds_of(part);
  entry.receiving = milliseconds_of(pick(json, std::array<std::string_view, 1>{"receive"})[0]);
}

bool is_web_socket(const HarEntry& entry, std::string_view resource_type) {
  return text_or_none(resource_type) == "websocket" || entry.url.starts_with("ws:") || entry.url.starts_with("wss:") ||
         !entry.messages.empty() || is_same(header_of(entry, "Upgrade"), "websocket");
}

Result<HarEntry> read_started(std::string_view json, TimePoint started) {
  HarEntry entry;
  entry.started = started;
  const auto [time, timings, request, response, messages] =
      pick(json, Names5{"time", "timings", "request", "response", "_webSocketMessages"});
  const auto [type, error] = pick(json, std::array<std::string_view, 2>{"_resourceType", "_error"});
  read_request(request, entry);
  if (entry.url.empty()) return Error{"it has no URL, or an endless one", "", ""};
  if (messages.starts_with('[')) entry.messages = messages;
  entry.error = text_or_none(error);
  entry.failed = !entry.error.empty();
  read_response(response, entry);
  read_timings(timings, entry);
  entry.took = milliseconds_of(time);
  if (entry.took == Duration{}) entry.took = entry.until_opened + entry.receiving;
  entry.is_web_socket = is_web_socket(entry, type);
  return entry;
}

}  // namespace

std::optional<TimePoint> start_of(std::string_view entry) {
  const auto text = json_text(pick(entry, std::array<std::string_view, 1>{"startedDateTime"})[0], kMaxWord);
  return text ? parse_iso_time(*text) : std::nullopt;
}

Result<HarEntry> read_entry(std::string_view json) {
  const auto started = start_of(json);
  if (!started) return Error{"it does not say when it started", "", ""};
  return read_started(json, *started);
}

Result<HarEntry> read_undated(std::string_view json, TimePoint started) {
  auto entry = read_started(json, started);
  if (entry) entry->until_opened = entry->receiving = entry->took = {};
  return entry;
}

std::optional<Duration> undated_failure(std::string_view entry) {
  const auto [started, messages] = pick(entry, std::array<std::string_view, 2>{"startedDateTime", "_webSocketMessages"});
  if (!text_or_none(started).starts_with("1969-12-31T23:59:59") || !messages.starts_with('[')) return std::nullopt;
  JsonWalk walk(messages);
  const auto first = walk.next();
  if (!first) return std::nullopt;
  constexpr double kYears = 1e9;
  const auto seconds = json_number(pick(first->value, std::array<std::string_view, 1>{"time"})[0]);
  if (!seconds || !(*seconds >= 0 && *seconds < kYears)) return std::nullopt;
  return std::chrono::microseconds(std::llround(*seconds * 1e6));
}

std::string_view header_of(const HarEntry& entry, std::string_view name) {
  for (const auto& [key, value] : entry.headers)
    if (is_same(key, name)) return value;
  return {};
}

}  // namespace redial::doctor
