// What a case shows of logins: each question to a navigator and each connection with how it ended, and what the app was told. It
// says what happened, as far as the record goes, and never why.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doctor/case/case.hpp"
#include "doctor/case/failure.hpp"
#include "doctor/case/stage.hpp"

namespace redial::doctor {

// One question to a navigator, or one connection to a chat server.
struct Attempt {
  enum class What : std::uint8_t { navigation, connection } what = What::connection;
  enum class End : std::uint8_t {
    open,        // the record ends first, or the client gave it up at once: nothing can be said
    passed,      // navigation answered with something to use
    accepted,    // CONNACK 0
    redirected,  // CONNACK 6
    refused,     // `status` says how: of navigation 401, 403 or 416, otherwise CONNACK's
    failed,      // `failure` says how
  } end = End::open;
  std::string client, token, user;
  TimePoint began{}, ended{};
  Epoch epoch;  // as its client counts; 0 for navigation
  bool native = false;
  bool over_tls = false;
  bool opened = false;  // the socket was open: for the Web the WebSocket, for native TCP and TLS
  Failure failure = Failure::unknown;
  std::optional<std::int32_t> status;
  std::string verdict;                // what the server knew of the token; empty where it did not tell
  std::vector<std::string> injected;  // faults of a test that struck it, by name
  std::vector<std::uint64_t> events;  // that show its begin and its end

  // What became of it after it was accepted.
  std::optional<std::int32_t> disconnect;  // the status of the server's DISCONNECT
  bool lost = false;                       // without a word
  bool over = false;                       // lost, ended by either side, or by the app
  TimePoint over_at{};
  std::vector<std::uint64_t> over_events;
  unsigned unanswered_pings = 0;  // in a row, now or when it ended
  bool spoken = false;            // other messages than CONNACK passed
};

// How far it got.
Stage stage_of(const Attempt& attempt);

// A code, or a status that stands for one, that the app was told of connecting.
struct Told {
  std::string client, token;  // that of the call; empty where it is not certain
  std::int32_t code = 0;
  TimePoint at{}, since{};  // when it was told, and when connect had been called last
  bool of_call = false;     // the result of connect; otherwise a status
  bool suspended = false;   // the SDK says that it comes back by itself
  bool in_words = false;    // no code was told: the status is named after this one
  std::uint64_t event = 0;
};

struct Symptoms {
  std::vector<Attempt> attempts;  // in the order in which they began
  std::vector<Told> told;         // in time order; codes other than 0 and 2, which are no trouble
  struct Success {
    std::string client, token;
    TimePoint at{};
    std::uint64_t event = 0;
  };
  std::vector<Success> successes;  // logins accepted, or told to the app, in time order
  TimePoint end{};                 // of the record
};

// Events behind the end of a play, when its app is taken down, count no more. Where the record has gaps, or no end, that nothing
// came means nothing: no attempt is called silent for it.
Symptoms read_symptoms(const Case& one);

}  // namespace redial::doctor
