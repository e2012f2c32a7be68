// A scenario after the door: typed, complete and possible. The parser makes it, engine and judge read it, reports echo it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/names.hpp"
#include "core/control/client_command.hpp"
#include "core/control/server_command.hpp"
#include "core/fault/fault_spec.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"

namespace redial::scenarios {

// Limits of the language; the parser refuses what exceeds them.
inline constexpr std::size_t kMaxScenarioBytes = 256 * 1024;
inline constexpr std::size_t kMaxSteps = 200;
inline constexpr std::size_t kMaxExpectations = 100;
inline constexpr std::size_t kMaxClients = 16;
inline constexpr std::size_t kMaxApps = 8;
inline constexpr Duration kMaxRunTime = std::chrono::minutes(10);

// Where in the file something was said; 1-based. Findings about expectations point here.
struct Position {
  int line = 0;
  int column = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

// Which events are meant. Absent fields match anything.
struct Pattern {
  trace::EventKind kind{};
  std::string client;  // empty: any
  std::optional<std::int32_t> code;
  std::optional<trace::ConnectionStatus> status;
  bool final = false;  // a status after which only the app can start again, whatever its API profile calls it
  std::optional<std::string> user;
  std::optional<std::string> name;
  std::optional<std::string> token;
  std::optional<std::string> via;
  std::optional<std::string> contains;  // part of `detail`
  std::optional<std::uint32_t> call;    // the n-th API call of the client
  Position position;
};

// ---- what takes part ----
struct AppSpec {
  control::Policy policy;
};

inline constexpr std::string_view kUnknownApp = "unknown";  // as an AppKey: one that no app has
struct ClientSpec {
  std::string user;              // whose tokens it uses; for readers and messages, the server believes tokens only
  std::string app = "main";      // whose addresses it is pointed at
  std::string app_key = "main";  // whose AppKey it presents: an app of the scenario, or "unknown"
  bool with_callback = true;     // uniapp: pass the callback argument to connect
  bool listens = true;           // register listeners right after creation
  bool created = true;           // create it before the first step
};

// ---- steps ----
struct CreateStep {
  std::string client;
};
struct ListenStep {
  std::string client;
};
struct ConnectStep {
  std::string client;
  std::string token;  // label
  std::optional<Duration> timeout;
};
struct DisconnectStep {
  std::string client;
};
struct SendStep {
  std::string client;
  std::string to;  // user id
  std::string text;
};
struct DestroyStep {
  std::string client;
};

// How a token text is spoilt on its way to the client.
enum class Alteration : std::uint8_t { none, truncate, flip, plus_to_space, blank, empty };
inline constexpr Named<Alteration> kAlterationNames[] = {{Alteration::truncate, "truncate"},
                                                         {Alteration::flip, "flip"},
                                                         {Alteration::plus_to_space, "plus-to-space"},
                                                         {Alteration::blank, "blank"},
                                                         {Alteration::empty, "empty"}};

struct TokenStep {
  std::string label;
  std::string app = "main";
  std::string user;
  std::optional<Duration> lifetime;
  Duration starts_in = {};
  bool one_time = false;
  bool device_bound = false;
  std::string from;                     // instead of issuing: take this label's text …
  Alteration alter = Alteration::none;  // … and spoil it
};
// Any command that needs nothing but its data.
struct ServerStep {
  std::string app = "main";
  control::ServerCommand command;
};
struct AwaitStep {
  Pattern pattern;
  std::uint32_t times = 1;  // events seen since the previous await on … are consumed: each event satisfies one await
  Duration within{};
};
struct WatchStep {
  Duration lasts{};
};  // keep observing

using Action = std::variant<CreateStep, ListenStep, ConnectStep, DisconnectStep, SendStep, DestroyStep, TokenStep, ServerStep,
                            AwaitStep, WatchStep>;
struct Step {
  Action action;
  std::string text;  // as a person would read it: "connect alice with token good"
  Position position;
};

// ---- expectations: a closed list ----
struct InOrder {
  std::vector<Pattern> patterns;
};  // as a subsequence of the trace
struct AnyOrder {
  std::vector<Pattern> patterns;
};  // each at least once, by different events
struct Exactly {
  std::uint32_t times = 1;
  Pattern pattern;
};
struct AtLeast {
  std::uint32_t times = 1;
  Pattern pattern;
};
struct Never {
  Pattern pattern;
  std::optional<Pattern> after;    // scope opens at the first match; whole run when absent
  std::optional<Duration> within;  // scope closes this long after it opened; end of the run when absent
};
struct Within {  // the first `pattern` after the first `of` comes no earlier than `at_least` and no later than `at_most`
  Pattern of, pattern;
  Duration at_least{}, at_most{};
};
struct StatusReached {
  std::string client;
  trace::ConnectionStatus status{};
};
struct CodeIs {
  std::string client;
  std::uint32_t call = 1;
  std::int32_t code = 0;
};  // result of the client's n-th connect
struct UserIs {
  std::string client;
  std::uint32_t call = 1;
  std::string user;
};
struct Reconnects {  // lost its connection and came back by itself, `times` times, each within `within` of the loss
  std::string client;
  std::uint32_t times = 1;
  Duration within{};
};
using Condition = std::variant<InOrder, AnyOrder, Exactly, AtLeast, Never, Within, StatusReached, CodeIs, UserIs, Reconnects>;
struct Expectation {
  std::string id;  // "expect-3", or the scenario's own `id`
  Condition condition;
  std::string text;                   // as a person would read it
  std::vector<std::string> profiles;  // empty: all that the scenario is for
  Position position;
};

enum class Transport : std::uint8_t { plain, tls };
inline constexpr Named<Transport> kTransportNames[] = {{Transport::plain, "ws"}, {Transport::tls, "wss"}};

struct Scenario {
  std::string id;  // "token/expired"; over both transports, the one over TLS has " (wss)" behind
  std::string file;
  std::string shows;                 // one line
  std::vector<std::string> sources;  // documents that it rests on
  std::vector<std::string> tags;
  std::vector<std::string> profiles;  // empty: all
  Transport transport = Transport::plain;
  std::map<std::string, AppSpec> apps;        // always has "main"
  std::map<std::string, ClientSpec> clients;  // at least one
  std::vector<Step> steps;
  std::vector<Expectation> expectations;
};

// Does something that is for `profiles` (none named: all) concern this one?
inline bool is_for(const std::vector<std::string>& profiles, const std::string& profile) {
  return profiles.empty() || std::find(profiles.begin(), profiles.end(), profile) != profiles.end();
}

}  // namespace redial::scenarios
