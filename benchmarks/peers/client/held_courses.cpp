// Sessions that stay: holding them, and losing all of them at once.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "benchmarks/peers/client/courses.hpp"
#include "benchmarks/peers/client/machine.hpp"
#include "benchmarks/peers/client/tally.hpp"
#include "net/clock.hpp"

namespace redial::peers {
namespace {

using nlohmann::json;

constexpr std::size_t kFillInFlight = 64;
constexpr std::size_t kBegunAtOnce = 32;  // then the answers have their turn
constexpr int kRestMs = 10;

// Brings every session of a crowd in, and in again whenever it is lost. What fails is tried again at once.
class Gathering {
 public:
  Gathering(Crowd& crowd, const Plan& plan) : crowd_(crowd), plan_(plan), is_in_(crowd.size()) { want_all(); }

  // Until all are in, with so many at most under way; false if for the plan's patience none came in. Times count from
  // `since`.
  bool bring_in(std::size_t at_once, TimePoint since) {
    began_ = since;
    last_in_ = net::now();
    tally_ = {};
    while (in_ < crowd_.size()) {
      for (std::size_t i = 0; i < kBegunAtOnce && under_way_ < at_once && !wanting_.empty(); ++i) begin_one();
      crowd_.poll(0, [&](auto slot, const Login& login) { on_change(slot, login); });
      const TimePoint now = net::now();
      if (now > last_in_ + plan_.patience) return false;
    }
    return true;
  }

  void drop_all() {
    for (Crowd::Slot slot = 0; slot < crowd_.size(); ++slot) crowd_.drop(slot);
    std::fill(is_in_.begin(), is_in_.end(), false);
    in_ = 0;
    want_all();
  }

  void wait_for_loss() {
    while (in_ == crowd_.size()) crowd_.poll(kRestMs, [&](auto slot, const Login& login) { on_change(slot, login); });
  }

  const Tally& tally() const { return tally_; }
  Duration took() const { return last_in_ - began_; }

 private:
  void want_all() {
    wanting_.resize(crowd_.size());
    for (Crowd::Slot slot = 0; slot < crowd_.size(); ++slot) wanting_[slot] = static_cast<Crowd::Slot>(crowd_.size() - 1 - slot);
  }

  void begin_one() {
    const Crowd::Slot slot = wanting_.back();
    wanting_.pop_back();
    ++under_way_;
    if (const Login& login = crowd_.begin(slot, began_); login.state() == Login::State::failed) on_change(slot, login);
  }

  void on_change(Crowd::Slot slot, const Login& login) {
    if (is_in_[slot]) {
      is_in_[slot] = false;
      --in_;
      return wanting_.push_back(slot);
    }
    --under_way_;
    const TimePoint now = net::now();
    tally_.count(login, now - began_);
    if (login.state() == Login::State::failed) return wanting_.push_back(slot);
    is_in_[slot] = true;
    ++in_;
    last_in_ = now;
  }

  Crowd& crowd_;
  const Plan& plan_;
  std::vector<bool> is_in_;
  std::vector<Crowd::Slot> wanting_;
  std::size_t under_way_ = 0, in_ = 0;
  TimePoint began_, last_in_;
  Tally tally_;
};

bool stdin_has_ended() {
  std::array<char, 64> ignored;
  return read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0;
}

double ms(Duration time) { return to_milliseconds(time); }

}  // namespace

json run_hold(Crowd& crowd, const Plan& plan) {
  Gathering gathering(crowd, plan);
  const bool all_in = gathering.bring_in(kFillInFlight, net::now());
  json told = to_json(gathering.tally());
  told["all_in"] = all_in;
  std::cout << (all_in ? "held" : "not held") << std::endl;
  while (all_in && !stdin_has_ended()) continue;
  crowd.poll(0, [&](auto, const Login&) { told["lost"] = told.value("lost", 0) + 1; });
  return told;
}

json run_storm(Crowd& crowd, const Plan& plan, bool by_server) {
  Gathering gathering(crowd, plan);
  if (!gathering.bring_in(kFillInFlight, net::now())) return {{"all_in", false}, {"before", to_json(gathering.tally())}};
  const Machine before = look(plan.servers);
  if (by_server) {
    std::cout << "held" << std::endl;
    gathering.wait_for_loss();
  }
  const TimePoint dropped = net::now();
  if (!by_server) gathering.drop_all();
  const TimePoint away = net::now();
  const bool all_in = gathering.bring_in(crowd.size(), dropped);
  const Machine used = look(plan.servers) - before;
  json told = to_json(gathering.tally());
  told["all_in"] = all_in;
  told["sessions"] = crowd.size();
  told["dropping_ms"] = ms(away - dropped);
  told["last_ms"] = ms(gathering.took());
  told["server_cpu_ms"] = ms(used.server_cpu);
  told["listen_overflows"] = used.listen_overflows;
  told["listen_drops"] = used.listen_drops;
  return told;
}

}  // namespace redial::peers
