// Many logins on one epoll, on one thread. What begins when, and what follows an end, is for the course that holds the crowd.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "benchmarks/peers/client/login.hpp"
#include "core/time/time.hpp"

namespace redial::peers {

class Crowd {
 public:
  using Slot = std::uint32_t;

  // `requests` are taken in turn, one for each login begun; both must outlive the crowd. `most`: logins at the same time.
  Crowd(const Target& target, const std::vector<std::string>& requests, std::size_t most);
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Begins a login in a slot whose login is over; it may have failed at once. `intended`: what its time counts from.
  const Login& begin(Slot slot, TimePoint intended);
  // Waits at most so many milliseconds, none if 0, and calls `each(slot, login)` for every login that is in, has failed, or has
  // been ended by the server after it was in.
  template <class Each>
  void poll(int wait_ms, Each each) {
    const std::size_t ready = wait(wait_ms);
    for (std::size_t i = 0; i < ready; ++i) {
      const Slot slot = slot_of(i);
      const Login::State before = logins_[slot].state();
      if (advance(i) != before) each(slot, logins_[slot]);
    }
  }
  // Ends by a reset, without a word to anybody.
  void drop(Slot slot) { logins_[slot].drop(); }
  // Those under way that were intended before this time fail as late; `each` as in poll.
  template <class Each>
  void give_up_before(TimePoint time, Each each) {
    for (Slot slot = 0; slot < logins_.size(); ++slot) {
      if (logins_[slot].state() != Login::State::under_way || intended_[slot] >= time) continue;
      logins_[slot].fail(logins_[slot].was_connected() ? Failure::late : Failure::unconnected);
      each(slot, logins_[slot]);
    }
  }

  std::size_t size() const { return logins_.size(); }
  TimePoint intended(Slot slot) const { return intended_[slot]; }

 private:
  std::size_t wait(int wait_ms);
  Slot slot_of(std::size_t index) const;
  Login::State advance(std::size_t index);

  struct Events;

  const Target& target_;
  const std::vector<std::string>& requests_;
  std::uint32_t next_ = 0;  // counts the logins begun
  int epoll_ = -1;
  std::deque<Login> logins_;  // they do not move
  std::vector<TimePoint> intended_;
  std::unique_ptr<Events> events_;
};

}  // namespace redial::peers
