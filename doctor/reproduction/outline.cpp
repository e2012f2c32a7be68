// See outline.hpp.
#include "doctor/reproduction/outline.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace redial::doctor {
namespace {

using trace::Event;
using trace::EventKind;

// Longer patterns are not looked for; with it the search stays linear.
constexpr std::size_t kMaxPeriod = 16;
constexpr std::size_t kOften = 3;

std::string with_code(std::string text, const std::optional<std::int32_t>& code) {
  return code ? text + " " + std::to_string(*code) : text;
}

std::optional<std::string> app_item(const Event& event) {
  switch (event.kind) {
    case EventKind::call:
      return "call " + event.name;
    case EventKind::result:
      return with_code("result " + event.name, event.code);
    case EventKind::status:
      return with_code("status " + std::string(to_name(event.status)), event.code);
    case EventKind::database_opened:
      return with_code("database-opened", event.code);
    case EventKind::unhandled_error:
    case EventKind::client_crashed:
      return std::string(trace::describe(event.kind).name);
    default:
      return std::nullopt;
  }
}

// What reached the client over the network. A connection's end counts only where it had a login: which side ends a refused one
// first is a matter of chance.
std::optional<std::string> wire_item(const Event& event, std::set<Epoch>& online) {
  switch (event.kind) {
    case EventKind::navigation_answered:
      return with_code("navigation", event.code);
    case EventKind::navigation_failed:
      return "navigation failed";
    case EventKind::socket_failed:
      return "dial failed";
    case EventKind::server_login:
      if (event.code == 0) online.insert(event.epoch);
      return with_code("login", event.code);
    case EventKind::server_sent:
      return event.name.starts_with("DISCONNECT ") ? std::optional("disconnect" + event.name.substr(10)) : std::nullopt;
    case EventKind::socket_closed:
      return online.erase(event.epoch) > 0 ? std::optional<std::string>("closed") : std::nullopt;
    default:
      return std::nullopt;
  }
}

// The server's events of a run name no client: they are those of the client's tokens.
std::set<std::string> tokens_of(const std::vector<Event>& trace, const std::string& client) {
  std::set<std::string> tokens;
  for (const Event& event : trace)
    if (event.client == client && !event.token.empty()) tokens.insert(event.token);
  return tokens;
}

std::size_t repetitions(const std::vector<std::string>& items, std::size_t from, std::size_t period) {
  std::size_t count = 1;
  while (from + (count + 1) * period <= items.size() &&
         std::equal(items.begin() + static_cast<std::ptrdiff_t>(from), items.begin() + static_cast<std::ptrdiff_t>(from + period),
                    items.begin() + static_cast<std::ptrdiff_t>(from + count * period)))
    ++count;
  return count;
}

Outline fold(const std::vector<std::string>& items) {
  Outline folded;
  for (std::size_t at = 0; at < items.size();) {
    std::size_t period = 0, count = 0;
    for (std::size_t length = 1; length <= kMaxPeriod && period == 0; ++length) {
      count = repetitions(items, at, length);
      if (count >= kOften) period = length;
    }
    const std::size_t end = at + (period > 0 ? period : 1);
    folded.parts.push_back(
        {{items.begin() + static_cast<std::ptrdiff_t>(at), items.begin() + static_cast<std::ptrdiff_t>(end)}, period > 0});
    at += period > 0 ? period * count : 1;
  }
  return folded;
}

bool starts_with(const Outline& whole, const Outline& start) {
  if (start.parts.size() > whole.parts.size()) return false;
  return std::equal(start.parts.begin(), start.parts.end(), whole.parts.begin());
}

}  // namespace

Outline outline(const std::vector<Event>& trace, const std::string& client, Side side) {
  const std::set<std::string> tokens = tokens_of(trace, client);
  std::set<Epoch> online;
  std::vector<std::string> items;
  for (const Event& event : trace) {
    const bool is_its = event.client == client || (event.client.empty() && tokens.contains(event.token));
    if (!is_its) continue;
    auto item = side == Side::app ? app_item(event) : wire_item(event, online);
    if (item) items.push_back(*std::move(item));
  }
  return fold(items);
}

std::string to_text(const Outline& outline) {
  std::string text;
  for (const Outline::Part& part : outline.parts) {
    std::string items;
    for (const std::string& item : part.items) items += (items.empty() ? "" : ", ") + item;
    text += (text.empty() ? "" : ", ") + (part.again ? "(" + items + ") again and again" : items);
  }
  return text.empty() ? "nothing" : text;
}

bool same(const Outline& incident, const Outline& replay, bool incident_has_end) {
  return incident_has_end ? incident == replay : starts_with(replay, incident);
}

}  // namespace redial::doctor
