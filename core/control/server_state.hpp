// What can be looked up of the mock server at a moment, as data: its apps, and each one's users, tokens, connections, faults.
// For people: scenarios and judgements rest on the trace alone. It holds secrets and tokens, which belong into no trace or log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/names.hpp"
#include "core/control/server_command.hpp"
#include "core/fault/fault_spec.hpp"
#include "core/time/time.hpp"
#include "core/wire/dialect.hpp"

namespace redial::control {

struct AppEntry {
  std::string label;
  App app;
};

struct ClockState {
  UnixMillis server{};
  UnixMillis tokens{};  // the clock that tokens are checked against
  TimePoint at{};       // the same instant on the clock of the observations
};

struct UserState {
  UserId user;
  std::uint32_t online = 0;  // connections
  std::optional<Duration> blocked_for{};
  bool deactivated = false;
};

struct TokenState {
  TokenLabel label;
  UserId user;
  Token token;
  UnixMillis issued{};
  // By the token clock.
  std::optional<UnixMillis> starts{}, expires{};
  bool one_time = false, device_bound = false;
  TokenVerdict verdict = TokenVerdict::valid;  // what a login with it would meet now, from the device that it is bound to
  std::string cause;                           // the same in words, such as "expired 12 s ago"; empty if valid
};

// The last CONNACK or DISCONNECT that a client was sent.
struct Told {
  std::string_view message;  // "CONNACK", "DISCONNECT"
  std::uint16_t status = 0;
  std::int32_t code = 0;       // what the SDK makes of it (core/wire/status_tables.hpp)
  std::string_view meaning{};  // as documented; empty for unknown statuses
};

struct ConnectionState {
  enum class Phase : std::uint8_t {
    accepted,  // TCP, perhaps TLS; nothing has been asked for
    waiting,   // the upgrade, or CONNECT, has come, and no CONNACK has gone
    online,
    refused,  // CONNACK with another status than 0 has gone
    ended,
  };
  Epoch connection;  // its number in the trace
  wire::Dialect dialect{};
  bool tls = false;
  UserId user;
  TokenLabel token;
  std::string platform, sdk_version;
  Phase phase = Phase::accepted;
  UnixMillis accepted{};
  std::optional<UnixMillis> ended{};
  std::optional<Told> told{};
  std::optional<TokenVerdict> verdict{};  // on its token, once that is seen
  std::string cause;                      // why it was refused, or ended; while it lives, what was done to it
  std::string ending;                     // who ended it and how, as in the trace
};
inline constexpr Named<ConnectionState::Phase> kPhaseNames[] = {{ConnectionState::Phase::accepted, "accepted"},
                                                                {ConnectionState::Phase::waiting, "waiting"},
                                                                {ConnectionState::Phase::online, "online"},
                                                                {ConnectionState::Phase::refused, "refused"},
                                                                {ConnectionState::Phase::ended, "ended"}};

struct FaultState {
  fault::FaultSpec spec;
  std::uint32_t counted = 0;  // connections, handshakes or requests since the arming
};

struct AppState {
  AppEntry entry;
  ClockState clock;
  std::vector<UserState> users;              // by name, the first kMaxListedUsers
  std::uint64_t user_count = 0;              // of all
  std::vector<TokenState> tokens;            // the newest first
  std::vector<ConnectionState> connections;  // the newest first; those that have ended too
  std::vector<FaultState> faults;            // in the order of arming
  std::vector<fault::Plane> closed;          // listeners that refuse at the moment
};
inline constexpr std::size_t kMaxListedUsers = 500;

}  // namespace redial::control
