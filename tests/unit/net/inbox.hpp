// What callbacks on a loop tell a test that waits on another thread. Waiting has a deadline, so that a failing test ends.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace redial::testing {

template <class T>
class Inbox {
 public:
  void put(T item) {
    const std::lock_guard lock(mutex_);
    items_.push_back(std::move(item));
    changed_.notify_all();
  }

  // The next item; fails the test and gives back a default one if none comes.
  T take() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(10), [this] { return !items_.empty(); })) {
      ADD_FAILURE() << "nothing arrived";
      return T{};
    }
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

  bool empty() {
    const std::lock_guard lock(mutex_);
    return items_.empty();
  }

  // For items that are to be destroyed on their loop.
  void clear() {
    const std::lock_guard lock(mutex_);
    items_.clear();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
};

}  // namespace redial::testing
