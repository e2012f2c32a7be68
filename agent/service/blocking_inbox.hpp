// The inbox of a run in real time: a queue that its reader sleeps on.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "agent/ports/inbox.hpp"

namespace redial::agent {

class BlockingInbox : public Inbox {
 public:
  // `now` reads the clock that events are stamped with.
  explicit BlockingInbox(std::function<TimePoint()> now) : now_(std::move(now)) {}

  TimePoint now() override { return now_(); }

  std::optional<trace::Event> next(TimePoint deadline) override {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, deadline - now_(), [this] { return !events_.empty(); });
    if (events_.empty()) return std::nullopt;
    trace::Event event = std::move(events_.front());
    events_.pop_front();
    return event;
  }

  void post(trace::Event event) override {
    {
      const std::lock_guard lock(mutex_);
      events_.push_back(std::move(event));
    }
    filled_.notify_one();
  }

 private:
  std::function<TimePoint()> now_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<trace::Event> events_;
};

}  // namespace redial::agent
