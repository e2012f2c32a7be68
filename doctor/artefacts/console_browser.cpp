// See console_browser.hpp.
#include "doctor/artefacts/console_browser.hpp"

#include <algorithm>
#include <charconv>

#include "doctor/artefacts/har_failure.hpp"
#include "doctor/case/url_text.hpp"

namespace redial::doctor {
namespace {

// The words ahead of a URL, and what is known by them alone.
struct Form {
  std::string_view ahead;
  Failure how;
};
constexpr Form kForms[] = {{"WebSocket connection to '", Failure::unknown},
                           {"POST http", Failure::unknown},
                           {"GET http", Failure::unknown},
                           {"Access to XMLHttpRequest at '", Failure::blocked},
                           {"insecure XMLHttpRequest endpoint '", Failure::blocked},
                           {"insecure WebSocket endpoint '", Failure::blocked},
                           {"Refused to connect to '", Failure::blocked},
                           {"Connecting to '", Failure::blocked},
                           {"remote resource at http", Failure::blocked}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int32_t> status_in(std::string_view text) {
  constexpr std::string_view kUpgrade = "Unexpected response code: ";
  if (const std::size_t at = text.find(kUpgrade); at != std::string_view::npos) text.remove_prefix(at + kUpgrade.size());
  const auto* digits_end = std::ranges::find_if_not(text, is_digit);
  std::int32_t status = 0;
  const auto [end, error] = std::from_chars(text.data(), digits_end, status);
  const bool is_status = error == std::errc() && end - text.data() == 3 && status >= 100;
  return is_status ? std::optional(status) : std::nullopt;
}

void read_reason(BrowserError& error, std::string_view reason) {
  if (error.how == Failure::blocked) {
    error.detail = "by the browser";
    return;
  }
  error.how = failure_from_text(reason);
  error.detail = code_in(reason);
  error.status = status_in(reason);
  if (reason.find("HTTP Authentication failed") != std::string_view::npos) error.status = 401;
  if (error.status) error.how = Failure::http_status;
}

}  // namespace

std::optional<BrowserError> read_browser_error(std::string_view line) {
  for (const Form& form : kForms) {
    std::size_t at = line.find(form.ahead);
    if (at == std::string_view::npos) continue;
    at += form.ahead.size() - (form.ahead.ends_with("http") ? 4 : 0);
    const std::size_t end = std::min(line.find_first_of(" '", at), line.size());
    const UrlParts url = split_url(line.substr(at, end - at));
    BrowserError error{.url = std::string(url.without_query), .query = std::string(url.query), .how = form.how};
    std::string_view reason = line.substr(end);
    reason.remove_prefix(std::min(reason.find_first_not_of(" '"), reason.size()));
    if (form.how == Failure::unknown && reason.empty()) continue;
    if (form.ahead == "Connecting to '" && reason.find("Content Security Policy") == std::string_view::npos) continue;
    if (reason.starts_with("failed: ")) reason.remove_prefix(8);
    read_reason(error, reason);
    const bool says_something = error.how != Failure::unknown || line.find("WebSocket connection to") != std::string_view::npos;
    if (says_something) return error;
  }
  return std::nullopt;
}

}  // namespace redial::doctor
