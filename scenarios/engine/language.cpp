// The tables of steps. One row per word; keep the explanations to one line.
#include "scenarios/engine/language.hpp"

#include <algorithm>

#include "core/fault/validate.hpp"
#include "scenarios/engine/language_types.hpp"

namespace redial::scenarios::language {
namespace {

constexpr Unit kUnits[] = {{"ms", std::chrono::milliseconds(1)},
                           {"s", std::chrono::seconds(1)},
                           {"min", std::chrono::minutes(1)},
                           {"h", std::chrono::hours(1)},
                           {"d", std::chrono::hours(24)}};

// What the app does with a client.
std::vector<Object> client_steps() {
  return {
      {"create", "Creates a client that was declared with created: false.", "client", {of_client()}, "create: alice"},
      {"init",
       "Calls the SDK's init for a client that was declared with initialised: false.",
       "client",
       {of_client()},
       "init: alice"},
      {"listen", "Registers the client's listeners.", "client", {of_client()}, "listen: alice"},
  };
}

// The calls of a client's API.
std::vector<Object> call_steps() {
  return {
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

// Calls in unusual places.
std::vector<Object> bunched_steps() {
  Type several = a_list(a_choice(calls()), kMaxTogether);
  several.least = 2;
  return {
      {"together",
       "Calls of one client in a single turn of its event loop: nothing of the client runs in between.",
       "calls",
       {{"calls", several, required, "the calls"}},
       "together: [connect: {client: alice, token: good}, disconnect: alice]"},
      {"in-callback",
       "The next time the client tells the app this, the app makes the call inside that callback. Once. The call is counted "
       "here.",
       "",
       {{"on", an_object(told()), required, "what the client tells"}, {"do", a_choice(calls()), required, "the call"}},
       "in-callback: {on: {event: status, status: connected}, do: {disconnect: alice}}"},
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
        {"status", an_integer(0, fault::kMaxBodyCode), optional,
         "as the kind says: an HTTP status, a status of the message, a close code or the code in the body"},
        {"bytes", an_integer(1, std::numeric_limits<std::uint32_t>::max()), optional,
         "how many bytes: of a piece, in a second, until the end, in all"},
        {"times", an_integer(1, fault::kMaxFaultTimes), optional,
         "only the first so many messages of a connection (for navigation: requests); all by default"},
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

// What the device tells the app. It changes no network: that is what faults do.
std::vector<Object> device_steps() {
  return {
      {"background", "The app leaves the screen.", "client", {of_client()}, "background: alice"},
      {"foreground", "The app is on the screen again.", "client", {of_client()}, "foreground: alice"},
      {"network-change",
       "The device tells of another network than before. The network itself is as faults have it.",
       "client",
       {of_client()},
       "network-change: alice"},
      {"network-lost",
       "The device tells that it has no network. The network itself is as faults have it.",
       "client",
       {of_client()},
       "network-lost: alice"},
      {"network-back",
       "The device tells that it has a network again. The network itself is as faults have it.",
       "client",
       {of_client()},
       "network-back: alice"},
  };
}

// What becomes of the client's process, and of its data.
std::vector<Object> local_steps() {
  return {
      {"restart-app",
       "The app's process is killed, as a phone's system does, and started again on the same data: a new client, initialised, "
       "without listeners.",
       "client",
       {of_client()},
       "restart-app: alice"},
      {"storage",
       "How the client's data directory behaves from now on.",
       "condition",
       {of_client(),
        {"condition", a_word(control::kStorageConditionNames), required,
         "intact; read-only or full until changed; corrupt or missing is done once, to its databases"}},
       "storage: {client: alice, condition: full}"},
  };
}

std::vector<Object> make_steps() {
  return client_steps() + call_steps() + bunched_steps() + account_steps() + trouble_steps() + other_steps() + device_steps() +
         local_steps();
}

}  // namespace

std::span<const Unit> units() { return kUnits; }

const Field* Object::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

const Object& told() {
  static const Object object{
      "told",
      "What the client tells the app.",
      "event",
      {{"event", a_word({"status", "result", "database-opened", "message"}), required, "what; result is that of connect"},
       {"status", a_status(), optional, "the connection status; any by default"},
       {"code", a_code(), optional, "the code; any by default"}}};
  return object;
}

std::span<const Object> calls() {
  static const std::vector<Object> objects = call_steps();
  return objects;
}

std::span<const Object> steps() {
  static const std::vector<Object> objects = make_steps();
  return objects;
}

}  // namespace redial::scenarios::language
