// A scenario after the door: typed, complete and possible. The parser makes it, engine and judge read it, reports echo it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/names.hpp"
#include "core/control/capability.hpp"
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
inline constexpr std::size_t kMaxCases = 200;  // of one file, each over every transport
inline constexpr int kMaxGroupDepth = 3;       // groups within groups
inline constexpr Duration kMaxRunTime = std::chrono::minutes(10);
inline constexpr Duration kMaxVirtualRunTime = std::chrono::hours(24 * 60);  // of scenarios that need virtual time

// The API profiles: which contract a client's API has.
inline constexpr std::string_view kProfiles[] = {"uniapp", "web", "nexconn-web", "native"};

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

// What the app does by itself when the client tells it certain codes: get a token from its server and connect again.
struct AppModel {
  std::vector<std::int32_t> on;      // codes, told as result of connect or as status
  bool fetch_token = true;           // false: a clumsy app, which takes the token that it has
  std::uint32_t fetch_fails = 0;     // so many fetches fail first; each is tried again after `after`
  std::uint32_t connects_again = 0;  // at most, in the whole run
  Duration after{};                  // from being told to the fetch
};

inline constexpr std::string_view kUnknownApp = "unknown";  // as an AppKey: one that no app has
inline constexpr std::uint32_t kMaxNavigators = 4;
inline constexpr std::uint32_t kMaxConnectsAgain = 100;
struct ClientSpec {
  std::string user;              // whose tokens it uses; for readers and messages, the server believes tokens only
  std::string app = "main";      // whose addresses it is pointed at
  std::string app_key = "main";  // whose AppKey it presents: an app of the scenario, or "unknown"
  bool with_callback = true;     // uniapp: pass the callback argument to connect
  bool listens = true;           // register listeners right after creation
  bool created = true;           // create it before the first step
  bool initialised = true;       // the app calls the SDK's init on creation
  std::uint32_t navigators = 1;  // how many navigators it is pointed at, all of them the app's
  std::optional<AppModel> app_model;
  std::optional<std::uint32_t> heartbeat_level;
};

// The label of the n-th token (from 1) that the app model of `client` fetches.
inline std::string renewed_token(const std::string& client, std::uint32_t n) { return client + "-renewed-" + std::to_string(n); }

// ---- steps ----
struct CreateStep {
  std::string client;
};
struct InitStep {
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

// The steps that are a call of the client's API, which an app can also make several of in one turn, or inside a callback.
using ApiStep = std::variant<ConnectStep, DisconnectStep, SendStep, DestroyStep>;
inline constexpr std::size_t kMaxTogether = 10;
struct TogetherStep {
  std::string client;
  std::vector<ApiStep> calls;  // two or more, of this client
};
struct InCallbackStep {
  std::string client;
  trace::EventKind told = trace::EventKind::status;  // what control::CallInCallback takes
  std::optional<trace::ConnectionStatus> status;
  std::optional<std::int32_t> code;
  ApiStep call;
};

// How a token text is spoilt on its way to the client.
enum class Alteration : std::uint8_t {
  none,
  truncate,
  flip,
  plus_to_space,
  blank,
  empty,
  lose_hosts,      // everything from '@' on
  pad,             // blanks around it
  percent_encode,  // as a URL's query would carry it
  twice,           // the text behind itself
};
inline constexpr Named<Alteration> kAlterationNames[] = {{Alteration::truncate, "truncate"},
                                                         {Alteration::flip, "flip"},
                                                         {Alteration::plus_to_space, "plus-to-space"},
                                                         {Alteration::blank, "blank"},
                                                         {Alteration::empty, "empty"},
                                                         {Alteration::lose_hosts, "lose-hosts"},
                                                         {Alteration::pad, "pad"},
                                                         {Alteration::percent_encode, "percent-encode"},
                                                         {Alteration::twice, "double"}};

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

// What the device tells the client's app.
struct DeviceStep {
  std::string client;
  control::DeviceEvent event{};
};

struct RestartAppStep {
  std::string client;
};
struct StorageStep {
  std::string client;
  control::StorageCondition condition = control::StorageCondition::intact;
};

using Action = std::variant<CreateStep, InitStep, ListenStep, ConnectStep, DisconnectStep, SendStep, DestroyStep, TogetherStep,
                            InCallbackStep, TokenStep, ServerStep, AwaitStep, WatchStep, DeviceStep, RestartAppStep, StorageStep>;
struct Step {
  Action action;
  std::string text;  // as a person would read it: "connect alice with token good"
  Position position;
};

// ---- expectations: a closed list ----
// One place in a list of expected events: an event, or a group of items.
struct Item {
  enum class Kind : std::uint8_t {
    event,      // `pattern`
    all,        // each of `items`, in this order
    any_order,  // each of `items`, in any order
    one_of,     // one of `items`
    repeat,     // the only one of `items`, `least` to `most` times
  };
  static constexpr std::uint32_t kUnlimited = 0xffffffff;  // as `most`
  Item() = default;
  Item(Pattern event) : pattern(std::move(event)) {}  // NOLINT(google-explicit-constructor): most items are one event
  Item(Kind group, std::vector<Item> of) : kind(group), items(std::move(of)) {}

  Kind kind = Kind::event;
  Pattern pattern;
  std::vector<Item> items;
  std::uint32_t least = 1, most = 1;
};

struct InOrder {
  std::vector<Item> items;
};                 // as a subsequence of the trace
struct Sequence {  // of the events of these kinds (and of this client), exactly these, in this order
  std::set<trace::EventKind> kinds;
  std::string client;  // empty: any
  std::vector<Item> items;
  std::optional<Pattern> after, until;  // as in Never
};
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
struct AtMost {
  std::uint32_t times = 1;
  Pattern pattern;
  std::optional<Duration> per;          // in any stretch of this length; in the whole scope when absent
  std::optional<Pattern> after, until;  // as in Never
};
struct Never {
  Pattern pattern;
  std::optional<Pattern> after;    // scope opens behind the first match; whole run when absent
  std::optional<Duration> within;  // scope closes this long after it opened; end of the run when absent
  std::optional<Pattern> until;    // scope closes before the first match in it; end of the run when absent
};
// What two events have in common.
enum class Shared : std::uint8_t { call, user, token, client, epoch };
inline constexpr Named<Shared> kSharedNames[] = {{Shared::call, "call"},
                                                 {Shared::user, "user"},
                                                 {Shared::token, "token"},
                                                 {Shared::client, "client"},
                                                 {Shared::epoch, "epoch"}};
struct Every {  // each match has a match of `other` behind it (or ahead of it)
  enum class Side : std::uint8_t { leads_to, follows };
  Pattern pattern;
  Side side = Side::leads_to;
  Pattern other;
  std::optional<Duration> within;
  std::vector<Shared> same;
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
// How far a time may be off: a share of it, and a fixed part on top.
struct Tolerance {
  std::int64_t percent = 0;
  Duration fixed{};
};
struct BacksOff {  // waits before it tries again, each failure in a row longer, as the list says
  std::string client;
  std::vector<Duration> delays;
  bool repeats_last = false;  // false: waits beyond the list are not looked at
  Tolerance tolerance;
  std::int64_t jitter = 0;       // percent: chance may lengthen or shorten a wait by this much
  std::uint32_t attempts = 1;    // so many waits must have been seen
  std::optional<Pattern> after;  // only waits that begin behind the first match
};
using Condition = std::variant<InOrder, AnyOrder, Sequence, Exactly, AtLeast, AtMost, Never, Every, Within, StatusReached, CodeIs,
                               UserIs, Reconnects, BacksOff>;
struct Expectation {
  std::string id;  // "expect-3", or the scenario's own `id`
  Condition condition;
  std::string text;                   // as a person would read it
  std::vector<std::string> profiles;  // empty: all that the scenario is for
  Position position;
};

enum class Transport : std::uint8_t { plain, tls };
inline constexpr Named<Transport> kTransportNames[] = {{Transport::plain, "plain"}, {Transport::tls, "tls"}};

struct Scenario {
  // "token/expired", of a template's case "token/refused [status=4]" or "token/refused [blocked]"; over both transports, the one
  // over TLS has " (tls)" behind.
  std::string id;
  std::string template_id;  // "token/refused": all cases of a file have this in common
  std::string file;
  std::string shows;                 // one line
  std::string template_shows;        // the same with parameters as the file has them
  std::vector<std::string> sources;  // documents that it rests on
  std::vector<std::string> tags;
  std::vector<std::string> profiles;    // empty: all
  std::set<control::Capability> needs;  // what a client must be able to do
  bool virtual_only = false;            // takes longer than anybody waits
  bool exact_durations = false;         // what it expects follows from how long its steps last: exploration keeps to them
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
