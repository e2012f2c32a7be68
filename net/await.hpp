// Waiting on another thread for what happens on a loop, with a limit: how code that goes step by step uses what is made of
// callbacks.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>

#include "net/loop.hpp"

namespace redial::net {

// What callbacks have told and nobody has taken yet, in order. Any thread.
template <class T>
class Inbox {
 public:
  void put(T item) {
    const std::lock_guard lock(mutex_);
    items_.push_back(std::move(item));
    arrived_.notify_all();
  }
  // Nothing when nothing comes within the limit.
  std::optional<T> take(Duration limit) {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, limit, [this] { return !items_.empty(); });
    if (items_.empty()) return std::nullopt;
    std::optional<T> first(std::move(items_.front()));
    items_.pop_front();
    return first;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<T> items_;
};

// `start(tell)` runs on the loop's thread, begins an operation and gives back its owner, a unique_ptr, which is destroyed there
// when the operation has told its outcome, or the limit is over. Nothing in the latter case. Not on the loop's thread.
template <class T, class Start>
std::optional<T> await(Loop& loop, Duration limit, Start&& start) {
  Inbox<T> outcome;
  const std::function<void(T)> tell = [&outcome](T value) { outcome.put(std::move(value)); };
  auto operation = loop.call([&] { return start(tell); });
  auto result = outcome.take(limit);
  loop.call([&] { operation.reset(); });
  return result ? std::move(result) : outcome.take({});  // it may have come in between
}

}  // namespace redial::net
