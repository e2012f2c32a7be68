// The client's side of connecting and staying connected, as a pure state machine: navigation, dial, login, keep-alive, back-off.
// It keeps every documented promise (docs/CONTRACT.md); what an app sees of it is shaped by an API profile on top.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/ids.hpp"
#include "core/control/device_event.hpp"
#include "core/session/navigation_walk.hpp"
#include "core/session/pending_requests.hpp"
#include "core/time/backoff.hpp"
#include "core/time/time.hpp"
#include "core/wire/messages.hpp"
#include "core/wire/navigation.hpp"

namespace redial::session::client {

enum class State : std::uint8_t {
  idle,            // never connected, or disconnected by the app
  navigating,      // asking navigators, one after the other
  dialing,         // opening a socket, address after address
  awaiting_login,  // the socket is open, no CONNACK yet
  online,
  waiting,  // dropped; the next attempt starts when the back-off timer fires
  paused,   // the device has no network; goes on when it has one again
  failed,   // a terminal code; only the app can start again
};
std::string_view to_name(State state);

struct Config {
  std::vector<std::string> navigators;
  BackoffPolicy backoff;
  // Does connect keep trying before the first success? Documented: native yes, within the app's limit if there is one; web only
  // once connected.
  bool retries_first_connect = false;
  Duration navigation_timeout = std::chrono::seconds(10);  // per navigator
  Duration dial_timeout = std::chrono::seconds(5);         // per address, until the socket is open
  Duration login_timeout = std::chrono::seconds(10);       // from socket open to CONNACK
  // From a pong to the next ping, and from a ping to its pong. Read in the Web's package; for the native SDKs neither is
  // documented, and they are chosen alike.
  Duration ping_interval = std::chrono::seconds(15);
  Duration ping_timeout = std::chrono::seconds(6);
  // So many unanswered pings in a row, each followed by the next at once, end the connection. Documented for the native SDKs:
  // 2 to 6. Source: iOS header RCInitOption.h, heartbeatLevel.
  std::uint32_t missed_pings = 1;
  Duration request_timeout = std::chrono::seconds(30);  // from a publish or query to its answer
  Duration navigation_cache = std::chrono::hours(2);
};

// What this machine waits for. One timer of a kind runs at a time; starting it again replaces it.
enum class Timer : std::uint8_t { navigation, dial, login, ping, pong, request, backoff, connect_limit };

// ---- events ----
struct ConnectRequested {
  Token token;
  std::optional<Duration> limit;  // give up with 34006 this long after the call
};
struct DisconnectRequested {};
struct SendRequested {
  std::uint32_t request = 0;  // comes back in Published
  std::string topic, target;
  wire::Bytes payload;
};
struct QueryRequested {
  std::uint32_t request = 0;  // comes back in Answered
  std::string topic;
  wire::Bytes payload;
};
struct NavigationAnswered {
  std::uint32_t question = 0;
  int http_status = 200;
  std::optional<wire::NavigationAnswer> answer;  // absent: the body was no navigation answer
};
struct NavigationFailed {
  std::uint32_t question = 0;
  std::string why;
};
struct SocketOpened {
  Epoch epoch;
};
struct SocketFailed {  // could not be opened
  Epoch epoch;
  std::string why;
};
struct SocketClosed {  // was open, is closed
  Epoch epoch;
  std::string why;
};
struct MessageArrived {
  Epoch epoch;
  wire::ServerMessage message;
};
struct TimerFired {
  Timer timer{};
};
struct DeviceTold {
  control::DeviceEvent what{};
};
using Event = std::variant<ConnectRequested, DisconnectRequested, SendRequested, QueryRequested, NavigationAnswered,
                           NavigationFailed, SocketOpened, SocketFailed, SocketClosed, MessageArrived, TimerFired, DeviceTold>;

// ---- actions ----
struct AskNavigation {         // replaces the question before it
  std::uint32_t question = 0;  // comes back in the completion; questions precede the dial and so have no epoch of their own
  std::string navigator;
  Token token;
};
struct Dial {
  Epoch epoch;
  wire::ChatAddress address;
  std::string token;  // as it goes to the chat server
  bool v4 = false;    // ask for the v4 CONNACK
};
struct Send {
  wire::ClientMessage message;
};
struct CloseSocket {};  // the one of the latest Dial, open or not yet
struct StartTimer {
  Timer timer{};
  Duration delay{};
};
struct CancelTimer {
  Timer timer{};
};
// Told to the API profile, in the order in which the app must learn of it.
struct Connecting {};
struct Connected {
  std::string user;
  bool announces_messages = false;
  bool reconnected = false;
};
struct Suspended {  // dropped after it was online; retrying by itself
  std::int32_t code = 0;
  std::string reason;
};
struct NetworkUnavailable {};  // nothing is tried until the device has a network again
struct Disconnected {          // over: terminal code, or the app's own disconnect (code 2)
  std::int32_t code = 0;
  std::string reason;
};
struct Refused {  // a connect without any effect: 34001 connection exists, 31004 blank token
  std::int32_t code = 0;
};
// Every SendRequested and QueryRequested ends in exactly one of these. Their status is the server's, or 30001 not connected (any
// more), or 30003 no answer in time.
struct Published {
  std::uint32_t request = 0;
  std::int32_t status = 0;
  std::string message_uid;
};
struct Answered {
  std::uint32_t request = 0;
  std::int32_t status = 0;
  wire::Bytes payload;
};
struct Pushed {
  wire::ServerPublish publish;
};
using Action = std::variant<AskNavigation, Dial, Send, CloseSocket, StartTimer, CancelTimer, Connecting, Connected, Suspended,
                            NetworkUnavailable, Disconnected, Refused, Published, Answered, Pushed>;

// Each ConnectRequested has exactly one outcome: the first Connected, Disconnected or Refused that follows it.
class ClientSession {
 public:
  // `random` feeds the back-off's jitter. Dials are counted on from `last`.
  ClientSession(Config config, Random random, Epoch last = {});

  // What to do next, in this order. `now` must not go back from call to call.
  std::vector<Action> handle(const Event& event, TimePoint now);

  State state() const { return state_; }
  Epoch epoch() const { return epoch_; }                      // of the latest dial
  std::size_t stale_events() const { return stale_events_; }  // completions and timers that belonged to something given up

 private:
  struct Cached {
    wire::NavigationAnswer answer;
    std::string token;  // the part of it that is the cache key
    TimePoint at{};
  };

  bool is_current(const Event& event) const;

  void on(const ConnectRequested& event);
  void on(const DisconnectRequested& event);
  void on(const SendRequested& event);
  void on(const QueryRequested& event);
  void on(const NavigationAnswered& event);
  void on(const NavigationFailed& event);
  void on(const SocketOpened& event);
  void on(const SocketFailed& event);
  void on(const SocketClosed& event);
  void on(const MessageArrived& event);
  void on(const TimerFired& event);
  void on(const DeviceTold& event);

  void on_login(const wire::ConnAck& ack);
  void on_message(const wire::ConnAck&) {}  // a second one says nothing
  void on_message(const wire::ServerPublish& publish);
  void on_message(const wire::ServerPubAck& ack);
  void on_message(const wire::QueryAck& ack);
  void on_message(const wire::PingResp&);
  void on_message(const wire::ServerDisconnect& disconnect);

  void attempt();
  void ask_next_navigator();
  void dial_addresses();
  void dial();  // precondition: an address is left
  void dial_next(std::int32_t code_if_none, std::string_view reason);
  void go_online(const wire::ConnAck& ack);
  void ping();
  wire::MessageId expect_answer(PendingRequest::Kind kind, std::uint32_t request);
  void give_up_late_requests();

  // The three ways out of an attempt or a connection.
  void fail_attempt(std::int32_t code, std::string_view reason);
  void retry(std::int32_t code, std::string_view reason);
  void end(State state, std::int32_t code, std::string_view reason);

  void restart_backoff();
  void pause();
  void resume();

  void redirect();
  void release();
  void close_socket();
  void fail(const std::vector<PendingRequest>& requests, std::int32_t code);
  void start(Timer timer, Duration delay);
  void cancel(Timer timer);
  void act(Action action) { actions_.push_back(std::move(action)); }

  Config config_;
  Backoff backoff_;
  State state_ = State::idle;
  Token token_;
  bool was_online_ = false;  // since the app's connect
  bool has_network_ = true;  // as far as the device has told
  NavigationWalk walk_;
  std::uint32_t question_ = 0;
  std::optional<Cached> navigation_;
  std::deque<wire::ChatAddress> addresses_;  // not tried yet in this attempt
  Epoch epoch_;
  bool has_socket_ = false;  // dialled and neither failed nor closed
  std::string user_;
  std::uint32_t missed_pings_ = 0;  // in a row
  PendingRequests pending_;
  std::set<Timer> timers_;  // running
  std::size_t stale_events_ = 0;
  TimePoint now_{};              // of the event being handled
  std::vector<Action> actions_;  // of the event being handled
};

}  // namespace redial::session::client
