// One thread that sleeps in sigwait.
#include "cli/signals.hpp"

#include <signal.h>
#include <unistd.h>

namespace redial::cli {
namespace {

constexpr int kOwnEnd = SIGUSR2;  // sent by the destructor to the waiting thread

sigset_t awaited() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, kOwnEnd}) sigaddset(&set, signal);
  return set;
}

}  // namespace

SignalStop::SignalStop() {
  const sigset_t set = awaited();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signal(SIGPIPE, SIG_IGN);
  waiter_ = std::jthread([this] {
    const sigset_t waited = awaited();
    for (int received = 0; sigwait(&waited, &received) == 0 && received != kOwnEnd;) {
      if (!stop_.request_stop()) _exit(128 + received);
    }
  });
}

SignalStop::~SignalStop() { pthread_kill(waiter_.native_handle(), kOwnEnd); }

}  // namespace redial::cli
