// See outline.hpp.
#include "doctor/reproduction/outline.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "doctor/diagnosis/attribution.hpp"

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

constexpr const char* kConnect = "connect";
constexpr const char* kNavigation = "navigation";

std::optional<std::string> app_item(const Event& event, const Shown& shown) {
  switch (event.kind) {
    case EventKind::call:
      return shown.calls ? std::optional("call " + event.name) : std::nullopt;
    case EventKind::result:
      if (!shown.other_results && event.name != kConnect) return std::nullopt;
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

// What reached the client over the network, connection by connection. An end counts only where there was a login, as which side
// ends a refused connection first is a matter of chance; and it stands behind the last of its own connection, however late it was
// noticed.
class WireItems {
 public:
  void take(const Event& event, Epoch dial) {
    if (event.kind == EventKind::socket_closed) return close(dial);
    if (auto item = item_of(event, dial)) items_.push_back({dial, *std::move(item)});
  }

  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const Item& item : items_) all.push_back(item.text);
    return all;
  }

 private:
  struct Item {
    Epoch connection;
    std::string text;
  };

  std::optional<std::string> item_of(const Event& event, Epoch dial) {
    switch (event.kind) {
      case EventKind::navigation_answered:
        return with_code(kNavigation, event.code);
      case EventKind::navigation_failed:
        return "navigation failed";
      case EventKind::socket_failed:
        return "dial failed";
      case EventKind::server_sent:
        return sent(event.name, dial);
      default:
        return std::nullopt;
    }
  }

  // What was sent counts, not what the server had decided: a fault may have come between.
  std::optional<std::string> sent(const std::string& name, Epoch dial) {
    if (name == "CONNACK 0") online_.insert(dial);
    if (name.starts_with("CONNACK ")) return "login" + name.substr(7);
    if (name.starts_with("DISCONNECT ")) return "disconnect" + name.substr(10);
    return std::nullopt;
  }

  void close(Epoch connection) {
    if (online_.erase(connection) == 0) return;
    const auto last = std::ranges::find(items_.rbegin(), items_.rend(), connection, &Item::connection);
    items_.insert(last.base(), {connection, "closed"});
  }

  std::set<Epoch> online_;
  std::vector<Item> items_;
};

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

bool is_success(const std::string& item) {
  return item == "login 0" || item == "result connect 0" || item.starts_with("status connected");
}

// A failure, or a code that is neither success nor the app's own disconnect (2).
bool is_trouble(const std::string& item) {
  if (item.ends_with(" failed") || item == "unhandled-error" || item == "client-crashed" || item.starts_with("disconnect "))
    return true;
  const std::size_t blank = item.rfind(' ');
  const std::string_view code = std::string_view(item).substr(blank + 1);
  const bool is_number = blank != std::string::npos && code.find_first_not_of("0123456789") == std::string_view::npos;
  return is_number && code != "0" && code != "200" && code != "2";
}

template <class Test>
auto with(const Test& test) {
  return [test](const Outline::Part& part) { return std::ranges::any_of(part.items, test); };
}

bool alike(const std::string& recorded, const std::string& replayed) {
  return recorded == replayed || (recorded == kNavigation && replayed.starts_with(recorded + " "));
}

bool starts_with(const Outline& whole, const Outline& start) {
  if (start.parts.size() > whole.parts.size()) return false;
  return std::equal(start.parts.begin(), start.parts.end(), whole.parts.begin(),
                    [](const Outline::Part& recorded, const Outline::Part& replayed) {
                      return recorded.again == replayed.again && std::ranges::equal(recorded.items, replayed.items, alike);
                    });
}

}  // namespace

Shown shown_by(const Case& incident) {
  Shown shown{.calls = incident.sight.app, .app = incident.sight.app, .wire = incident.sight.wire};
  if (incident.origin != Origin::console_log) return shown;
  const auto has = [&](const auto& test) { return std::ranges::any_of(incident.trace, test); };
  shown.calls = has([](const Event& event) { return event.kind == EventKind::call; });
  shown.other_results = has([](const Event& event) { return event.kind == EventKind::result && event.name != kConnect; });
  shown.wire &= has([](const Event& event) { return event.lane == trace::Lane::wire || event.kind == EventKind::server_sent; });
  return shown;
}

Outline outline(const std::vector<Event>& trace, const std::string& client, Side side, const Shown& shown) {
  std::vector<std::string> told;
  WireItems passed;
  Attribution attribution(trace);
  for (const Event& event : trace) {
    const Owner owner = attribution.owner(event);
    if (owner.client != client) continue;
    passed.take(event, owner.dial);
    if (auto item = app_item(event, shown)) told.push_back(*std::move(item));
  }
  return fold(side == Side::app ? told : passed.texts());
}

Outline ending(const Outline& outline) {
  const auto last = std::ranges::find_if(outline.parts.rbegin(), outline.parts.rend(), with(is_success));
  const auto first = std::find_if(last.base(), outline.parts.end(), with(is_trouble));
  return first == outline.parts.end() ? outline : Outline{{first, outline.parts.end()}};
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
  return starts_with(replay, incident) && (!incident_has_end || incident.parts.size() == replay.parts.size());
}

}  // namespace redial::doctor
