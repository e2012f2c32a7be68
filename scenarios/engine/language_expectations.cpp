// The tables of patterns, groups and expectations.
#include "scenarios/engine/language_types.hpp"

namespace redial::scenarios::language {
namespace {

Field after() {
  return {"after", an_object(pattern()), optional, "looks behind the first such event; from the start by default"};
}
Field until() {
  return {"until", an_object(pattern()), optional, "looks up to the first such event then; to the end by default"};
}

std::vector<Object> orders() {
  const Type items = a_list(an_item());
  return {
      {"in-order",
       "These events happened in this order; others may lie between.",
       "events",
       {{"events", items, required, "the events, perhaps in groups"}, of_id(), of_profiles()},
       "in-order: [socket-closed, dial, {event: status, status: connected}]"},
      {"any-order",
       "Each of these was matched by an event of its own.",
       "events",
       {{"events", a_list(an_object(pattern())), required, "the events"}, of_id(), of_profiles()},
       "any-order: [{event: result, client: alice}, {event: result, client: bob}]"},
      {"sequence",
       "The events of these kinds were exactly these, in this order, and no others lay between.",
       "events",
       {{"events", items, required, "the events, perhaps in groups"},
        {"kinds", a_list(an_event()), optional, "kinds of events that are looked at; those of the list by default"},
        {"client", a_known(Space::client), optional, "only events of this client; of any by default"},
        after(),
        until(),
        of_id(),
        of_profiles()},
       "sequence: {kinds: [dial, socket-opened], events: [{repeat: dial, at-most: 3}, socket-opened]}"},
  };
}

std::vector<Object> counts() {
  return {
      {"exactly", "So many events matched, no more and no fewer.", "",
       what_happened() + std::vector<Field>{{"times", a_count("for none say 'never'"), required, "how many; for none say never"},
                                            of_id(),
                                            of_profiles()},
       "exactly: {times: 1, event: result, client: alice}"},
      {"at-least", "So many events matched, or more.", "",
       what_happened() +
           std::vector<Field>{{"times", a_count("none is always reached"), required, "how many"}, of_id(), of_profiles()},
       "at-least: {times: 2, event: dial}"},
      {"at-most", "So many events matched, or fewer.", "",
       what_happened() +
           std::vector<Field>{{"times", an_integer(0, kMaxCount), required, "how many"},
                              {"per", a_duration(), optional, "in any stretch of time of this length; altogether by default"},
                              after(),
                              until(),
                              of_id(),
                              of_profiles()},
       "at-most: {times: 10, event: dial, per: 1 min}"},
      {"never", "No event matched.", "event",
       what_happened() + std::vector<Field>{after(),
                                            {"within", a_duration(), optional, "looks for so long only; to the end by default"},
                                            until(),
                                            of_id(),
                                            of_profiles()},
       "never: {event: dial, after: {event: result, code: 31004}}"},
      {"every", "Each event that matched had another behind it, or ahead of it. Held too if there was none.", "",
       what_happened() +
           std::vector<Field>{{"leads-to", an_object(pattern()), optional, "the event behind it; either this or follows"},
                              {"follows", an_object(pattern()), optional, "the event ahead of it"},
                              {"within", a_duration(), optional, "no further apart than this"},
                              {"same", a_list(a_word(kSharedNames)), optional, "what the two have in common"},
                              of_id(),
                              of_profiles()},
       "every: {event: call, name: connect, leads-to: result, within: 30 s, same: [client, call]}"},
  };
}

// In time, and of one client.
std::vector<Object> outcomes() {
  return {
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
      {"backoff",
       "The waits between the end of an attempt (or of the connection) and the client's next attempt were as listed, and began "
       "anew "
       "with each connection.",
       "",
       {{"delays", a_list(a_duration(Duration(0))), required, "the first wait, the second, …"},
        {"repeats-last", a_flag(), optional, "all waits beyond the list are as its last; otherwise they are not looked at"},
        {"tolerance", a_tolerance(), optional, "how far a wait may be off; 0 by default"},
        {"jitter", a_percent(), optional, "how much longer or shorter chance may make a wait; 0 % by default"},
        {"attempts", a_count(), optional, "so many waits must have been seen; 1 by default"},
        {"after", an_object(pattern()), optional, "looks at waits that begin behind the first such event"},
        of_client(),
        of_id(),
        of_profiles()},
       "backoff: {delays: [1 s, 2 s, 4 s], repeats-last: true, tolerance: 10 % + 50 ms, attempts: 4}"},
  };
}

}  // namespace

const Object& pattern() {
  static const Object object{"pattern", "Which events are meant. What is left out matches anything.", "event", what_happened()};
  return object;
}

std::span<const Object> groups() {
  static const std::vector<Object> objects = {
      {"any-order", "Each of these, in any order.", "", {{"any-order", a_list(an_item(), kMaxAnyOrder), required, "the items"}}},
      {"one-of",
       "One of these; where one alternative is several events, it is a list.",
       "",
       {{"one-of", a_list(an_item()), required, "the alternatives"}}},
      {"optional", "This, or nothing.", "", {{"optional", an_item(), required, "the item"}}},
      {"repeat",
       "This, over and over.",
       "",
       {{"repeat", an_item(), required, "the item"},
        {"at-least", an_integer(0, kMaxRepeats), optional, "so many times; 1 by default"},
        {"at-most", an_integer(1, kMaxRepeats), optional, "so many times and no more; without limit by default"}}},
  };
  return objects;
}

std::span<const Object> expectations() {
  static const std::vector<Object> objects = orders() + counts() + outcomes();
  return objects;
}

}  // namespace redial::scenarios::language
