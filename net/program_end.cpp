// A descriptor for the signals, and poll.
#include "net/program_end.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace redial::net {

ProgramEnd::ProgramEnd() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC);
}

ProgramEnd::~ProgramEnd() { close(signals_); }

void ProgramEnd::wait(bool follow_input) const {
  pollfd sources[2] = {{signals_, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
  for (char discarded[256]; poll(sources, follow_input ? 2 : 1, -1) > 0;) {
    if (sources[0].revents != 0) return;
    if (follow_input && sources[1].revents != 0 && read(STDIN_FILENO, discarded, sizeof discarded) <= 0) return;
  }
}

}  // namespace redial::net
