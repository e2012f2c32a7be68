// What a scenario (or a person, over the control service) can ask of the mock server, as data.
// Every command names the app it concerns by AppKey; an app is one tenant with listeners of its own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/names.hpp"
#include "core/fault/fault_spec.hpp"
#include "core/time/time.hpp"
#include "core/wire/connack.hpp"

namespace redial::control {

// Why a token is (not) good. The server's own trace tells all of these apart; the client sees what the app's policy maps it to.
enum class TokenVerdict : std::uint8_t {
  valid,
  malformed,    // not our text form: truncated, blanks, garbage
  altered,      // our form, but the seal does not match any secret this app ever had
  old_secret,   // sealed with a secret that was rotated away
  foreign_app,  // another app's token
  unknown_app,  // the client presents an AppKey that this listener's app does not have
  expired,
  not_yet_valid,
  revoked,
  user_blocked,
  user_deactivated,
  used_up,       // a one-time token that has logged in before
  other_device,  // a token bound to the device that logged in with it first
};
inline constexpr Named<TokenVerdict> kVerdictNames[] = {
    {TokenVerdict::valid, "valid"},
    {TokenVerdict::malformed, "malformed"},
    {TokenVerdict::altered, "altered"},
    {TokenVerdict::old_secret, "old-secret"},
    {TokenVerdict::foreign_app, "foreign-app"},
    {TokenVerdict::unknown_app, "unknown-app"},
    {TokenVerdict::expired, "expired"},
    {TokenVerdict::not_yet_valid, "not-yet-valid"},
    {TokenVerdict::revoked, "revoked"},
    {TokenVerdict::user_blocked, "user-blocked"},
    {TokenVerdict::user_deactivated, "user-deactivated"},
    {TokenVerdict::used_up, "used-up"},
    {TokenVerdict::other_device, "other-device"},
};
constexpr std::string_view to_name(TokenVerdict verdict) { return name_of(kVerdictNames, verdict); }
constexpr std::optional<TokenVerdict> verdict_from_name(std::string_view name) { return value_of(kVerdictNames, name); }

// How a verdict reaches the client.
struct Refusal {
  enum class Stage : std::uint8_t { navigation, login } stage = Stage::login;
  std::int32_t status = 4;  // navigation: HTTP status 401 or 403; login: CONNACK status 0-255

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

enum class SecondLogin : std::uint8_t { kick_older, refuse_newer, allow };
// Which login of a user is a second one: one on the same platform, or any.
enum class LoginScope : std::uint8_t { platform, user };
using wire::ConnAckLayout;
// How a message reaches an online user: pushed whole (s_msg), or announced (s_ntf) and pulled.
enum class Delivery : std::uint8_t { push, notify };

inline constexpr Named<Refusal::Stage> kStageNames[] = {{Refusal::Stage::navigation, "navigation"},
                                                        {Refusal::Stage::login, "login"}};
inline constexpr Named<SecondLogin> kSecondLoginNames[] = {
    {SecondLogin::kick_older, "kick-older"}, {SecondLogin::refuse_newer, "refuse-newer"}, {SecondLogin::allow, "allow"}};
inline constexpr Named<LoginScope> kLoginScopeNames[] = {{LoginScope::platform, "platform"}, {LoginScope::user, "user"}};
inline constexpr Named<ConnAckLayout> kConnAckLayoutNames[] = {{ConnAckLayout::v3, "v3"}, {ConnAckLayout::v4, "v4"}};
inline constexpr Named<Delivery> kDeliveryNames[] = {{Delivery::push, "push"}, {Delivery::notify, "notify"}};

inline constexpr std::uint32_t kMaxChatAddresses = 8;

struct Policy {
  std::map<TokenVerdict, Refusal> refusals;  // verdicts not listed use default_refusal(verdict)
  SecondLogin second_login = SecondLogin::kick_older;
  LoginScope login_scope = LoginScope::platform;
  ConnAckLayout connack = ConnAckLayout::v3;
  Delivery delivery = Delivery::push;
  // How many addresses navigation names, 1 to kMaxChatAddresses, by descending weight. For the Web all lead to one listener,
  // those behind the first with a path prefix ("/2", "/3", …), because clients drop duplicates; for native each has its own
  // listener.
  std::uint32_t chat_addresses = 1;
  bool navigation_names_user = true;

  friend bool operator==(const Policy&, const Policy&) = default;
};
// What the vendor documents for a verdict: 2 unknown AppKey, 9 blocked, 19 deactivated, 17 one-time token used, 11 another
// device's token, 4 (31004) for every other token fault; 0 for valid. All at login. Source: docs/CONTRACT.md, connection codes.
Refusal default_refusal(TokenVerdict verdict);

struct CreateApp {
  std::string label;  // "main" in most scenarios; for people only
  std::string play;   // what it is made for, such as "network/reset (tls), rongcloud-web 5.38.0"; for people only
  Policy policy;
  std::uint64_t seed = 1;  // of what its faults leave to chance
  // Fixed values for a standing server; generated or ephemeral when empty or 0.
  AppKey app_key;
  std::string secret;
  std::uint16_t navigation_port = 0, navigation_tls_port = 0, chat_port = 0, chat_tls_port = 0;
  std::uint16_t native_port = 0, native_tls_port = 0;  // of the first address
};
// Answer to CreateApp. URLs have no trailing slash; addresses are host:port.
struct App {
  AppKey app_key;
  std::string secret;
  std::string navigation_url, navigation_tls_url;
  std::string chat_address, chat_tls_address;
  std::vector<std::string> native_addresses, native_tls_addresses;  // Policy::chat_addresses each
};

struct DeleteApp {};
struct IssueToken {
  TokenLabel label;  // at most 64 bytes; "api-1", "api-2", … when empty
  UserId user;
  std::optional<Duration> lifetime;  // from now; permanent when absent, as in the vendor's default
  Duration starts_in = {};           // from now; not good before
  bool one_time = false;             // good for one accepted login
  bool device_bound = false;         // good only for the device (query `deviceId`) that logs in with it first
};
struct ExpireTokens {  // like the vendor's /user/token/expire: live connections stay
  UserId user;
  std::optional<UnixMillis> before = {};  // tokens issued before this die; all issued up to now when absent
};
struct ExpireToken {    // one of the tokens that the server remembers (AppState::tokens): its lifetime is over now
  UnixMillis issued{};  // which one: no two tokens of an app were issued in the same millisecond
};
struct RotateSecret {};
struct AdvanceClock {  // moves the clock that tokens are checked against
  Duration by{};
};
struct BlockUser {
  UserId user;
  Duration lasts{};
};
struct UnblockUser {
  UserId user;
};
struct DeactivateUser {
  UserId user;
};
struct ReactivateUser {
  UserId user;
};
struct ArmFault {
  fault::FaultSpec spec;
};
struct ClearFaults {
  std::string name;  // all when empty
};
struct DisconnectUser {  // DISCONNECT with `status` to every connection of the user, then close
  UserId user;
  std::int32_t status = 1;
};
struct DropConnection {  // one connection, whatever it is in
  enum class How : std::uint8_t {
    disconnect,  // DISCONNECT with `status`, then close
    close,       // as the server closes
    reset,       // TCP RST
    blackhole,   // it stays open, and nothing passes any more
  };
  Epoch connection;  // its number in the trace
  How how = How::reset;
  std::int32_t status = 1;  // of disconnect
};
struct RestartServer {  // closes the app's listeners and resets its connections, comes back on the same ports
  Duration down_for{};
  bool keep_memory = true;  // false: users, messages, faults and revocations are forgotten; AppKey and secret stay
};
struct DeliverMessage {  // a text from a user that needs no client of its own
  UserId from, to;
  std::string text;
};

inline constexpr Named<DropConnection::How> kDropNames[] = {{DropConnection::How::disconnect, "disconnect"},
                                                            {DropConnection::How::close, "close"},
                                                            {DropConnection::How::reset, "reset"},
                                                            {DropConnection::How::blackhole, "blackhole"}};

using ServerCommand = std::variant<DeleteApp, IssueToken, ExpireTokens, ExpireToken, RotateSecret, AdvanceClock, BlockUser,
                                   UnblockUser, DeactivateUser, ReactivateUser, ArmFault, ClearFaults, DisconnectUser,
                                   DropConnection, RestartServer, DeliverMessage>;

// What a command gave back: the token text of IssueToken, otherwise nothing.
struct ServerReply {
  Token token;
};

}  // namespace redial::control
