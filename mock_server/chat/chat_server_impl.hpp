// The mock chat service's inside: one class, its parts by theme in one file each (data_plane, login, messages, commands,
// armed_faults). What can be decided without the service (tokens, accounts, mailboxes, policies, faults) is decided elsewhere.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "core/time/timer_queue.hpp"
#include "mock_server/chat/apps.hpp"
#include "mock_server/chat/chat_server.hpp"

namespace redial::mock_server {

// The AppKey is not repeated: it may be a mistyped secret.
inline Error no_such_app() { return Error{"there is no app with this AppKey", "", "create it first, or check the AppKey"}; }

class ChatServer::Impl {
 public:
  explicit Impl(Environment environment) : env_(std::move(environment)) {}

  // ---- apps and commands ----
  Result<control::App> create_app(const control::CreateApp& wanted);
  void set_endpoints(const AppKey& app, const control::App& endpoints);
  Result<Stats> stats(const AppKey& app) const;
  std::vector<control::AppEntry> apps() const;
  Result<control::AppState> app_state(const AppKey& app, TimePoint now) const;
  Result<control::ServerReply> perform(const AppKey& app, const control::ServerCommand& command, TimePoint now);
  api::Reply call_api(const api::Request& request, TimePoint now);

  // ---- data plane ----
  void navigate(const AppKey& app, RequestId request, const wire::NavigationRequest& asked, bool over_tls, TimePoint now);
  fault::TlsFlaw navigation_tls(const AppKey& app, TimePoint now);
  AcceptFate accept(const AppKey& app, ConnectionId connection, wire::Dialect dialect, bool over_tls, TimePoint now);
  void ask_upgrade(ConnectionId connection, const LoginClaim& claim, TimePoint now);
  void upgrade(ConnectionId connection, TimePoint now);
  void receive(ConnectionId connection, const wire::Bytes& message, TimePoint now);
  void receive_garbage(ConnectionId connection, std::string_view why, TimePoint now);
  void give_up(ConnectionId connection, const std::string& why);
  void closed(ConnectionId connection, std::string_view how, TimePoint now);
  bool filters(ConnectionId connection) const;
  fault::ChunkPlan filter(ConnectionId connection, fault::Direction direction, std::size_t size, TimePoint now);

  // ---- time ----
  std::optional<TimePoint> next_deadline() const { return timers_.next_deadline(); }
  void advance(TimePoint now);
  std::vector<Output> take_outputs() { return std::exchange(outputs_, {}); }

 private:
  using Commanded = Result<control::ServerReply>;

  // ---- timers ----
  struct SessionTimer {
    ConnectionId connection;
    std::uint32_t timer = 0;
  };
  struct StrikeTimer {  // a one-shot fault's `after` is over
    ConnectionId connection;
    std::uint32_t fault = 0;
  };
  struct FaultOver {
    AppKey app;
    std::uint32_t generation = 0;
    std::uint32_t fault = 0;
  };
  struct RestartOver {
    AppKey app;
    std::uint32_t generation = 0;
  };
  using Timer = std::variant<SessionTimer, StrikeTimer, AnswerUpgrade, AnswerNavigation, FaultOver, RestartOver>;
  void fire(const SessionTimer& timer, TimePoint now);
  void fire(const StrikeTimer& timer, TimePoint now);
  void fire(const AnswerUpgrade& answer, TimePoint now);
  void fire(const AnswerNavigation& answer, TimePoint now);
  void fire(const FaultOver& timer, TimePoint now);
  void fire(const RestartOver& timer, TimePoint now);

  // ---- data_plane.cpp ----
  fault::NavigationFate navigation_fate(App& app, const TokenCheck& token, const wire::NavigationRequest& asked, bool over_tls,
                                        TimePoint now);
  // Now, or after its `after`.
  template <class Answer>
  void answer_when_due(const Answer& answer, TimePoint now) {
    const Duration after = answer.fate.after;
    if (after > Duration::zero())
      timers_.schedule(now + after, answer);
    else
      fire(answer, now);
  }
  // The fault that was armed last decides. `connection`: null of navigation's.
  fault::TlsFlaw count_handshake(App& app, fault::Plane plane, Connection* connection, TimePoint now);
  void feed(Connection& connection, const session::server::Event& event, TimePoint now);
  void act(Connection& connection, const session::server::Send& action, TimePoint now);
  void act(Connection& connection, const session::server::DecideLogin& action, TimePoint now);
  void act(Connection& connection, const session::server::AnswerQuery& action, TimePoint now);
  void act(Connection& connection, const session::server::AcceptPublish& action, TimePoint now);
  void act(Connection& connection, const session::server::StartTimer& action, TimePoint now);
  void act(Connection& connection, const session::server::Close& action, TimePoint now);
  void end(Connection& connection, EndConnection::How how, std::string why, std::uint16_t close_code = wire::kCloseNormal);
  void forget(Connection& connection, std::string_view how, TimePoint now);
  Connection* find(ConnectionId connection);       // nullptr if unknown
  Connection* find_live(ConnectionId connection);  // nullptr if unknown or ended

  // ---- login.cpp ----
  TokenCheck check(Connection& connection, TimePoint now) const;
  wire::ConnAck decide(const Connection& connection, TimePoint now);
  void come_online(Connection& connection, TimePoint now);
  void kick(Connection& connection, TimePoint now);
  void go_offline(Connection& connection);
  // A copy: ending one changes the list.
  std::vector<Connection*> online(const App& app, const UserId& user) const;

  // ---- messages.cpp ----
  void push(App& app, const UserId& to, const payload::TextMessage& message, TimePoint now);
  Result<Mailboxes::Posted> post(App& app, const UserId& from, const UserId& to, const payload::UpstreamText& text,
                                 TimePoint now);

  // ---- commands.cpp ----
  Commanded carry_out(App& app, const control::DeleteApp& command, TimePoint now);
  Commanded carry_out(App& app, const control::IssueToken& command, TimePoint now);
  Commanded carry_out(App& app, const control::ExpireTokens& command, TimePoint now);
  Commanded carry_out(App& app, const control::ExpireToken& command, TimePoint now);
  Commanded carry_out(App& app, const control::RotateSecret& command, TimePoint now);
  Commanded carry_out(App& app, const control::AdvanceClock& command, TimePoint now);
  Commanded carry_out(App& app, const control::BlockUser& command, TimePoint now);
  Commanded carry_out(App& app, const control::UnblockUser& command, TimePoint now);
  Commanded carry_out(App& app, const control::DeactivateUser& command, TimePoint now);
  Commanded carry_out(App& app, const control::ReactivateUser& command, TimePoint now);
  Commanded carry_out(App& app, const control::ArmFault& command, TimePoint now);
  Commanded carry_out(App& app, const control::ClearFaults& command, TimePoint now);
  Commanded carry_out(App& app, const control::DisconnectUser& command, TimePoint now);
  Commanded carry_out(App& app, const control::DropConnection& command, TimePoint now);
  Commanded carry_out(App& app, const control::RestartServer& command, TimePoint now);
  Commanded carry_out(App& app, const control::DeliverMessage& command, TimePoint now);
  // `reason`: for people, as Connection::reason.
  void disconnect(const App& app, const UserId& user, std::uint16_t status, const std::string& reason, TimePoint now);
  void drop(Connection& connection, const control::DropConnection& command, TimePoint now);
  void forget_all(App& app, TimePoint now);

  // ---- armed_faults.cpp ----
  Result<Done> arm(App& app, const fault::FaultSpec& spec, TimePoint now);
  void disarm(App& app, const ArmedFault& fault, TimePoint now);
  void bind(Connection& connection, const std::vector<ArmedFault>& faults);
  // The connection has come to this moment of its life: strike, or start the time after which to strike.
  void reach(Connection& connection, fault::Moment moment, TimePoint now);
  void strike(Connection& connection, std::uint32_t fault, TimePoint now);

  // ---- state.cpp ----
  // What is left of a connection that has ended.
  void remember(std::unique_ptr<Connection> connection, const std::string& ending, TimePoint now);

  // ---- observation.cpp ----
  // `make` makes the event, if somebody wants it.
  template <class Make>
  void observe(const App& app, const Make& make) {
    if (!env_.is_observed || env_.is_observed(app.key())) env_.observe(app.key(), make());
  }
  // When the command is known to be possible, and before its consequences.
  void observe_command(const App& app, const control::ServerCommand& command, TimePoint now);
  void observe_fault(App& app, trace::EventKind kind, const ArmedFault& fault, Epoch connection, TimePoint now);

  std::int64_t wall_ms(TimePoint now) const;
  App* find(const AppKey& app, std::uint32_t generation);

  Environment env_;
  Apps apps_;
  std::unordered_map<ConnectionId, std::unique_ptr<Connection>> connections_;
  TimerQueue<Timer> timers_;
  std::vector<Output> outputs_;
};

}  // namespace redial::mock_server
