// What a loop goes round on: descriptors that are ready, work from elsewhere, and what is put off to the end of a turn.
// For net/ itself. A turn is one handler, whatever it sets off; the reactor knows no timers and no clock.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace redial::net {

// A descriptor that closes itself; -1 is none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;

  explicit operator bool() const { return number_ >= 0; }
  int get() const { return number_; }
  int release();
  void close();

 private:
  int number_ = -1;
};

// Whoever wants to know when a descriptor is ready.
class Watcher {
 public:
  // Errors and the peer's end make it both. It may destroy the watcher.
  virtual void on_ready(bool readable, bool writable) = 0;

 protected:
  ~Watcher() = default;
};

// Whoever puts something off to the end of the turn.
class Deferred {
 public:
  virtual void on_turn_end() = 0;

 protected:
  ~Deferred() = default;

 private:
  friend class Reactor;
  bool waits_ = false;
};

// Something to destroy, of whatever type.
using Grave = std::unique_ptr<void, void (*)(void*)>;

// Loop thread only, but for `post` and `stop`.
class Reactor {
 public:
  Reactor();
  ~Reactor();
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;

  // ---- descriptors ----
  struct Interest {
    bool reading = false, writing = false;
    friend bool operator==(const Interest&, const Interest&) = default;
  };
  // `watcher` is told again and again while the descriptor is ready for what it is interested in. `before` is what this watcher
  // has last asked for; no interest ends the watching. False: the kernel has no room for it.
  bool watch(int descriptor, Interest before, Interest interest, Watcher& watcher);
  // Before the descriptor is closed, which is what ends the watching.
  void forget(Watcher& watcher);
  // Where to put what is read; valid until the callback that it is handed to returns.
  std::span<std::uint8_t> read_buffer() { return read_buffer_; }

  // ---- turns ----
  // Once, at the end of this turn; outside of turns at the end of the next. Asking twice is once.
  void defer(Deferred& deferred);
  void forget(Deferred& deferred);
  // Destroyed at the end of this turn.
  void bury(Grave grave) { graves_.push_back(std::move(grave)); }
  // Ends a turn that the reactor has not begun itself.
  void end_turn();

  // ---- work from elsewhere ----
  void post(std::function<void()> work);       // any thread but the loop's
  void post_here(std::function<void()> work);  // behind all that was posted before
  // Work on a thread of its own, for what can only be waited for; the end of the reactor waits for it.
  void aside(std::function<void()> work);

  // ---- for the loop ----
  // One handler; false if there is none, or if the reactor was stopped while it waited. `waits`: until there is one.
  bool run_one(bool waits);
  void stop();  // any thread
  bool stopped() const { return stopped_; }
  // Destroys the work that was not begun. Nobody runs it any more.
  void drop_work();

 private:
  static constexpr std::size_t kEvents = 128;           // taken from the kernel in one go
  static constexpr std::size_t kReadBytes = 64 * 1024;  // one buffer for all streams: idle connections come by the ten thousand

  bool refill(bool waits);
  void dispatch(const epoll_event& event);
  void take_posted();

  Descriptor epoll_, wake_;
  std::array<epoll_event, kEvents> events_{};
  std::size_t next_event_ = 0, events_count_ = 0;
  std::deque<std::function<void()>> work_;
  std::vector<Deferred*> deferred_;
  std::vector<Grave> graves_;
  std::vector<std::uint8_t> read_buffer_ = std::vector<std::uint8_t>(kReadBytes);
  std::list<std::jthread> asides_;

  std::mutex mutex_;
  std::vector<std::function<void()>> posted_;
  std::atomic<bool> stopped_ = false;
};

}  // namespace redial::net
