// epoll with edges: a socket is made known once, and its end needs no call.
#include "benchmarks/peers/client/crowd.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <array>

namespace redial::peers {
namespace {

constexpr std::size_t kEvents = 256;  // at once

}  // namespace

struct Crowd::Events {
  std::array<epoll_event, kEvents> ready;
};

Crowd::Crowd(const Target& target, const std::vector<std::string>& requests, std::size_t most)
    : target_(target),
      requests_(requests),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      logins_(most),
      intended_(most),
      events_(std::make_unique<Events>()) {}

Crowd::~Crowd() { close(epoll_); }

const Login& Crowd::begin(Slot slot, TimePoint intended) {
  Login& login = logins_[slot];
  intended_[slot] = intended;
  const std::uint32_t number = next_++;
  if (login.begin(target_, requests_[number % requests_.size()], number) == Login::State::failed) return login;
  epoll_event wanted{};
  wanted.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
  if (login.waits_to_write()) wanted.events |= EPOLLOUT;
  wanted.data.u32 = slot;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, login.descriptor(), &wanted);
  return login;
}

std::size_t Crowd::wait(int wait_ms) {
  const int ready = epoll_wait(epoll_, events_->ready.data(), static_cast<int>(kEvents), wait_ms);
  return ready > 0 ? static_cast<std::size_t>(ready) : 0;
}

Crowd::Slot Crowd::slot_of(std::size_t index) const { return events_->ready[index].data.u32; }

Login::State Crowd::advance(std::size_t index) { return logins_[slot_of(index)].on_ready(events_->ready[index].events); }

}  // namespace redial::peers
