// Level-triggered epoll: a watcher that leaves something unread is told again.
#include "net/reactor.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <utility>

namespace redial::net {
namespace {

std::uint32_t flags_of(Reactor::Interest interest) {
  return (interest.reading ? EPOLLIN : 0u) | (interest.writing ? EPOLLOUT : 0u);
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    number_ = other.release();
  }
  return *this;
}

int Descriptor::release() { return std::exchange(number_, -1); }

void Descriptor::close() {
  if (number_ >= 0) ::close(release());
}

Reactor::Reactor() : epoll_(epoll_create1(EPOLL_CLOEXEC)), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};  // no watcher: the wake-up
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event);
}

Reactor::~Reactor() { drop_work(); }

bool Reactor::watch(int descriptor, Interest before, Interest interest, Watcher& watcher) {
  if (interest == before) return true;
  epoll_event event{.events = flags_of(interest), .data = {.ptr = &watcher}};
  const bool is_new = before == Interest{}, ends = interest == Interest{};
  if (ends) forget(watcher);
  const int how = ends ? EPOLL_CTL_DEL : is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  return epoll_ctl(epoll_.get(), how, descriptor, &event) == 0;
}

void Reactor::forget(Watcher& watcher) {
  for (std::size_t i = next_event_; i < events_count_; ++i)
    if (events_[i].data.ptr == &watcher) events_[i].events = 0;
}

void Reactor::defer(Deferred& deferred) {
  if (!std::exchange(deferred.waits_, true)) deferred_.push_back(&deferred);
}

void Reactor::forget(Deferred& deferred) {
  if (std::exchange(deferred.waits_, false)) *std::ranges::find(deferred_, &deferred) = nullptr;
}

void Reactor::end_turn() {
  while (!deferred_.empty() || !graves_.empty()) {
    for (std::size_t i = 0; i < deferred_.size(); ++i) {  // each may defer, and forget, others
      Deferred* one = std::exchange(deferred_[i], nullptr);
      if (one == nullptr) continue;
      one->waits_ = false;
      one->on_turn_end();
    }
    deferred_.clear();
    std::exchange(graves_, {}).clear();
  }
}

void Reactor::post(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  posted_.push_back(std::move(work));
  const std::uint64_t one = 1;
  if (posted_.size() == 1) (void)!::write(wake_.get(), &one, sizeof one);
}

void Reactor::post_here(std::function<void()> work) {
  take_posted();
  work_.push_back(std::move(work));
}

void Reactor::aside(std::function<void()> work) {
  const auto place = asides_.emplace(asides_.end());
  *place = std::jthread([this, place, work = std::move(work)]() mutable {
    std::exchange(work, nullptr)();
    post([this, place] { asides_.erase(place); });
  });
}

bool Reactor::run_one(bool waits) {
  while (!stopped_) {
    if (next_event_ < events_count_) {
      const epoll_event event = events_[next_event_++];
      if (event.events == 0) continue;  // forgotten
      dispatch(event);
    } else if (!work_.empty()) {
      const auto work = std::move(work_.front());
      work_.pop_front();
      work();
    } else {
      if (!refill(waits)) return false;
      continue;
    }
    end_turn();
    return true;
  }
  return false;
}

// Gives work from elsewhere and descriptors their turns, one round each.
bool Reactor::refill(bool waits) {
  take_posted();
  const int got = epoll_wait(epoll_.get(), events_.data(), static_cast<int>(events_.size()), waits && work_.empty() ? -1 : 0);
  next_event_ = 0;
  events_count_ = static_cast<std::size_t>(std::max(got, 0));
  for (epoll_event& event : std::span(events_).first(events_count_)) {
    if (event.data.ptr != nullptr) continue;
    event.events = 0;
    std::uint64_t wakes = 0;
    (void)!::read(wake_.get(), &wakes, sizeof wakes);
    take_posted();
  }
  const bool interrupted = got < 0 && errno == EINTR;
  return waits || interrupted || events_count_ > 0 || !work_.empty();
}

void Reactor::dispatch(const epoll_event& event) {
  const bool over = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
  static_cast<Watcher*>(event.data.ptr)->on_ready(over || (event.events & EPOLLIN) != 0, over || (event.events & EPOLLOUT) != 0);
}

void Reactor::take_posted() {
  const std::lock_guard lock(mutex_);
  std::ranges::move(posted_, std::back_inserter(work_));
  posted_.clear();
}

void Reactor::stop() {
  stopped_ = true;
  const std::uint64_t one = 1;
  (void)!::write(wake_.get(), &one, sizeof one);
}

void Reactor::drop_work() {
  asides_.clear();
  for (take_posted(); !work_.empty(); take_posted()) std::exchange(work_, {}).clear();
  end_turn();
}

}  // namespace redial::net
