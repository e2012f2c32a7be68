// One reference client: the machine, its API profile and its messages, and the loop that carries out what they say.
// Pure: it lives in Surroundings, decides nothing about connecting and nothing about what an app sees.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "agent/clients/reference/api_profile.hpp"
#include "agent/clients/reference/defect.hpp"
#include "agent/clients/reference/message_sync.hpp"
#include "agent/clients/reference/requests.hpp"
#include "agent/clients/reference/surroundings.hpp"
#include "core/session/client_session.hpp"

namespace redial::agent::reference {

// What a navigator answered.
struct NavigationReply {
  int status = 200;  // HTTP
  std::string body;
};

// What makes one client differ from another of its kind.
struct ClientSetup {
  control::CreateClient create;
  std::string profile;             // one of profiles()
  std::string device;              // its name for servers
  std::uint64_t seed = 0;          // of its back-off's jitter
  std::unique_ptr<Defect> defect;  // null: healthy
};

// One thread. Nothing may be called inside a call of the surroundings.
class ReferenceClient final : private DefectReach {
 public:
  // `surroundings` must outlive the client.
  ReferenceClient(ClientSetup setup, Surroundings& surroundings);

  // Error: the client is destroyed.
  Result<control::ClientReply> perform(control::ClientCommand command);

  // What comes in.
  void on_timer(TimerId timer);
  void on_navigation(std::uint32_t question, const Result<NavigationReply>& reply);
  void on_opened(Epoch epoch);
  void on_failed(Epoch epoch, const std::string& why);
  void on_message(Epoch epoch, const wire::Bytes& bytes);
  // `code` is the WebSocket close code, 1006 when there was none.
  void on_closed(Epoch epoch, std::uint16_t code, const std::string& why);

 private:
  using Actions = std::vector<session::client::Action>;

  struct Socket {
    session::client::Dial dial;
    bool is_open = false;
    bool is_wanted = true;  // its end is news
  };

  control::ClientReply call(const control::Initialise&);
  control::ClientReply call(const control::RegisterListeners&);
  control::ClientReply call(const control::Connect& command);
  control::ClientReply call(const control::Disconnect& command);
  control::ClientReply call(const control::SendText& command);
  control::ClientReply call(const control::DestroyClient& command);
  control::ClientReply call(const control::CallTogether& command);
  control::ClientReply call(const control::CallInCallback& command);
  control::ClientReply call(const control::TellDeviceEvent& command);
  control::ClientReply call(const control::RestartApp&);
  Result<control::ClientReply> call(const control::SetStorage& command);

  // What the app's process has of the client, as at its start.
  void start_process();

  // The machine hears of an event at once. What it wants done waits on the agenda: until the app has been told that its call
  // returned, and until what earlier events demanded has been done.
  Actions hear(session::client::Event event);
  void feed(session::client::Event event);
  void plan(Actions actions);
  void plan(Observations observations);
  void end_connection();
  void work();

  void act(const session::client::AskNavigation& ask);
  void act(const session::client::Dial& dial);
  void act(const session::client::Send& send);
  void act(const session::client::CloseSocket&);
  void act(const session::client::StartTimer& start);
  void act(const session::client::CancelTimer& cancel);
  void act(const session::client::Connecting&) { tell(profile_->connecting()); }
  void act(const session::client::Connected& told);
  void act(const session::client::Suspended& told) { tell(profile_->suspended(told)); }
  void act(const session::client::NetworkUnavailable&) { tell(profile_->network_unavailable()); }
  void act(const session::client::Disconnected& told) { tell(profile_->disconnected(told)); }
  void act(const session::client::Refused&) {}  // told by call(Connect)
  void act(const session::client::Published& published);
  void act(const session::client::Answered& answered) { apply(sync_.answered(answered.status, answered.payload)); }
  void act(const session::client::Pushed& pushed) { apply(sync_.pushed(pushed.publish)); }
  void act(const session::client::Action& action);
  void act(const Observations& observations) { tell(observations); }

  void apply(const MessageSync::Step& step);

  // What the app saw until the call gave back control is told, the rest planned.
  void give_back(const Returned& returned);
  void tell(Observations observations);
  void make_arranged_call(const trace::Event& told);
  void record(trace::EventKind kind, Epoch epoch, std::string detail, std::optional<std::int32_t> code = {});
  void observe(trace::Event event, Epoch epoch);

  // DefectReach
  TimePoint now() const override { return around_.now(); }
  session::client::State state() const override { return session_->state(); }
  void later(Duration delay, Mischief mischief) override;
  void commit(const session::client::Event& event) { feed(event); }
  void commit(const session::client::Action& action) { plan(Actions{action}); }
  void commit(const control::ClientCommand& command) { (void)perform(command); }
  void commit(const trace::Event& event) { plan(Observations{event}); }

  Surroundings& around_;
  Identity identity_;
  std::string name_;
  std::string api_;  // the profile's name
  std::uint64_t seed_;
  bool is_initialised_;
  std::unique_ptr<Defect> defect_;
  session::client::Config config_;
  std::unique_ptr<ApiProfile> profile_;
  std::optional<session::client::ClientSession> session_;
  MessageSync sync_;

  std::deque<std::variant<session::client::Action, Observations>> agenda_;
  bool is_busy_ = false;
  bool is_destroyed_ = false;
  std::vector<control::CallInCallback> arranged_;
  std::uint32_t nesting_ = 0;   // callbacks of the app on the stack
  bool asks_over_tls_ = false;  // the latest navigation question
  Epoch epoch_;                 // of the latest dial
  std::map<Epoch, Socket> sockets_;
  std::map<TimerId, Mischief> mischief_;
  TimerId last_mischief_;
};

}  // namespace redial::agent::reference
