// Compressed time with scripted peers, under a machine clock that stands still.
#include "agent/runner/compressed_time.hpp"

#include <gtest/gtest.h>

#include <map>

namespace redial::agent {
namespace {

using namespace std::chrono_literals;
using trace::Event;
using trace::EventKind;

constexpr TimePoint kStart{1h};
TimePoint machine() { return kStart; }

Event told(const std::string& what) {
  Event event;
  event.kind = EventKind::client_log;
  event.detail = what;
  return event;
}

// A peer with timers, each of which does something when the peer settles at or after its time.
class ScriptedPeer : public Clocked {
 public:
  void at(Duration offset, std::function<void()> work) { timers_.emplace(kStart + offset, std::move(work)); }
  // What came from outside is handled in the next settling.
  void receive(std::function<void()> work) { arrived_.push_back(std::move(work)); }

  Result<Done> set_clock(const CompressedClock& clock) override {
    clock_ = clock;
    return Done{};
  }
  Result<control::Rest> settle() override {
    if (dead) last_words();
    if (dead) return Error{"it is gone", "scripted peer", ""};
    ++settled;
    for (auto& work : std::exchange(arrived_, {})) act(work);
    while (!timers_.empty() && timers_.begin()->first <= clock_.read(machine())) {
      auto timer = timers_.extract(timers_.begin());
      act(timer.mapped());
    }
    if (restless) ++activity_;
    control::Rest rest{activity_, std::nullopt};
    if (!timers_.empty()) rest.next_timer = timers_.begin()->first;
    return rest;
  }
  TimePoint now() const { return clock_.read(machine()); }

  bool dead = false;
  std::function<void()> last_words = [] {};
  bool restless = false;
  int settled = 0;

 private:
  void act(const std::function<void()>& work) {
    ++activity_;
    work();
  }

  CompressedClock clock_;
  std::uint64_t activity_ = 0;
  std::multimap<TimePoint, std::function<void()>> timers_;
  std::vector<std::function<void()>> arrived_;
};

class ScriptedServer : public ServerPort {
 public:
  explicit ScriptedServer(ScriptedPeer* peer) : peer_(peer) {}
  std::string ca_file() const override { return {}; }
  Result<std::unique_ptr<AppPort>> create_app(const control::CreateApp&, ObservationSink) override {
    struct App : AppPort {
      explicit App(ScriptedPeer* peer) : peer_(peer) {}
      const control::App& app() const override { return app_; }
      Result<control::ServerReply> perform(const control::ServerCommand&) override { return control::ServerReply{}; }
      Clocked* clocked() override { return peer_; }
      ScriptedPeer* peer_;
      control::App app_;
    };
    return std::unique_ptr<AppPort>(std::make_unique<App>(peer_));
  }

 private:
  ScriptedPeer* peer_;
};

class ScriptedClients : public ClientFactory {
 public:
  explicit ScriptedClients(ScriptedPeer* peer) : peer_(peer) {}
  Result<control::ClientDescription> describe() override { return control::ClientDescription{}; }
  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient& create, ObservationSink) override {
    if (peer_ && create.clock) (void)peer_->set_clock(*create.clock);
    struct Client : ClientPort {
      explicit Client(ScriptedPeer* peer) : peer_(peer) {}
      Result<control::ClientReply> perform(const control::ClientCommand&) override {
        peer_->receive([] {});
        performed_at = peer_->now();
        return control::ClientReply{};
      }
      Clocked* clocked() override { return peer_; }
      ScriptedPeer* peer_;
      TimePoint performed_at;
    };
    return std::unique_ptr<ClientPort>(std::make_unique<Client>(peer_));
  }

 private:
  ScriptedPeer* peer_;
};

class CompressedTimeTest : public testing::Test {
 protected:
  CompressedTimeTest() {
    app = std::move(server_port->create_app({}, {}).value());
    control::CreateClient create;
    create.name = "alice";
    client = std::move(client_factory->create(create, {}).value());
  }
  // The detail of the next event, or what the time has come to.
  std::string next(Duration deadline) {
    const auto event = time.next(kStart + deadline);
    return event ? event->detail : std::to_string((time.now() - kStart) / 1ms) + " ms";
  }
  void tell(const std::string& what) { time.post(told(what)); }

  CompressedClock clock = CompressedClock::starting_at(kStart);
  CompressedTime time{clock, machine};
  ScriptedPeer server, alice;
  ScriptedServer servers{&server};
  ScriptedClients factory{&alice};
  std::unique_ptr<ServerPort> server_port = time.hold(servers);
  std::unique_ptr<ClientFactory> client_factory = time.hold(factory);
  std::unique_ptr<AppPort> app;
  std::unique_ptr<ClientPort> client;
};

TEST_F(CompressedTimeTest, GoesStraightToTheDeadlineWhenNobodyHasATimer) { EXPECT_EQ(next(5min), "300000 ms"); }

TEST_F(CompressedTimeTest, StopsAtEachTimerOnTheWay) {
  alice.at(45s, [this] { tell("dead peer noticed"); });
  server.at(10s, [this] { tell("restarted"); });
  EXPECT_EQ(next(5min), "restarted");
  EXPECT_EQ(time.now(), kStart + 10s);
  EXPECT_EQ(next(5min), "dead peer noticed");
  EXPECT_EQ(time.now(), kStart + 45s);
  EXPECT_EQ(next(5min), "300000 ms");
}

TEST_F(CompressedTimeTest, WhatFallsDueAtTheDeadlineComesAfterIt) {
  alice.at(5s, [this] { tell("just then"); });
  EXPECT_EQ(next(5s), "5000 ms");
  EXPECT_EQ(next(6s), "just then");
}

TEST_F(CompressedTimeTest, WhatHasBeenObservedComesBeforeTimePasses) {
  tell("already there");
  EXPECT_EQ(next(5s), "already there");
  EXPECT_EQ(time.now(), kStart);
}

TEST_F(CompressedTimeTest, ADeadlineThatHasPassedOnlyTakesWhatIsThere) {
  const int before = alice.settled;
  EXPECT_EQ(next(0s), "0 ms");
  EXPECT_EQ(alice.settled, before);
}

TEST_F(CompressedTimeTest, ConsequencesOfAnInstantHappenWithinIt) {
  server.at(1s, [this] {
    alice.receive([this] {  // the answer, which the server gets after it has been asked in this round
      server.receive([this] { tell("answered"); });
    });
  });
  EXPECT_EQ(next(5min), "answered");
  EXPECT_EQ(time.now(), kStart + 1s);
}

TEST_F(CompressedTimeTest, EveryClockIsMovedBeforeAnythingFires) {
  TimePoint seen_by_alice;
  server.at(10s, [&] { alice.receive([&] { seen_by_alice = alice.now(); }); });
  next(1min);
  EXPECT_EQ(seen_by_alice, kStart + 10s);
}

TEST_F(CompressedTimeTest, WhoActsAfterAWaitKnowsTheTime) {
  next(30s);
  EXPECT_LT(alice.now(), kStart + 30s);  // at rest, nobody was told
  (void)client->perform(control::RegisterListeners{});
  EXPECT_EQ(alice.now(), kStart + 30s);
  EXPECT_EQ(server.now(), kStart + 30s);
}

TEST_F(CompressedTimeTest, WhenAClientEndsTheServerKnowsTheTime) {
  next(5min);
  client.reset();
  EXPECT_EQ(server.now(), kStart + 5min);
}

TEST_F(CompressedTimeTest, AClientThatHasEndedIsNotAsked) {
  client.reset();
  const int before = alice.settled;
  EXPECT_EQ(next(1s), "1000 ms");
  EXPECT_EQ(alice.settled, before);
}

TEST_F(CompressedTimeTest, APeerThatDiesIsLostAndTimeGoesOn) {
  alice.dead = true;
  const auto event = time.next(kStart + 5s);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->kind, EventKind::agent_lost);
  EXPECT_EQ(event->client, "alice");
  EXPECT_EQ(event->detail, "scripted peer: it is gone");
  EXPECT_EQ(next(5s), "5000 ms");
}

Event crash_of(const std::string& client) {
  Event crash;
  crash.kind = EventKind::client_crashed;
  crash.client = client;
  return crash;
}

TEST_F(CompressedTimeTest, AClientThatHasCrashedIsNeitherAskedNorLost) {
  alice.dead = true;
  const int before = alice.settled;
  time.post(crash_of("alice"));
  EXPECT_EQ(time.next(kStart + 5s)->kind, EventKind::client_crashed);
  EXPECT_EQ(next(5s), "5000 ms");
  EXPECT_EQ(alice.settled, before);
}

TEST_F(CompressedTimeTest, ACrashThatShowsWhileTheClientSettlesIsNoLossEither) {
  alice.dead = true;
  alice.last_words = [&] { time.post(crash_of("alice")); };
  EXPECT_EQ(time.next(kStart + 5s)->kind, EventKind::client_crashed);
  EXPECT_EQ(next(5s), "5000 ms");
}

TEST_F(CompressedTimeTest, ADeadServerIsLostAsServer) {
  server.dead = true;
  EXPECT_EQ(time.next(kStart + 5s)->kind, EventKind::server_lost);
}

TEST_F(CompressedTimeTest, PeersThatNeverRestAreGivenUpAfterSoManyRounds) {
  alice.restless = true;
  const auto event = time.next(kStart + 5s);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->kind, EventKind::agent_lost);
  EXPECT_NE(event->detail.find("do not come to rest"), std::string::npos);
  EXPECT_EQ(alice.settled, kMaxSettleRounds);
}

TEST_F(CompressedTimeTest, AClientThatLivesByTimersTooShortIsGivenUpAfterSoManyInstants) {
  int fired = 0;
  std::function<void()> tick = [&] { alice.at(1ms * ++fired, tick); };
  tick();
  const auto event = time.next(kStart + 1h);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->kind, EventKind::agent_lost);
  EXPECT_EQ(fired, kMaxInstants + 1);
}

TEST_F(CompressedTimeTest, ALossOrCrashToldByTheMachinesClockGetsTheTimeOfTheRun) {
  next(30s);
  Event lost;
  lost.at = kStart + 1s;
  for (const EventKind kind : {EventKind::agent_lost, EventKind::server_lost, EventKind::client_crashed}) {
    lost.kind = kind;
    time.post(lost);
    EXPECT_EQ(time.next(kStart + 31s)->at, kStart + 30s);
  }
}

TEST(CompressedTime, RefusesClientsAndServersWithAClockOfTheirOwn) {
  CompressedClock clock;
  CompressedTime time(clock, machine);
  ScriptedServer servers(nullptr);
  ScriptedClients clients(nullptr);
  EXPECT_FALSE(time.hold(servers)->create_app({}, {}).ok());
  EXPECT_FALSE(time.hold(clients)->create({}, {}).ok());
}

}  // namespace
}  // namespace redial::agent
