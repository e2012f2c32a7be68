// One line for each event that is something between two of them; the others are notes, or left out.
#include "reports/writers/sequence_diagram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

using trace::Event;
using trace::EventKind;

// Lines ahead of the one that shows the breach, and behind it.
constexpr std::size_t kBefore = 24;
constexpr std::size_t kBehind = 4;
constexpr int kTextWidth = 70;

// The language ends a text at ";" and "#"; as numbers they, and what HTML takes for markup, are only characters.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : fit(printable(text), kTextWidth, Charset::unicode)) {
    const bool special = std::string_view("#;<>&\"\\{}%").find(c) != std::string_view::npos;
    result += special ? fmt::format("#{};", static_cast<int>(c)) : std::string(1, c);
  }
  return result;
}

// Names that the diagram's own words and punctuation cannot be mistaken for.
std::string participant(const std::string& client) {
  std::string name = "client_";
  for (const char c : client) name += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
}

std::string with(const std::string& name, const std::string& what) {
  return name + (name.empty() || what.empty() ? "" : " ") + what;
}

std::string code(const Event& event) { return event.code ? std::to_string(*event.code) : ""; }

// The client a server-side event belongs to is not known there: it is the server's own line.
std::optional<std::string> line(const Event& event) {
  const std::string client = participant(event.client);
  const auto message = [](const std::string& from, const char* arrow, const std::string& to, const std::string& text) {
    return from + arrow + to + ": " + escaped(text);
  };
  switch (event.kind) {
    case EventKind::call:
      return message("app", "->>", client, with(event.name, event.token.empty() ? "" : "with token " + event.token));
    case EventKind::result:
      return message(client, "-->>", "app", with("result of " + event.name, code(event)));
    case EventKind::status:
      return message(client, "-->>", "app", with("status " + std::string(to_name(event.status)), code(event)));
    case EventKind::message:
      return message(client, "-->>", "app", "message from " + event.user);
    case EventKind::database_opened:
      return message(client, "-->>", "app", with("database opened", code(event)));
    case EventKind::navigation_requested:
      return message(client, "->>", "server", "asks navigation");
    case EventKind::navigation_answered:
      return message("server", "-->>", client, with("navigation answers", code(event)));
    case EventKind::dial:
      return message(client, "->>", "server", fmt::format("dial {}", event.epoch.value));
    case EventKind::socket_opened:
      return message("server", "-->>", client, fmt::format("open {}", event.epoch.value));
    case EventKind::socket_failed:
    case EventKind::socket_closed:
      return message("server", "--x", client, with(fmt::format("closed {}", event.epoch.value), event.detail));
    case EventKind::server_login:
    case EventKind::server_received:
    case EventKind::server_sent:
    case EventKind::fault_fired:
      return "Note over server: " + escaped(with(std::string(describe(event.kind).name), with(event.name, code(event))));
    case EventKind::client_crashed:
    case EventKind::client_destroyed:
      return "Note over " + client + ": " + escaped(with(std::string(describe(event.kind).name), event.detail));
    case EventKind::step_started:
      return "Note over app: " + escaped(event.detail);
    default:
      return std::nullopt;
  }
}

struct Drawn {
  std::string text;
  bool shows_breach = false;
};

std::vector<Drawn> draw(const ScenarioResult& result, const scenarios::Check& check) {
  std::vector<Drawn> lines;
  bool is_told = false;
  for (const Event& event : result.trace) {
    const bool shows = !is_told && std::ranges::find(check.events, event.sequence) != check.events.end();
    if (const auto text = line(event)) lines.push_back({*text, false});
    if (!shows) continue;
    is_told = true;
    lines.push_back({"Note over app, server: broken here: " + escaped(check.id), true});
  }
  return lines;
}

std::vector<std::string> clients_of(const ScenarioResult& result) {
  std::vector<std::string> clients;
  for (const Event& event : result.trace) {
    if (!event.client.empty() && std::ranges::find(clients, event.client) == clients.end()) clients.push_back(event.client);
  }
  return clients;
}

}  // namespace

std::string sequence_diagram(const ScenarioResult& result, const scenarios::Check& check) {
  std::string text = "sequenceDiagram\n  participant app as App\n";
  for (const std::string& client : clients_of(result))
    text += "  participant " + participant(client) + " as " + escaped(client) + "\n";
  text += "  participant server as Server\n";
  const std::vector<Drawn> lines = draw(result, check);
  const auto broken = std::ranges::find(lines, true, &Drawn::shows_breach);
  const auto place = broken == lines.end() ? std::size_t{0} : static_cast<std::size_t>(broken - lines.begin());
  const std::size_t begin = place - std::min(place, kBefore);
  const std::size_t end = std::min(lines.size(), std::max(place + kBehind, kBefore) + 1);
  if (begin > 0) text += fmt::format("  Note over app, server: {} events before\n", begin);
  for (std::size_t i = begin; i < end; ++i) text += "  " + lines[i].text + "\n";
  if (end < lines.size()) text += fmt::format("  Note over app, server: {} events behind\n", lines.size() - end);
  return text;
}

}  // namespace redial::reports
