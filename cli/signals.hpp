// Turns SIGINT and SIGTERM into a stop request. A second signal ends the process at once.
#pragma once

#include <stop_token>
#include <thread>

namespace redial::cli {

class SignalStop {
 public:
  // Make it on the main thread before any other thread exists: they all inherit the blocked signals.
  SignalStop();
  ~SignalStop();
  std::stop_token token() const { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  std::jthread waiter_;
};

}  // namespace redial::cli
