// The language in words: what a type takes, and which fields an event can match.
#include "scenarios/engine/language.hpp"

namespace redial::scenarios::language {
namespace {

std::string either(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

std::string describe_integer(const Type& type) {
  if (type.least == std::numeric_limits<std::int32_t>::min()) return "a whole number";
  return "a whole number from " + std::to_string(type.least) + " to " + std::to_string(type.most);
}

std::string describe_name(const Type& type) {
  if (type.declares || type.space == Space::none) return "a name of lower-case letters, digits and hyphens";
  std::string text =
      (type.space == Space::app ? "the name of an " : "the name of a ") + std::string(name_of(kSpaceNames, type.space));
  for (const std::string_view word : type.words) text += " or " + std::string(word);
  return text;
}

}  // namespace

std::string describe(const Type& type) {
  switch (type.kind) {
    case Type::Kind::text:
      return "a text";
    case Type::Kind::name:
      return describe_name(type);
    case Type::Kind::user:
      return "a user id";
    case Type::Kind::word:
      return either({type.words.begin(), type.words.end()});
    case Type::Kind::flag:
      return "true or false";
    case Type::Kind::integer:
      return describe_integer(type);
    case Type::Kind::duration:
      return "a duration such as 250 ms, 5 s, 2 min, 2 h or 30 d";
    case Type::Kind::connections:
      return "a range such as 2, 2..3 or 2..";
    case Type::Kind::refusal:
      return "connack-N (N from 0 to 255), navigation-401 or navigation-403";
    case Type::Kind::percent:
      return "a percentage such as 20 %";
    case Type::Kind::tolerance:
      return "a percentage, a duration, or both: 20 %, 30 ms or 20 % + 30 ms";
    case Type::Kind::value:
      return "a single value";
    case Type::Kind::object:
      return type.object->bare.empty() ? "a map of fields" : describe(type.object->find(type.object->bare)->type);
    case Type::Kind::list:
      return "a list";
    case Type::Kind::table:
      return "a map of names";
    case Type::Kind::choice:
      return "a map with one word";
    case Type::Kind::item:
      return "an event or a group of events";
  }
  return {};
}

// What each kind of event carries, as core/trace/event.hpp defines them. `contains` looks at the detail, which any event may
// have.
std::vector<std::string_view> pattern_fields(trace::EventKind kind) {
  using enum trace::EventKind;
  switch (kind) {
    case client_created:
    case listeners_registered:
    case client_destroyed:
    case unhandled_error:
    case client_crashed:
    case navigation_requested:
    case navigation_failed:
    case dial:
    case socket_opened:
    case socket_failed:
    case agent_lost:
    case app_restarted:
      return {"client", "contains"};
    case token_fetched:
      return {"client", "token", "code", "contains"};
    case call:
      return {"client", "name", "token", "call", "contains"};
    case call_returned:
      return {"client", "name", "code", "call", "contains"};
    case result:
      return {"client", "name", "code", "user", "via", "call", "contains"};
    case database_opened:
      return {"client", "code", "via", "call", "contains"};
    case status:
      return {"client", "status", "final", "code", "name", "via", "contains"};
    case message:
      return {"client", "user", "via", "contains"};
    case client_log:
    case device_event:
    case storage_changed:
      return {"client", "name", "contains"};
    case navigation_answered:
    case socket_closed:
      return {"client", "code", "contains"};
    case server_navigation:
    case server_login:
      return {"code", "user", "token", "contains"};
    case server_received:
    case server_sent:
      return {"name", "code", "user", "contains"};
    case server_accepted:
    case server_upgraded:
    case server_closed:
      return {"code", "user", "contains"};
    case server_command:
    case fault_armed:
    case fault_fired:
    case fault_cleared:
      return {"name", "user", "contains"};
    case run_started:
    case step_started:
    case step_done:
    case wait_satisfied:
    case wait_timed_out:
    case run_ended:
    case server_lost:
    case overslept:
    case step_delayed:
      return {"name", "contains"};
    case client_starved:
      return {"client", "contains"};
  }
  return {};
}

}  // namespace redial::scenarios::language
