// What can go wrong, as data: a kind, its parameters, and when it applies. Echoed in reports; behaviour is in mock_server/faults.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/names.hpp"
#include "core/time/time.hpp"

namespace redial::fault {

enum class FaultKind : std::uint8_t {
  refuse,              // TCP connections are refused: nobody listens
  reset,               // TCP RST
  close,               // graceful close: WebSocket close frame, then FIN
  blackhole,           // the connection stays up and nothing more passes, either way
  delay,               // every chunk arrives `by` later
  navigation_status,   // navigation answers with HTTP `status`
  navigation_garbage,  // navigation answers 200 with a body that is no navigation answer
  navigation_hang,     // navigation accepts the request and never answers
  connack_withhold,    // no CONNACK, ever
  connack_delay,       // CONNACK `by` later
  connack_status,      // CONNACK with `status` whatever the token says
  disconnect,          // DISCONNECT with `status`, then close
  ping_unanswered,     // PINGREQ gets no PINGRESP
};

// The moment in a connection's life at which a one-shot fault (reset, close, blackhole, disconnect) strikes.
enum class Moment : std::uint8_t {
  now,     // the connections alive when the fault is armed
  accept,  // when TCP is accepted
  open,    // when the WebSocket is open, before CONNACK
  login,   // after CONNACK
};

enum class Direction : std::uint8_t { both, to_client, to_server };

// Which listener a `refuse` closes.
enum class Plane : std::uint8_t { chat, navigation, all };

inline constexpr Named<Moment> kMomentNames[] = {
    {Moment::now, "now"}, {Moment::accept, "accept"}, {Moment::open, "open"}, {Moment::login, "login"}};
inline constexpr Named<Direction> kDirectionNames[] = {
    {Direction::both, "both"}, {Direction::to_client, "to-client"}, {Direction::to_server, "to-server"}};
inline constexpr Named<Plane> kPlaneNames[] = {{Plane::chat, "chat"}, {Plane::navigation, "navigation"}, {Plane::all, "all"}};
constexpr std::string_view to_name(Moment moment) { return name_of(kMomentNames, moment); }
constexpr std::string_view to_name(Direction direction) { return name_of(kDirectionNames, direction); }
constexpr std::string_view to_name(Plane plane) { return name_of(kPlaneNames, plane); }

struct FaultSpec {
  std::string name;  // the scenario's name for it, unique in an app; generated when empty
  FaultKind kind = FaultKind::reset;
  // Parameters; which kind takes which is in the table behind `describe(kind)`.
  std::optional<Duration> by;
  std::optional<std::int32_t> status;
  Direction direction = Direction::both;
  Plane plane = Plane::chat;
  // Scope.
  Moment moment = Moment::login;
  Duration after{};  // strikes this long after the moment
  // Connections (for navigation kinds: requests) counted from the arming, 1-based and inclusive. 1..unlimited by default, and
  // then a lasting fault (delay, ping_unanswered) covers the connections alive at the arming too. With `user`, that user's alone
  // are counted.
  std::uint32_t first = 1;
  std::uint32_t last = kUnlimited;
  // Disarms itself this long after arming, and what it did to live connections (delay, blackhole, refuse) ends with it. A
  // one-shot fault of Moment::now is disarmed as soon as it has struck, but for blackhole.
  std::optional<Duration> lasts;
  std::string user;  // only connections (requests) with a token of this user; empty: all; not for refuse or Moment::accept

  static constexpr std::uint32_t kUnlimited = 0xffffffff;
  friend bool operator==(const FaultSpec&, const FaultSpec&) = default;
};

// What is known of a kind, and which parameters it takes. `by` and `status` are required where taken; the others have defaults.
struct FaultKindInfo {
  FaultKind kind;
  std::string_view name;     // "connack-status"
  std::string_view meaning;  // one line: what happens
  std::string_view cause;    // what causes it in production
  bool takes_by = false;
  bool takes_status = false;
  bool takes_direction = false;
  bool takes_plane = false;
  bool takes_moment = false;  // one-shot kinds
};

// In the order of the enumeration.
std::span<const FaultKindInfo> all_fault_kinds();
const FaultKindInfo& describe(FaultKind kind);
std::optional<FaultKind> fault_kind_from_name(std::string_view name);

}  // namespace redial::fault
