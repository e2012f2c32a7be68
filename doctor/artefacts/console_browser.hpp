// What a browser itself writes into its console when a request or a WebSocket comes to nothing: the only place where a reason
// stands, which pages are not told. It reads no line of the SDK.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "doctor/case/failure.hpp"

namespace redial::doctor {

struct BrowserError {
  std::string url;    // without query
  std::string query;  // token and AppKey are in it: for Secrets alone
  Failure how = Failure::unknown;
  std::optional<std::int32_t> status;  // of HTTP, with http_status
  std::string detail;                  // "net::ERR_CONNECTION_REFUSED"; it may be shown
};

// Chromium's lines, and Firefox' where they name the URL.
std::optional<BrowserError> read_browser_error(std::string_view line);

}  // namespace redial::doctor
