// Settling, jumping, and the ports that keep the time informed of who there is and who acts.
#include "agent/runner/compressed_time.hpp"

#include <algorithm>
#include <utility>

#include "core/trace/event_of.hpp"

namespace redial::agent {

using trace::Event;
using trace::EventKind;

// ---- peers ----

// One peer among those that are asked and told, for as long as this lives.
class CompressedTime::Membership {
 public:
  Membership(CompressedTime& time, Peer peer) : time_(time), place_(time.peers_.insert(time.peers_.end(), std::move(peer))) {
    time_.at_rest_ = false;
  }
  ~Membership() {
    time_.peers_.erase(place_);
    time_.at_rest_ = false;  // its end is news to the others
  }
  Membership(const Membership&) = delete;
  Membership& operator=(const Membership&) = delete;

 private:
  CompressedTime& time_;
  std::list<Peer>::iterator place_;
};

namespace {

Error not_to_be_held(const std::string& who) { return {"its clock is its own", who, "play it in real time"}; }

}  // namespace

class CompressedTime::HeldApp : public AppPort {
 public:
  HeldApp(CompressedTime& time, std::unique_ptr<AppPort> app)
      : time_(time), app_(std::move(app)), membership_(time, {*app_->clocked(), EventKind::server_lost, {}, {}}) {}

  const control::App& app() const override { return app_->app(); }
  Result<control::ServerReply> perform(const control::ServerCommand& command) override {
    time_.before_action();
    return app_->perform(command);
  }
  Result<Done> catch_up() override { return app_->catch_up(); }

 private:
  CompressedTime& time_;
  std::unique_ptr<AppPort> app_;
  Membership membership_;
};

class CompressedTime::HeldServer : public ServerPort {
 public:
  HeldServer(CompressedTime& time, ServerPort& server) : time_(time), server_(server) {}

  std::string ca_file() const override { return server_.ca_file(); }
  Result<std::unique_ptr<AppPort>> create_app(const control::CreateApp& create, ObservationSink sink) override {
    auto app = server_.create_app(create, std::move(sink));
    if (!app) return app.error();
    Clocked* const clocked = (*app)->clocked();
    if (!clocked) return not_to_be_held("mock server");
    // The server may have been left behind by an earlier play.
    if (auto set = clocked->set_clock(time_.clock_); !set) return set.error();
    return std::unique_ptr<AppPort>(std::make_unique<HeldApp>(time_, std::move(*app)));
  }

 private:
  CompressedTime& time_;
  ServerPort& server_;
};

class CompressedTime::HeldClient : public ClientPort {
 public:
  HeldClient(CompressedTime& time, std::unique_ptr<ClientPort> client, const std::string& name)
      : time_(time), client_(std::move(client)), membership_(time, {*client_->clocked(), EventKind::agent_lost, name, {}}) {}
  // To the others its end is an action like any: they see it at the time of the run.
  ~HeldClient() override { time_.before_action(); }

  Result<control::ClientReply> perform(const control::ClientCommand& command) override {
    time_.before_action();
    return client_->perform(command);
  }

 private:
  CompressedTime& time_;
  std::unique_ptr<ClientPort> client_;
  Membership membership_;
};

class CompressedTime::HeldClients : public ClientFactory {
 public:
  HeldClients(CompressedTime& time, ClientFactory& clients) : time_(time), clients_(clients) {}

  Result<control::ClientDescription> describe() override { return clients_.describe(); }
  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient& create, ObservationSink sink) override {
    time_.before_action();
    control::CreateClient in_our_time = create;
    in_our_time.clock = time_.clock_;
    auto client = clients_.create(in_our_time, std::move(sink));
    if (!client) return client.error();
    if (!(*client)->clocked()) return not_to_be_held("client " + create.name);
    return std::unique_ptr<ClientPort>(std::make_unique<HeldClient>(time_, std::move(*client), create.name));
  }

 private:
  CompressedTime& time_;
  ClientFactory& clients_;
};

std::unique_ptr<ServerPort> CompressedTime::hold(ServerPort& server) { return std::make_unique<HeldServer>(*this, server); }
std::unique_ptr<ClientFactory> CompressedTime::hold(ClientFactory& clients) {
  return std::make_unique<HeldClients>(*this, clients);
}

// ---- time ----

std::optional<Event> CompressedTime::next(TimePoint deadline) {
  while (now() < deadline) {
    if (auto event = take()) return event;
    if (lost_) break;
    if (!at_rest_) {
      settle();
      continue;
    }
    const auto due = next_timer();
    if (!due || *due >= deadline) break;
    if (++instants_ > kMaxInstants) {
      lose(peers_.back(), "in compressed time the run stops after " + std::to_string(kMaxInstants) +
                              " timers of client and server; play this scenario in real time");
      continue;
    }
    clock_.jump(std::max(now(), *due), machine_());
    tell_clock();
  }
  // Who is at rest need not be told before somebody acts.
  if (now() < deadline) clock_.jump(deadline, machine_());
  return take();
}

void CompressedTime::post(Event event) {
  const std::lock_guard lock(mutex_);
  if (event.kind == EventKind::client_crashed) crashed_.insert(event.client);
  events_.push_back(std::move(event));
}

bool CompressedTime::has_crashed(const Peer& peer) {
  const std::lock_guard lock(mutex_);
  return crashed_.contains(peer.client);
}

std::optional<Event> CompressedTime::take() {
  const std::lock_guard lock(mutex_);
  if (events_.empty()) return std::nullopt;
  Event event = std::move(events_.front());
  events_.pop_front();
  // A loss or crash is told by whoever notices it, by the machine's clock.
  if (event.kind == EventKind::agent_lost || event.kind == EventKind::server_lost || event.kind == EventKind::client_crashed)
    event.at = now();
  return event;
}

void CompressedTime::before_action() {
  if (told_.skipped != clock_.skipped) tell_clock();
  at_rest_ = false;
}

void CompressedTime::settle() {
  for (int round = 0; round < kMaxSettleRounds && !lost_; ++round) {
    at_rest_ = settle_round();
    if (at_rest_) return;
  }
  if (!lost_) {
    lose(peers_.back(), "client and server do not come to rest: after " + std::to_string(kMaxSettleRounds) +
                            " rounds at one instant they still keep each other busy; play this scenario in real time");
  }
}

// True if nobody has done anything since the round before.
bool CompressedTime::settle_round() {
  bool quiet = true;
  for (Peer& peer : peers_) {
    if (has_crashed(peer)) {
      peer.rest.reset();
      continue;
    }
    const auto rest = peer.clocked.settle();
    if (!rest) {
      lose(peer, to_text(rest.error()));
      return false;
    }
    quiet = quiet && peer.rest && peer.rest->activity == rest->activity;
    peer.rest = *rest;
  }
  return quiet;
}

std::optional<TimePoint> CompressedTime::next_timer() const {
  std::optional<TimePoint> first;
  for (const Peer& peer : peers_) {
    if (peer.rest && peer.rest->next_timer) first = std::min(first.value_or(TimePoint::max()), *peer.rest->next_timer);
  }
  return first;
}

void CompressedTime::tell_clock() {
  told_ = clock_;
  at_rest_ = false;
  for (Peer& peer : peers_) {
    if (const auto set = peer.clocked.set_clock(clock_); !set) lose(peer, to_text(set.error()));
  }
}

void CompressedTime::lose(const Peer& peer, std::string why) {
  if (has_crashed(peer)) return;  // and has told so
  lost_ = true;
  Event event = trace::event_of(peer.loss, now());
  event.client = peer.client;
  event.detail = std::move(why);
  post(std::move(event));
}

}  // namespace redial::agent
