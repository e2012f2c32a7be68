// One entry of a HAR: what of it the doctor uses, whoever has written it. What it means is not judged here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.hpp"
#include "core/time/time.hpp"

namespace redial::doctor {

// Longer ones are none of the chat's.
inline constexpr std::size_t kMaxHarUrl = 16 * 1024;
inline constexpr std::size_t kMaxHarBody = 512 * 1024;  // of a request or an answer, as written
inline constexpr std::size_t kMaxHarHeaders = 256;

struct HarEntry {
  TimePoint started{};      // wall time
  Duration until_opened{};  // up to the answer's beginning; of a WebSocket in Chromium up to its last message
  Duration receiving{};     // the answer's beginning to its end; of a WebSocket in Chromium up to its end
  Duration took{};          // all of it
  std::string method, url;  // the URL without user, password and fragment
  std::vector<std::pair<std::string, std::string>> headers;  // of the request
  std::string body;                                          // of the request
  std::int32_t status = 0;                                   // 0: there was no answer
  std::string status_text;
  std::optional<std::string> answer;  // its body, decoded; nothing where the file lacks it
  bool redirects = false;
  bool failed = false;  // says the browser, which may not say why
  std::string error;    // as written: "net::ERR_CONNECTION_REFUSED"; to be interpreted and not to be shown
  bool is_web_socket = false;
  std::string_view messages;  // of the WebSocket, as written; empty: the file has no such list
};

// When it started. Nothing: it does not say so. For putting entries in order before they are read.
std::optional<TimePoint> start_of(std::string_view entry);

// `entry` is the text of one, and must outlive what is read. Error: no URL or no time in it; says which.
Result<HarEntry> read_entry(std::string_view entry);

// The same of a WebSocket that Chromium has no time for: it gives one that failed ahead of its request's sending a start before
// 1970, and other times from another clock. It starts at `started`, and has no length.
Result<HarEntry> read_undated(std::string_view entry, TimePoint started);

// By that other clock, when it failed; nothing if it is no such entry.
std::optional<Duration> undated_failure(std::string_view entry);

// A header's value, whatever the case of its name; empty if there is none.
std::string_view header_of(const HarEntry& entry, std::string_view name);

}  // namespace redial::doctor
