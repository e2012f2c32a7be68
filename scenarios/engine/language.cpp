// The tables. One row per word; keep the explanations to one line.
#include "scenarios/engine/language.hpp"

#include <algorithm>
#include <utility>

#include "core/control/server_command.hpp"
#include "core/fault/fault_spec.hpp"
#include "core/fault/validate.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios::language {
namespace {

using Kind = Type::Kind;
using enum Field::Need;

constexpr Unit kUnits[] = {{"ms", std::chrono::milliseconds(1)},
                           {"s", std::chrono::seconds(1)},
                           {"min", std::chrono::minutes(1)},
                           {"h", std::chrono::hours(1)},
                           {"d", std::chrono::hours(24)}};

// ---- types, as the tables below spell them ----
Type a_text() { return {.kind = Kind::text, .least = 1, .most = kMaxTextBytes}; }
Type a_user() { return {.kind = Kind::user, .least = 1, .most = kMaxUserBytes}; }
Type a_flag() { return {.kind = Kind::flag}; }
Type a_refusal() { return {.kind = Kind::refusal}; }
Type a_range_of_connections() { return {.kind = Kind::connections, .least = 1, .most = kMaxCount}; }
Type an_integer(std::int64_t least, std::int64_t most) { return {.kind = Kind::integer, .least = least, .most = most}; }
Type a_count(std::string_view hint = {}) { return {.kind = Kind::integer, .least = 1, .most = kMaxCount, .hint = hint}; }
Type a_code() { return an_integer(std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()); }
Type a_duration(Duration least = Duration(1)) {
  return {.kind = Kind::duration, .least = least.count(), .most = kMaxDuration.count()};
}
Type a_new(Space space) { return {.kind = Kind::name, .most = kMaxNameBytes, .space = space, .declares = true}; }
Type a_known(Space space, std::vector<std::string_view> or_words = {}) {
  return {.kind = Kind::name, .most = kMaxNameBytes, .words = std::move(or_words), .space = space};
}
Type an_object(const Object& object) { return {.kind = Kind::object, .object = &object}; }
Type a_table(Space space, std::int64_t most, const Object& object) {
  return {.kind = Kind::table, .least = 1, .most = most, .space = space, .declares = true, .object = &object};
}
Type a_choice(std::span<const Object> objects) { return {.kind = Kind::choice, .objects = objects}; }
Type a_list(Type element, std::int64_t most = kMaxListItems) {
  return {.kind = Kind::list, .least = 1, .most = most, .element = {std::move(element)}};
}

Type a_word(std::vector<std::string_view> words) { return {.kind = Kind::word, .words = std::move(words)}; }
template <class Enum, std::size_t N>
Type a_word(const Named<Enum> (&table)[N]) {
  std::vector<std::string_view> words;
  for (const Named<Enum>& row : table) words.push_back(row.name);
  return a_word(std::move(words));
}
Type an_event() {
  std::vector<std::string_view> words;
  for (const trace::KindInfo& info : trace::all_kinds()) words.push_back(info.name);
  return a_word(std::move(words));
}
Type a_status() {
  std::vector<std::string_view> words;
  for (const trace::ConnectionStatus status : trace::all_statuses()) words.push_back(trace::to_name(status));
  return a_word(std::move(words));
}
Type a_fault_kind() {
  std::vector<std::string_view> words;
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds()) words.push_back(info.name);
  return a_word(std::move(words));
}

template <class T>
std::vector<T> operator+(std::vector<T> fields, const std::vector<T>& more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

// ---- fields that several objects share ----
Field of_client() { return {"client", a_known(Space::client), unless_single, "the client that does it, or whose it is"}; }
Field of_app() { return {"app", a_known(Space::app), optional, "the app it concerns; main by default"}; }
Field of_user(std::string doc) { return {"user", a_user(), required, std::move(doc)}; }
Field of_id() { return {"id", a_new(Space::check), optional, "a name for reports and known deviations; expect-N by default"}; }
Field of_profiles() {
  return {"profiles", a_list(a_word({"uniapp", "web"})), optional,
          "API profiles that it is held for; all of the scenario's by default"};
}
Field of_call() { return {"call", a_count(), optional, "which connect of the client is meant, from 1; the first by default"}; }

std::vector<Field> what_happened() {
  return {{"event", an_event(), required, "what happened"},
          {"client", a_known(Space::client), optional, "the client that it happened to; any by default"},
          {"code", a_code(), optional, "the code it carries"},
          {"status", a_status(), optional, "the connection status it tells"},
          {"final", a_flag(), optional, "true: a status after which only the app can start again, whatever the API calls it"},
          {"user", a_user(), optional, "the user it speaks of"},
          {"name", a_text(), optional, "the API call, server message or command"},
          {"token", a_known(Space::token), optional, "the token that was used"},
          {"via", a_word({"promise", "callback", "listener"}), optional, "the channel by which the app was told"},
          {"contains", a_text(), optional, "part of the event's detail"},
          {"call", a_count(), optional, "the number of the client's API call, from 1"}};
}

// ---- what takes part ----
const Object& policy() {
  static const Object object = [] {
    Object made{"policy", "How an app's server decides. What is left out is as the vendor documents it.", "", {}};
    for (const auto& [verdict, verdict_name] : control::kVerdictNames) {
      if (verdict == control::TokenVerdict::valid) continue;
      const control::Refusal refusal = control::default_refusal(verdict);
      made.fields.push_back({verdict_name, a_refusal(), optional,
                             "the answer to the token verdict " + std::string(verdict_name) + "; " +
                                 (refusal.stage == control::Refusal::Stage::login ? "connack-" : "navigation-") +
                                 std::to_string(refusal.status) + " by default"});
    }
    made.fields.push_back({"second-login", a_word(control::kSecondLoginNames), optional,
                           "what a second login of a user does; kick-older by default"});
    made.fields.push_back({"connack", a_word(control::kConnAckLayoutNames), optional, "the layout of CONNACK; v3 by default"});
    made.fields.push_back({"delivery", a_word(control::kDeliveryNames), optional,
                           "messages are pushed whole, or announced and pulled; push by default"});
    made.fields.push_back({"chat-addresses", an_integer(1, control::kMaxChatAddresses), optional,
                           "how many chat addresses navigation names, all of them the app's; 1 by default"});
    return made;
  }();
  return object;
}

const Object& app() {
  static const Object object{"app",
                             "A tenant of the mock server with an AppKey, users and tokens of its own.",
                             "",
                             {{"policy", an_object(policy()), optional, "how its server decides"}}};
  return object;
}

const Object& client() {
  static const Object object{
      "client",
      "A client under test.",
      "",
      {of_user("the user whose tokens it uses"),
       {"app", a_known(Space::app), optional, "the app whose addresses it is pointed at; main by default"},
       {"app-key", a_known(Space::app, {kUnknownApp}), optional,
        "the app whose AppKey it presents, or unknown; its app by default"},
       {"callback", a_flag(), optional, "connect passes the callback argument, where the API has one; true by default"},
       {"listens", a_flag(), optional, "listeners are registered right after creation; true by default"},
       {"created", a_flag(), optional, "it exists before the first step; true by default"}}};
  return object;
}

std::vector<Field> deviation_fields() {
  return {{"client", a_text(), required, "the client's name, as reports give it"},
          {"versions", a_text(), required, "a version, or a range such as \">=5.38.0 <6\""},
          {"scenario", a_text(), required, "the scenario's id"},
          {"check", a_text(), required, "the id of the check that fails"},
          {"evidence", a_text(), required, "what was seen"},
          {"source", a_text(), required, "the document or package in which it can be looked up"}};
}

// ---- steps ----
// What the app does with a client.
std::vector<Object> client_steps() {
  return {
      {"create", "Creates a client that was declared with created: false.", "client", {of_client()}, "create: alice"},
      {"listen", "Registers the client's listeners.", "client", {of_client()}, "listen: alice"},
      {"connect",
       "The app calls connect.",
       "",
       {of_client(),
        {"token", a_known(Space::token), required, "the token it passes"},
        {"timeout", a_duration(Duration(0)), optional, "the timeout it passes, in whole seconds, where the API has one"}},
       "connect: {client: alice, token: good}"},
      {"disconnect", "The app calls disconnect.", "client", {of_client()}, "disconnect: alice"},
      {"send",
       "The app sends a private text message.",
       "",
       {of_client(), {"to", a_user(), required, "the user who gets it"}, {"text", a_text(), required, "what it says"}},
       "send: {client: alice, to: bob, text: hello}"},
      {"destroy", "The app destroys the client.", "client", {of_client()}, "destroy: alice"},
  };
}

// What the app's server and its administrators do.
std::vector<Object> account_steps() {
  const Field user_field = of_user("the user it concerns");
  return {
      {"issue-token",
       "The app's server gets a token.",
       "",
       {{"name", a_new(Space::token), required, "how the scenario calls it"},
        of_user("the user it is for"),
        {"lifetime", a_duration(), optional, "how long it is good; for ever by default"},
        {"starts-in", a_duration(), optional, "it is not good before; at once by default"},
        {"one-time", a_flag(), optional, "good for one login only; false by default"},
        {"device-bound", a_flag(), optional, "good only for the device that logs in with it first; false by default"},
        of_app()},
       "issue-token: {name: good, user: alice}"},
      {"alter-token",
       "Spoils a copy of a token, as clumsy apps and transports do.",
       "",
       {{"name", a_new(Space::token), required, "how the scenario calls the copy"},
        {"from", a_known(Space::token), required, "the token it is made from"},
        {"how", a_word(kAlterationNames), required, "what is done to it"}},
       "alter-token: {name: cut, from: good, how: truncate}"},
      {"expire-tokens",
       "Ends all tokens that the user has got so far; live connections stay.",
       "user",
       {user_field, of_app()},
       "expire-tokens: alice"},
      {"rotate-secret", "Renews the app's secret, which ends all its tokens.", "app", {of_app()}, "rotate-secret"},
      {"advance-clock",
       "Moves the clock that tokens are checked against.",
       "by",
       {{"by", a_duration(), required, "how far"}, of_app()},
       "advance-clock: 30 d"},
      {"block-user",
       "Bans a user for a time.",
       "",
       {user_field, {"for", a_duration(), required, "how long"}, of_app()},
       "block-user: {user: alice, for: 10 min}"},
      {"unblock-user", "Lifts a ban.", "user", {user_field, of_app()}, "unblock-user: alice"},
      {"deactivate-user", "Closes a user's account.", "user", {user_field, of_app()}, "deactivate-user: alice"},
      {"reactivate-user", "Opens it again.", "user", {user_field, of_app()}, "reactivate-user: alice"},
  };
}

// What goes wrong.
std::vector<Object> trouble_steps() {
  const Field user_field = of_user("the user it concerns");
  return {
      {"fault",
       "Arms a fault. Which kind takes which parameters is in the table of faults.",
       "kind",
       {{"kind", a_fault_kind(), required, "what goes wrong"},
        {"name", a_new(Space::fault), optional, "how clear-faults calls it"},
        {"by", a_duration(), optional, "how much later"},
        {"status", an_integer(0, fault::kMaxHttpStatus), optional,
         "an HTTP status for navigation, 200 to 599; otherwise a status on the wire, 0 to 255"},
        {"direction", a_word(fault::kDirectionNames), optional, "which way; both by default"},
        {"plane", a_word(fault::kPlaneNames), optional, "whose listener; chat by default"},
        {"moment", a_word(fault::kMomentNames), optional, "when in a connection's life it strikes; login by default"},
        {"after", a_duration(), optional, "how long after that moment; at once by default"},
        {"connections", a_range_of_connections(), optional,
         "which connections (for navigation: requests) since the arming; all by default"},
        {"for", a_duration(), optional, "how long it stays armed; to the end by default"},
        {"user", a_user(), optional, "only connections of this user"},
        of_app()},
       "fault: {kind: connack-status, status: 3, connections: 2..3}"},
      {"clear-faults",
       "Ends faults.",
       "name",
       {{"name", a_known(Space::fault), optional, "which one; all by default"}, of_app()},
       "clear-faults"},
      {"disconnect-user",
       "DISCONNECT to every connection of the user, then close.",
       "user",
       {user_field,
        {"status", an_integer(0, fault::kMaxWireStatus), optional, "its status; 1, kicked by another login, by default"},
        of_app()},
       "disconnect-user: {user: alice, status: 2}"},
      {"restart-server",
       "Closes the app's listeners, resets its connections and comes back on the same ports.",
       "down-for",
       {{"down-for", a_duration(Duration(0)), required, "how long nobody listens"},
        {"keep-memory", a_flag(), optional, "users, messages and faults outlive it; true by default"},
        of_app()},
       "restart-server: 2 s"},
  };
}

// What else happens, and how the scenario waits for it.
std::vector<Object> other_steps() {
  return {
      {"deliver",
       "A text message from a user that needs no client.",
       "",
       {{"from", a_user(), required, "who sends it"},
        {"to", a_user(), required, "who gets it"},
        {"text", a_text(), required, "what it says"},
        of_app()},
       "deliver: {from: bob, to: alice, text: hello}"},
      {"await",
       "Waits for an event since the client's last step; each event satisfies one await. Not in time: the scenario has failed.",
       "",
       what_happened() + std::vector<Field>{{"times", a_count(), optional, "how many such events; 1 by default"},
                                            {"within", a_duration(), required, "the deadline, from now"}},
       "await: {event: result, client: alice, within: 5 s}"},
      {"watch", "Lets time pass and observes.", "for", {{"for", a_duration(), required, "how long"}}, "watch: 2 s"},
  };
}

std::vector<Object> make_steps() { return client_steps() + account_steps() + trouble_steps() + other_steps(); }

// ---- expectations ----
std::vector<Object> make_expectations() {
  const Type patterns = a_list(an_object(pattern()));
  return {
      {"in-order",
       "These events happened in this order; others may lie between.",
       "events",
       {{"events", patterns, required, "the events"}, of_id(), of_profiles()},
       "in-order: [socket-closed, dial, {event: status, status: connected}]"},
      {"any-order",
       "Each of these was matched by an event of its own.",
       "events",
       {{"events", patterns, required, "the events"}, of_id(), of_profiles()},
       "any-order: [{event: result, client: alice}, {event: result, client: bob}]"},
      {"exactly", "So many events matched, no more and no fewer.", "",
       what_happened() + std::vector<Field>{{"times", a_count("for none say 'never'"), required, "how many; for none say never"},
                                            of_id(),
                                            of_profiles()},
       "exactly: {times: 1, event: result, client: alice}"},
      {"at-least", "So many events matched, or more.", "",
       what_happened() +
           std::vector<Field>{{"times", a_count("none is always reached"), required, "how many"}, of_id(), of_profiles()},
       "at-least: {times: 2, event: dial}"},
      {"never", "No event matched.", "event",
       what_happened() + std::vector<Field>{{"after", an_object(pattern()), optional, "looks from the first such event on"},
                                            {"within", a_duration(), optional, "looks for so long only; to the end by default"},
                                            of_id(),
                                            of_profiles()},
       "never: {event: dial, after: {event: result, code: 31004}}"},
      {"within", "The first such event after the first `of` came within a window of time.", "",
       what_happened() +
           std::vector<Field>{{"of", an_object(pattern()), required, "the event from which time is counted"},
                              {"at-least", a_duration(Duration(0)), optional, "no earlier than this; 0 s by default"},
                              {"at-most", a_duration(), required, "no later than this"},
                              of_id(),
                              of_profiles()},
       "within: {event: dial, of: socket-closed, at-least: 4 s, at-most: 6 s}"},
      {"status",
       "The client told the app this connection status at least once.",
       "is",
       {{"is", a_status(), required, "the status"}, of_client(), of_id(), of_profiles()},
       "status: connected"},
      {"code",
       "The outcome of a connect carried this code.",
       "is",
       {{"is", a_code(), required, "the code"}, of_client(), of_call(), of_id(), of_profiles()},
       "code: 31004"},
      {"user",
       "The outcome of a connect carried this user id.",
       "is",
       {{"is", a_user(), required, "the user id"}, of_client(), of_call(), of_id(), of_profiles()},
       "user: alice"},
      {"reconnects",
       "The client lost its connection and came back by itself.",
       "within",
       {{"within", a_duration(), required, "each time within this long of the loss"},
        of_client(),
        {"times", a_count(), optional, "how often; 1 by default"},
        of_id(),
        of_profiles()},
       "reconnects: {client: alice, times: 2, within: 10 s}"},
  };
}

}  // namespace

std::span<const Unit> units() { return kUnits; }

const Field* Object::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

const Object& pattern() {
  static const Object object{"pattern", "Which events are meant. What is left out matches anything.", "event", what_happened()};
  return object;
}

std::span<const Object> steps() {
  static const std::vector<Object> objects = make_steps();
  return objects;
}

std::span<const Object> expectations() {
  static const std::vector<Object> objects = make_expectations();
  return objects;
}

const Object& scenario() {
  static const Object object{
      "scenario",
      "One behaviour per file.",
      "",
      {{"shows", a_text(), required, "what the scenario shows, in one line"},
       {"sources", a_list(a_text()), required, "the documents that it rests on"},
       {"tags", a_list(a_text()), optional, "words to select it by"},
       {"profiles", a_list(a_word({"uniapp", "web"})), optional, "API profiles that it is played for; all by default"},
       {"transports", a_list(a_word(kTransportNames)), optional, "played once over each; ws by default"},
       {"apps", a_table(Space::app, kMaxApps, app()), optional, "apps by name; there is always a main"},
       {"clients", a_table(Space::client, kMaxClients, client()), required, "clients by name"},
       {"steps", a_list(a_choice(steps()), kMaxSteps), required, "what happens, one after the other"},
       {"expect", a_list(a_choice(expectations()), kMaxExpectations), optional,
        "what must have been observed in the end, beside the contract"}}};
  return object;
}

std::vector<const Object*> parts() { return {&scenario(), &app(), &policy(), &client()}; }

const Type& deviations() {
  static const Object object{"deviation", "A promise that a client is known to break.", "", deviation_fields()};
  static const Type type = [] {
    Type list = a_list(an_object(object));
    list.least = 0;
    return list;
  }();
  return type;
}

}  // namespace redial::scenarios::language
