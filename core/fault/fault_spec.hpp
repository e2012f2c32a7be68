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

// Ordered by family; the table behind `describe` says what each does and what causes it in production.
enum class FaultKind : std::uint8_t {
  // navigation
  navigation_reset,
  navigation_close,
  navigation_hang,
  navigation_delay,
  navigation_status,
  navigation_redirect,
  navigation_code,
  navigation_garbage,
  navigation_empty,
  navigation_truncated,
  navigation_oversized,
  navigation_wrong_types,
  navigation_no_address,
  navigation_dead_address,
  navigation_stale_address,
  navigation_no_cors,
  navigation_other_user,
  // TCP
  refuse,
  reset,
  close,
  blackhole,
  delay,
  jitter,
  throttle,
  slice,
  cut,
  reset_in_frame,
  corrupt,
  // TLS
  tls_unknown_ca,
  tls_expired,
  tls_not_yet_valid,
  tls_wrong_host,
  tls_old_version,
  tls_hang,
  tls_cut,
  // WebSocket
  upgrade_status,
  upgrade_hang,
  upgrade_delay,
  upgrade_garbage,
  close_code,
  text_frames,
  fragments,
  reserved_bits,
  masked_frames,
  unknown_opcode,
  oversized_frame,
  // protocol
  connack_withhold,
  connack_delay,
  connack_status,
  connack_short,
  connack_truncated,
  connack_twice,
  connack_again,
  disconnect,
  disconnect_only,
  ping_unanswered,
  ping_delay,
  puback_withhold,
  puback_delay,
  puback_twice,
  puback_status,
  queryack_withhold,
  queryack_delay,
  queryack_twice,
  queryack_status,
  queryack_lower_version,
  push_withhold,
  push_delay,
  push_twice,
  push_reorder,
  unknown_message,
  undecodable_message,
};

enum class Family : std::uint8_t { navigation, tcp, tls, websocket, protocol };

// The moment in a connection's life at which a one-shot fault (reset, close, blackhole, disconnect, …) strikes.
enum class Moment : std::uint8_t {
  now,     // the connections alive when the fault is armed
  accept,  // when TCP is accepted
  open,    // when the WebSocket is open, before CONNACK
  login,   // after CONNACK
};

enum class Direction : std::uint8_t { both, to_client, to_server };

// Which listener is concerned.
enum class Plane : std::uint8_t { chat, navigation, all };

inline constexpr Named<Family> kFamilyNames[] = {{Family::navigation, "navigation"},
                                                 {Family::tcp, "tcp"},
                                                 {Family::tls, "tls"},
                                                 {Family::websocket, "websocket"},
                                                 {Family::protocol, "protocol"}};
inline constexpr Named<Moment> kMomentNames[] = {
    {Moment::now, "now"}, {Moment::accept, "accept"}, {Moment::open, "open"}, {Moment::login, "login"}};
inline constexpr Named<Direction> kDirectionNames[] = {
    {Direction::both, "both"}, {Direction::to_client, "to-client"}, {Direction::to_server, "to-server"}};
inline constexpr Named<Plane> kPlaneNames[] = {{Plane::chat, "chat"}, {Plane::navigation, "navigation"}, {Plane::all, "all"}};
// For headings.
inline constexpr Named<Family> kFamilyTitles[] = {{Family::navigation, "Navigation"},
                                                  {Family::tcp, "TCP"},
                                                  {Family::tls, "TLS"},
                                                  {Family::websocket, "WebSocket"},
                                                  {Family::protocol, "Protocol"}};
constexpr std::string_view to_title(Family family) { return name_of(kFamilyTitles, family); }
constexpr std::string_view to_name(Family family) { return name_of(kFamilyNames, family); }
constexpr std::string_view to_name(Moment moment) { return name_of(kMomentNames, moment); }
constexpr std::string_view to_name(Direction direction) { return name_of(kDirectionNames, direction); }
constexpr std::string_view to_name(Plane plane) { return name_of(kPlaneNames, plane); }

struct FaultSpec {
  std::string name;  // the scenario's name for it, unique in an app; generated when empty
  FaultKind kind = FaultKind::reset;
  // Parameters; which kind takes which is in the table behind `describe(kind)`.
  std::optional<Duration> by;          // delays: so much; jitter: at most so much
  std::optional<std::int32_t> status;  // see StatusRange
  // cut, reset_in_frame: passed before; slice, fragments: a piece; throttle: per second; oversized: the size; corrupt: which byte
  // of the direction, from 1. They count what passes the socket from the arming or, later, the accept (with `user`: the upgrade
  // request) on; over TLS that is ciphertext. Direction `both` is each direction by its own count.
  std::optional<std::uint32_t> bytes;
  // Only the first so many messages of a connection that the kind concerns (navigation kinds: requests that the fault holds for;
  // push_reorder: pairs); all when absent.
  std::optional<std::uint32_t> times;
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
  std::string user;  // only connections (requests) with a token of this user; empty: all; not before a token is seen

  static constexpr std::uint32_t kUnlimited = 0xffffffff;
  friend bool operator==(const FaultSpec&, const FaultSpec&) = default;
};

// What `status` means for a kind.
enum class StatusRange : std::uint8_t {
  none,   // not taken
  http,   // an HTTP status, 200 to 599
  wire,   // a status of CONNACK or DISCONNECT, 0 to 255
  ack,    // a status of PUBACK or QUERYACK, 0 to 65535
  close,  // a WebSocket close code, 1000 to 4999
  body,   // the `code` in a navigation answer, 0 to 99999
};

// What is known of a kind, and which parameters it takes. `by`, `status` and `bytes` are required where taken; the others have
// defaults.
struct FaultKindInfo {
  FaultKind kind;
  Family family;
  std::string_view name;     // "connack-status"
  std::string_view meaning;  // one line: what happens
  std::string_view cause;    // what causes it in production
  StatusRange status = StatusRange::none;
  bool takes_by = false;
  bool takes_bytes = false;
  bool takes_times = false;
  bool takes_direction = false;
  bool takes_plane = false;
  bool takes_moment = false;  // one-shot kinds
  // Of WebSocket, or malformed: the native stack is sent no malformed frames. Does nothing to connections in the native dialect.
  bool web_only = false;
};

// In the order of the enumeration.
std::span<const FaultKindInfo> all_fault_kinds();
const FaultKindInfo& describe(FaultKind kind);
std::optional<FaultKind> fault_kind_from_name(std::string_view name);

// The parameters that some kinds take and others do not, named as in FaultSpec. Every kind takes the rest of the scope.
struct FaultParameter {
  std::string_view name;
  bool required;  // where taken
  bool (*taken_by)(const FaultKindInfo&);
};
std::span<const FaultParameter> all_fault_parameters();

}  // namespace redial::fault
