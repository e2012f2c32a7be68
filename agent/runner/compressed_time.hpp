// Compressed time for one play: the run holds the clocks of server and clients, and moves them on when all are at rest. Nothing
// is waited for that nobody works on; nothing is skipped that anybody waits for.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "agent/ports/client_port.hpp"
#include "agent/ports/inbox.hpp"
#include "agent/ports/server_port.hpp"
#include "core/time/compressed_clock.hpp"

namespace redial::agent {

// Rounds of asking everybody at one instant. Peers that need more keep each other busy without end.
inline constexpr int kMaxSettleRounds = 1'000;
// Timers of peers that one play goes through. A client that needs more lives by timers so short that real time serves it better.
inline constexpr int kMaxInstants = 5'000;

// `next` asks every peer to settle, round after round. A round in which none has done anything is the proof that all are at rest
// and nothing is on its way: on loopback, what one has sent the other has received. Then the next timer of a peer, or the
// deadline, is the next instant. Used by the thread that plays; `post` by any.
class CompressedTime : public Inbox {
 public:
  // `machine` reads the monotonic clock that all peers have in common. `clock` outlives the play, as the server does that lives
  // by it.
  CompressedTime(CompressedClock& clock, std::function<TimePoint()> machine) : clock_(clock), machine_(std::move(machine)) {}

  // The same peers, in this time; they use what they are given, and the time, to their end. Apps and clients come before others
  // are asked to settle in the order in which they were made.
  std::unique_ptr<ServerPort> hold(ServerPort& server);
  std::unique_ptr<ClientFactory> hold(ClientFactory& clients);

  TimePoint now() override { return clock_.read(machine_()); }
  // A peer that cannot be reached, or never comes to rest, is lost: an event says so, and time then passes without it. A client
  // that has crashed is neither asked nor lost.
  // What falls due at the very deadline comes after it.
  std::optional<trace::Event> next(TimePoint deadline) override;
  void post(trace::Event event) override;

 private:
  struct Peer {
    Clocked& clocked;
    trace::EventKind loss;
    std::string client;  // empty for the server
    std::optional<control::Rest> rest;
  };
  class Membership;
  class HeldApp;
  class HeldServer;
  class HeldClient;
  class HeldClients;

  std::optional<trace::Event> take();
  void before_action();
  void settle();
  bool settle_round();
  std::optional<TimePoint> next_timer() const;
  void tell_clock();
  bool has_crashed(const Peer& peer);
  void lose(const Peer& peer, std::string why);

  CompressedClock& clock_;
  std::function<TimePoint()> machine_;
  CompressedClock told_;   // what the peers know of the clock
  std::list<Peer> peers_;  // in the order in which they were made
  bool at_rest_ = false;
  bool lost_ = false;
  int instants_ = 0;
  std::mutex mutex_;
  std::deque<trace::Event> events_;
  std::set<std::string> crashed_;  // clients
};

}  // namespace redial::agent
