// One user: the client's machine and what carries its actions out, as small as can be, and the app on top that connects, and
// fetches a token where the spec says so. When it does what is not its business.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agent/clients/reference/live/chat_socket.hpp"
#include "agent/clients/reference/requests.hpp"
#include "core/session/client_session.hpp"
#include "load/crowd/app.hpp"
#include "load/crowd/recorder.hpp"
#include "net/http.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"

namespace redial::load {

// What the users of one loop have in common. All of it outlives them.
struct World {
  net::Loop& loop;
  const net::TlsContext& tls;
  const Spec& spec;
  const std::vector<App>& apps;
  std::uint64_t seed = 0;
  Recorder& recorder;
  std::uint64_t on_the_way = 0;  // users who try to be online
  std::uint64_t unanswered = 0;  // messages
};

// Loop thread only, construction and destruction included.
class VirtualClient final : private agent::reference::ChatSocket::Owner {
 public:
  // `source`: the IP address to dial from; the kernel's choice when empty.
  VirtualClient(std::uint64_t user, Token token, std::string source, World& world);
  ~VirtualClient();

  // The app connects, as was due at `intended`.
  void connect(TimePoint intended);
  // The app sends a message, as was due at `due`; the client answers at once if it is not online.
  void send_message(TimePoint due);
  // Its network goes, or comes back. What is open is reset when it goes, and nothing is reached until it is back.
  void set_link(bool up);

  bool is_online() const { return online_since_.has_value(); }
  // Forgets losses; from here on was_lost tells of new ones.
  void watch_for_loss() { lost_ = false; }
  bool was_lost() const { return lost_; }
  // When it came online. Precondition: is_online().
  TimePoint online_since() const { return *online_since_; }

 private:
  using Timer = session::client::Timer;

  struct Socket {
    std::unique_ptr<agent::reference::ChatSocket> socket;
    wire::Dialect dialect{};
    bool v4 = false;
    bool wanted = true;  // until the machine closes it
  };

  void feed(session::client::Event event);
  void act(const session::client::AskNavigation& ask);
  void act(const session::client::Dial& dial);
  void act(const session::client::Send& send);
  void act(const session::client::CloseSocket&);
  void act(const session::client::StartTimer& start);
  void act(const session::client::CancelTimer& cancel);
  void act(const session::client::Connecting&) {}
  void act(const session::client::Connected&);
  void act(const session::client::Suspended& told);
  void act(const session::client::NetworkUnavailable&) {}
  void act(const session::client::Disconnected& told);
  void act(const session::client::Refused& told) { give_up(told.code); }
  void act(const session::client::Published& told);
  void act(const session::client::Answered&) {}
  void act(const session::client::Pushed&) {}

  void on_opened(Epoch epoch) override;
  void on_failed(Epoch epoch, const std::string& why) override;
  void on_message(Epoch epoch, const wire::Bytes& bytes) override;
  void on_closed(Epoch epoch, std::uint16_t code, const std::string& why) override;
  void on_timer(Timer timer);
  void on_navigation(std::uint32_t question, const Result<net::HttpReply>& reply);

  const App& app() const;
  agent::reference::Identity identity() const;
  TimePoint now() const { return world_.loop.now(); }
  void count_attempt();
  void set_out(TimePoint intended);
  void lose(std::int32_t code);
  void give_up(std::int32_t code);
  void fetch_token();

  World& world_;
  std::uint64_t user_;
  Token token_;
  std::string source_;
  session::client::ClientSession session_;
  std::vector<session::client::Event> events_;  // to be handled when the machine is done with the present one
  bool working_ = false;
  bool link_up_ = true;
  bool lost_ = false;
  std::optional<TimePoint> online_since_;
  // ---- the way to be online ----
  std::optional<TimePoint> set_out_at_;  // absent: it is not on the way
  std::uint32_t attempts_ = 0;           // of this way
  std::uint32_t waits_ = 0;              // in a row
  bool attempt_counted_ = false;
  TimePoint began_at_{};  // the stage that is under way: navigation, dial, login
  TimePoint wait_began_{}, ping_due_{}, ping_from_{};
  std::map<std::uint32_t, TimePoint> messages_;  // unanswered: when they were due
  std::uint32_t last_message_ = 0;
  std::map<Timer, net::Timer> timers_;
  std::unique_ptr<net::HttpExchange> exchange_;  // navigation, or the app's token
  std::map<Epoch, Socket> sockets_;
};

}  // namespace redial::load
