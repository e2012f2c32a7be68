// Closed and open loop.
#include <algorithm>

#include "benchmarks/peers/client/courses.hpp"
#include "benchmarks/peers/client/machine.hpp"
#include "benchmarks/peers/client/tally.hpp"
#include "net/clock.hpp"

namespace redial::peers {
namespace {

using nlohmann::json;

constexpr Duration kBetweenLooksForLate = std::chrono::milliseconds(100);
constexpr int kArrivalsAtOnce = 32;  // then the answers have their turn

double seconds(Duration time) { return std::chrono::duration<double>(time).count(); }

json told(Tally tally, Duration time, const Machine& used) {
  json all = to_json(std::move(tally));
  all["seconds"] = seconds(time);
  all["per_second"] = all["logins"].get<double>() / seconds(time);
  all["client_cpu"] = seconds(used.client_cpu) / seconds(time);
  all["server_cpu"] = seconds(used.server_cpu) / seconds(time);
  all["listen_overflows"] = used.listen_overflows;
  all["listen_drops"] = used.listen_drops;
  return all;
}

// The measured part of a course: from the end of the warm-up on.
class Window {
 public:
  Window(const Plan& plan, TimePoint now) : plan_(plan), begins_(now + plan.warm_up), next_look_(now + kBetweenLooksForLate) {}

  // Once a round.
  void at(TimePoint now) {
    if (open_ || now < begins_) return;
    open_ = true;
    begins_ = now;
    before_ = look(plan_.servers);
  }
  bool is_open() const { return open_; }
  bool is_over(TimePoint now) const { return open_ && now >= begins_ + plan_.measured; }
  bool looks_for_late(TimePoint now) {
    if (now < next_look_) return false;
    next_look_ = now + kBetweenLooksForLate;
    return true;
  }
  TimePoint begins() const { return begins_; }
  Machine used() const { return look(plan_.servers) - before_; }

 private:
  const Plan& plan_;
  bool open_ = false;
  TimePoint begins_, next_look_;
  Machine before_;
};

}  // namespace

bool log_in_once(Crowd& crowd, const Plan& plan) {
  bool in = false, ended = crowd.begin(0, net::now()).state() == Login::State::failed;
  const auto each = [&](Crowd::Slot, const Login& login) {
    in = login.state() == Login::State::in;
    ended = true;
  };
  while (!ended) {
    crowd.poll(10, each);
    crowd.give_up_before(net::now() - plan.patience, each);
  }
  crowd.drop(0);
  return in;
}

json run_closed(Crowd& crowd, const Plan& plan) {
  Tally tally;
  Window window(plan, net::now());
  std::vector<Crowd::Slot> failed;  // begun anew in the next round, so that a server that refuses all is no endless loop
  TimePoint now = net::now();
  const auto begin = [&](Crowd::Slot slot) {
    const Login& login = crowd.begin(slot, now);
    if (login.state() != Login::State::failed) return;
    if (window.is_open()) tally.count(login, {});
    failed.push_back(slot);
  };
  const auto each = [&](Crowd::Slot slot, const Login& login) {
    now = net::now();
    if (window.is_open()) tally.count(login, now - crowd.intended(slot));
    if (login.state() == Login::State::failed) return failed.push_back(slot);
    crowd.drop(slot);
    begin(slot);
  };
  for (Crowd::Slot slot = 0; slot < crowd.size(); ++slot) begin(slot);
  const auto is_over = [&] {
    const bool enough = tally.logged_in >= plan.at_least || now > window.begins() + plan.measured + plan.patience;
    return window.is_over(now) && enough;
  };
  while (!is_over()) {
    window.at(now);
    crowd.poll(0, each);
    now = net::now();
    for (const Crowd::Slot slot : std::exchange(failed, {})) begin(slot);
    if (window.looks_for_late(now)) crowd.give_up_before(now - plan.patience, each);
  }
  json all = told(std::move(tally), now - window.begins(), window.used());
  all["in_flight"] = crowd.size();
  return all;
}

json run_open(Crowd& crowd, const Plan& plan, double per_second) {
  Tally tally;
  Tally after;  // of those that ended after the measured time
  const TimePoint start = net::now();
  Window window(plan, start);
  TimePoint now = start;
  std::uint64_t due = 0, begun = 0, unoffered = 0, begun_in_window = 0;
  std::vector<Crowd::Slot> free(crowd.size());
  for (Crowd::Slot slot = 0; slot < crowd.size(); ++slot) free[slot] = slot;
  const auto ended = [&](Crowd::Slot slot, const Login& login) {
    now = net::now();
    if (window.is_open()) (window.is_over(now) ? after : tally).count(login, now - crowd.intended(slot));
    crowd.drop(slot);
    free.push_back(slot);
  };
  const auto arrive = [&] {
    const TimePoint intended = start + std::chrono::duration_cast<Duration>(
                                           std::chrono::duration<double>(static_cast<double>(begun + unoffered) / per_second));
    if (free.empty()) {
      ++unoffered;
      return;
    }
    const Crowd::Slot slot = free.back();
    free.pop_back();
    ++begun;
    if (window.is_open()) ++begun_in_window;
    if (const Login& login = crowd.begin(slot, intended); login.state() == Login::State::failed) ended(slot, login);
  };
  while (!window.is_over(now)) {
    window.at(now);
    crowd.poll(0, ended);
    now = net::now();
    due = static_cast<std::uint64_t>(seconds(now - start) * per_second);
    for (int i = 0; i < kArrivalsAtOnce && begun + unoffered < due; ++i) arrive();
    if (window.looks_for_late(now)) crowd.give_up_before(now - plan.patience, ended);
  }
  const Machine used = window.used();
  const Duration time = now - window.begins();
  while (free.size() < crowd.size() && now < window.begins() + time + plan.patience) {
    crowd.poll(1, ended);
    now = net::now();
  }
  crowd.give_up_before(now, ended);
  json all = told(std::move(tally), time, used);
  all["rate_wanted"] = per_second;
  all["rate_offered"] = static_cast<double>(begun_in_window) / seconds(time);
  all["unoffered"] = unoffered;
  all["behind"] = due - begun - unoffered;
  all["afterwards"] = to_json(std::move(after));
  return all;
}

}  // namespace redial::peers
