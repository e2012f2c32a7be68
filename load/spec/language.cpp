// See language.hpp. Keep the explanations to one line.
#include "load/spec/language.hpp"

#include "load/spec/spec.hpp"
#include "scenarios/engine/language_types.hpp"

namespace redial::load {

namespace language = scenarios::language;
using language::Field;
using language::Object;
using enum language::Field::Need;

namespace {

language::Type a_time(Duration least = Duration(1)) {
  return {.kind = language::Kind::duration, .least = least.count(), .most = kMaxPhaseLength.count()};
}

Field of_name() {
  return {"name", language::a_new(language::Space::none), optional, "how reports call the phase; its word by default"};
}
Field within(const char* by_default) {
  return {"within", a_time(), optional,
          std::string("how long to wait at most until everything is settled; ") + by_default + " by default"};
}
Field of_jitter() {
  return {"jitter", language::a_percent(), optional, "each wait is stretched or shrunk by up to this share; 0 % by default"};
}
Field of_down() { return {"down", a_time(), optional, "how long nobody listens; 1 s by default"}; }

std::vector<Object> made_phases() {
  return {
      {"connect",
       "Everybody connects, at a rate that waits for nobody.",
       "rate",
       {{"rate", language::an_integer(1, kMaxRate), required, "how many users a second"},
        {"arrivals", language::a_word(kArrivals), optional, "steady (default), or by chance as independent people come: poisson"},
        within("30 s"),
        of_name()},
       "connect: 500"},
      {"hold",
       "Everybody stays, with pings, and messages if asked for.",
       "for",
       {{"for", a_time(), required, "how long"},
        {"messages", language::an_integer(0, kMaxRate), optional, "how many a second, of all together; none by default"},
        within("10 s"),
        of_name()},
       "hold: {for: 30 s, messages: 200}"},
      {"storm",
       "Everybody loses the connection at one moment.",
       "by",
       {{"by", language::a_word(kDrops), required, "reset, close, blackhole, or a restart of the server"},
        {"down", a_time(), optional, "of a restart: how long nobody listens; 1 s by default"},
        within("2 min"),
        of_name()},
       "storm: reset"},
      {"rolling-restart",
       "One app's server restarts after the other.",
       "down",
       {of_down(),
        {"pause", a_time(Duration(0)), optional, "from one's return to the next one's restart; 1 s by default"},
        within("2 min"),
        of_name()},
       "rolling-restart: {down: 500 ms, pause: 1 s}"},
      {"expiry",
       "Everybody's token expires, and then everybody loses the connection.",
       "within",
       {within("2 min"), of_name()},
       "expiry: 1 min"},
      {"flap",
       "The networks of some come and go.",
       "",
       {{"share", language::a_percent(), required, "of the users"},
        {"up", a_time(), required, "how long a network is there"},
        {"down", a_time(), required, "how long it is not"},
        {"for", a_time(), required, "how long this goes on"},
        within("2 min"),
        of_name()},
       "flap: {share: 20 %, up: 3 s, down: 1 s, for: 20 s}"},
  };
}

std::vector<Object> made_backoffs() {
  return {
      {"web", "As documented for the Web SDK: at once, then every 5 s.", "", {of_jitter()}, "web"},
      {"uniapp", "As documented for uni-app: at once, then 0.25 s, and on to 64 s.", "", {of_jitter()}, "uniapp"},
      {"native", "As documented for the native SDKs: 0.05 s, and on to 64 s.", "", {of_jitter()}, "native"},
      {"waits",
       "Waits of one's own.",
       "delays",
       {{"delays", language::a_list(a_time(Duration(0)), kMaxDelays), required,
         "before the first attempt, the second, …; the last repeats"},
        of_jitter()},
       "waits: {delays: [0 s, 1 s, 5 s], jitter: 50 %}"},
  };
}

}  // namespace

std::span<const Object> phase_objects() {
  static const std::vector<Object> kPhases = made_phases();
  return kPhases;
}

std::span<const Object> backoff_objects() {
  static const std::vector<Object> kBackoffs = made_backoffs();
  return kBackoffs;
}

const Object& spec_object() {
  static const Object kSpec{
      "spec",
      "How many users, what they are like, and what happens to them.",
      "",
      {{"shows", language::a_text(), required, "what the bench shows, in one sentence"},
       {"users", language::an_integer(1, kMaxUsers), required, "how many"},
       {"apps", language::an_integer(1, kMaxApps), optional,
        "that users are spread over, each on one loop of the server; 1 by default"},
       {"transport", language::a_word({"plain", "tls"}), optional, "plain by default"},
       {"dialect", language::a_word({"web", "native"}), optional, "web by default"},
       {"navigation", language::a_word({"first", "none"}), optional,
        "first (default): everybody asks a navigator before the first dial; none: the address is known"},
       {"backoff", language::a_choice(backoff_objects()), optional, "how users come back; web by default"},
       {"ping-every", a_time(), optional, "from a pong to the next ping; 15 s by default"},
       {"ping-within", a_time(), optional, "from a ping to its pong, or the connection is given up; 6 s by default"},
       {"on-31004", language::a_word({"stay-offline", "fetch-token"}), optional,
        "what apps do when told that the token is no good; stay-offline by default"},
       {"phases", language::a_list(language::a_choice(phase_objects()), kMaxPhases), required,
        "what happens, one after the other; the first is connect"}}};
  return kSpec;
}

}  // namespace redial::load
