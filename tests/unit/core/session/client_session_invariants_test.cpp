// What must hold of the client's machine whatever happens to it, in whatever order.
#include "tests/unit/core/session/client_session_fixture.hpp"

namespace redial::session::client {
namespace {

using testing::IsEmpty;

// Replays random events and keeps the books that the invariants speak of.
class Bookkeeper {
 public:
  void note(const Event& event, const std::vector<Action>& actions) {
    if (std::holds_alternative<ConnectRequested>(event)) ++owed_outcomes_;
    if (const auto* send = std::get_if<SendRequested>(&event)) requests_.insert(send->request);
    if (const auto* query = std::get_if<QueryRequested>(&event)) requests_.insert(query->request);
    if (const auto* fired = std::get_if<TimerFired>(&event)) timers_.erase(fired->timer);
    if (const auto* opened = std::get_if<SocketOpened>(&event)) is_open_ |= socket_ == opened->epoch;
    if (const auto* failed = std::get_if<SocketFailed>(&event); failed && !is_open_) forget(failed->epoch);
    if (const auto* closed = std::get_if<SocketClosed>(&event); closed && is_open_) forget(closed->epoch);
    for (const auto& action : actions) std::visit(*this, action);
  }

  void operator()(const Dial& dial) {
    EXPECT_FALSE(socket_) << "a second socket";
    EXPECT_TRUE(wanted_) << "a dial after the end";
    EXPECT_GT(dial.epoch, last_epoch_);
    socket_ = last_epoch_ = dial.epoch;
    is_open_ = false;
  }
  void operator()(const CloseSocket&) {
    EXPECT_TRUE(socket_) << "nothing to close";
    socket_.reset();
  }
  void operator()(const AskNavigation&) { EXPECT_TRUE(wanted_) << "a question after the end"; }
  void operator()(const Send&) { EXPECT_TRUE(socket_ && is_open_) << "nothing to send on"; }
  void operator()(const StartTimer& start) { timers_.insert(start.timer); }
  void operator()(const CancelTimer& cancel) { EXPECT_EQ(timers_.erase(cancel.timer), 1u); }
  void operator()(const Connecting&) { wanted_ = true; }
  void operator()(const Connected& connected) {
    if (!connected.reconnected) settle();
    EXPECT_EQ(connected.reconnected, was_online_);
    was_online_ = true;
  }
  void operator()(const Suspended&) { EXPECT_TRUE(was_online_) << "suspended without ever having been online"; }
  void operator()(const NetworkUnavailable&) { EXPECT_TRUE(wanted_); }
  void operator()(const Disconnected&) {
    EXPECT_TRUE(wanted_);
    if (!was_online_) settle();
    wanted_ = was_online_ = false;
  }
  void operator()(const Refused&) { settle(); }
  void operator()(const Published& published) { EXPECT_EQ(requests_.erase(published.request), 1u); }
  void operator()(const Answered& answered) { EXPECT_EQ(requests_.erase(answered.request), 1u); }
  void operator()(const Pushed&) { EXPECT_TRUE(socket_); }

  void check(State state) const {
    const bool is_over = state == State::idle || state == State::failed;
    EXPECT_EQ(is_over, !wanted_);
    if (is_over) {
      EXPECT_FALSE(socket_);
      EXPECT_THAT(timers_, IsEmpty());
      EXPECT_EQ(owed_outcomes_, 0);
    }
    EXPECT_LE(owed_outcomes_, 1);
    EXPECT_TRUE(state == State::online || requests_.empty()) << "a request that nobody will answer";
    EXPECT_FALSE(state == State::waiting && timers_.empty()) << "waiting for nothing";
    EXPECT_FALSE(state == State::paused && socket_) << "a socket without a network";
  }

  const std::set<Timer>& running_timers() const { return timers_; }

 private:
  void forget(Epoch epoch) {
    if (socket_ == epoch) socket_.reset();
  }
  void settle() { EXPECT_GT(owed_outcomes_--, 0) << "an outcome that nobody asked for"; }

  bool wanted_ = false, was_online_ = false;
  int owed_outcomes_ = 0;
  std::optional<Epoch> socket_;
  bool is_open_ = false;
  Epoch last_epoch_;
  std::set<Timer> timers_;
  std::set<std::uint32_t> requests_;
};

Event random_completion(Random& random, const ClientSession& session, std::uint32_t question) {
  const Epoch epoch(session.epoch().value - (session.epoch().value > 0 ? random.below(2) : 0));
  switch (random.below(10)) {
    case 0:
      return NavigationAnswered{question, 200, answer({kPlain, kTls})};
    case 1:
      return NavigationAnswered{question, random.below(4) == 0 ? 403 : 500, std::nullopt};
    case 2:
      return NavigationFailed{question, "unreachable"};
    case 3:
      return SocketFailed{epoch, "refused"};
    case 4:
      return SocketClosed{epoch, "reset"};
    case 5:
      return MessageArrived{epoch, connack(static_cast<std::uint8_t>(random.below(30)))};
    case 6:
      return MessageArrived{epoch, wire::ServerDisconnect{static_cast<std::uint8_t>(random.below(12))}};
    case 7:
      return MessageArrived{epoch, wire::QueryAck{1, static_cast<wire::MessageId>(random.below(4)), 0, 0, {}}};
    case 8:
      return MessageArrived{epoch, accepted()};
    default:
      return SocketOpened{epoch};
  }
}

Event random_event(Random& random, const ClientSession& session, const Bookkeeper& books, std::uint32_t question,
                   std::uint32_t request) {
  const auto& timers = books.running_timers();
  if (!timers.empty() && random.below(4) == 0) {
    return TimerFired{*std::next(timers.begin(), random.below(static_cast<std::uint32_t>(timers.size())))};
  }
  switch (random.below(17)) {
    case 0:
      return ConnectRequested{Token(random.below(8) == 0 ? "" : "token@"),
                              random.below(2) ? std::optional<Duration>(2s) : std::nullopt};
    case 1:
      return random.below(4) == 0 ? Event(DisconnectRequested{}) : Event(MessageArrived{session.epoch(), wire::PingResp{}});
    case 2:
      return SendRequested{request, "ppMsgP", "bob", {}};
    case 3:
      return QueryRequested{request, "pullMsg", {}};
    case 4:
      return DeviceTold{control::kDeviceEventNames[random.below(std::size(control::kDeviceEventNames))].value};
    default:
      return random_completion(random, session, question);
  }
}

TEST_F(ClientSessionTest, NoSequenceOfEventsBreaksTheInvariants) {
  for (std::uint64_t seed = 0; seed < 400 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    auto varied = config();
    varied.retries_first_connect = seed % 2 == 0;
    ClientSession machine(varied, Random(seed));
    Bookkeeper books;
    std::uint32_t asked = 0;
    for (std::uint32_t step = 1; step <= 300 && !HasFailure(); ++step) {
      const auto event = random_event(random, machine, books, asked, step);
      const auto actions = machine.handle(event, now += 1s);
      for (const auto& action : actions) {
        if (const auto* ask = std::get_if<AskNavigation>(&action)) asked = ask->question;
      }
      books.note(event, actions);
      books.check(machine.state());
    }
  }
}

}  // namespace
}  // namespace redial::session::client
