// One reference client: the machine, its API profile, its messages, and the loop's timers and sockets that obey them.
// It decides nothing about connecting and nothing about what an app sees; both are pure and stand elsewhere.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "agent/clients/reference/api_profile.hpp"
#include "agent/clients/reference/chat_socket.hpp"
#include "agent/clients/reference/message_store.hpp"
#include "agent/clients/reference/message_sync.hpp"
#include "agent/clients/reference/requests.hpp"
#include "agent/ports/client_port.hpp"
#include "core/session/client_session.hpp"
#include "net/http.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"

namespace redial::agent::reference {

// Where one client lives.
struct Surroundings {
  net::Loop& loop;
  net::TlsContext tls;
  std::string device;     // its name for servers
  std::string directory;  // of its message stores
  ObservationSink sink;
};

// Loop thread only, construction and destruction included. Destroying it ends the client without another observation.
class ClientDriver final : private ChatSocket::Owner {
 public:
  // `profile`: one of control::kApiProfiles.
  ClientDriver(const control::CreateClient& client, const std::string& profile, Surroundings surroundings);

  control::ClientReply perform(const control::ClientCommand& command);

 private:
  control::ClientReply call(const control::RegisterListeners&);
  control::ClientReply call(const control::Connect& command);
  control::ClientReply call(const control::Disconnect& command);
  control::ClientReply call(const control::SendText& command);
  control::ClientReply call(const control::DestroyClient& command);

  // The inbox: completions enter here, and one event is obeyed in full before the next is looked at.
  void feed(session::client::Event event);
  void work();
  void obey(const std::vector<session::client::Action>& actions);

  void act(const session::client::AskNavigation& ask);
  void act(const session::client::Dial& dial);
  void act(const session::client::Send& send);
  void act(const session::client::CloseSocket&);
  void act(const session::client::StartTimer& start);
  void act(const session::client::CancelTimer& cancel);
  void act(const session::client::Connecting&) { record(profile_->connecting()); }
  void act(const session::client::Connected& told);
  void act(const session::client::Suspended& told) { record(profile_->suspended(told)); }
  void act(const session::client::Disconnected& told) { record(profile_->disconnected(told)); }
  void act(const session::client::Refused&) {}  // told by call(Connect)
  void act(const session::client::Published& published);
  void act(const session::client::Answered& answered) { apply(sync_.answered(answered.status, answered.payload)); }
  void act(const session::client::Pushed& pushed) { apply(sync_.pushed(pushed.publish)); }

  void on_navigation(std::uint32_t question, bool over_tls, const Result<net::HttpReply>& reply);
  void on_opened(Epoch epoch) override;
  void on_failed(Epoch epoch, const std::string& why) override;
  void on_message(Epoch epoch, Result<wire::ServerMessage, wire::WireError> message) override;
  void on_closed(Epoch epoch, std::uint16_t code, const std::string& why) override;

  void apply(const MessageSync::Step& step);
  Result<std::size_t> open_store(const std::string& user);

  control::ClientReply record(const Returned& returned);
  void record(const Observations& observations);
  void record(trace::EventKind kind, std::string detail, std::optional<std::int32_t> code = {});

  Surroundings around_;
  Identity identity_;
  std::string name_;
  session::client::Config config_;
  std::unique_ptr<ApiProfile> profile_;
  std::optional<session::client::ClientSession> session_;
  MessageSync sync_;
  std::optional<MessageStore> store_;

  std::deque<session::client::Event> inbox_;
  bool is_obeying_ = false;
  std::map<session::client::Timer, net::Timer> timers_;
  std::unique_ptr<net::HttpExchange> navigation_;
  Epoch epoch_;                          // of the latest dial
  bool has_socket_ = false;              // the one of that dial is wanted
  std::map<Epoch, ChatSocket> sockets_;  // that one, and those whose close is not complete
};

}  // namespace redial::agent::reference
