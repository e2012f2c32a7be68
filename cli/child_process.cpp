// fork, exec, and the orderly end.
#include "cli/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace redial::cli {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};

// In the child, between fork and exec: async-signal-safe calls only.
[[noreturn]] void become(const std::vector<char*>& arguments, int input, int output, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // the parent died in between
  setpgid(0, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  dup2(input, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  std::array<int, 2> input{}, output{};
  if (pipe2(input.data(), O_CLOEXEC) != 0) return Error{std::strerror(errno), command[0], "raise the limit of open files"};
  if (pipe2(output.data(), O_CLOEXEC) != 0) {
    const int why = errno;
    close(input[0]);
    close(input[1]);
    return Error{std::strerror(why), command[0], "raise the limit of open files"};
  }
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) become(arguments, input[0], output[1], parent);
  const int why = errno;
  close(input[0]);
  close(output[1]);
  if (pid < 0) {
    close(input[1]);
    close(output[0]);
    return Error{std::strerror(why), command[0], "the machine can start no more processes"};
  }
  return std::unique_ptr<ChildProcess>(new ChildProcess(command[0], pid, input[1], output[0]));
}

ChildProcess::~ChildProcess() {
  close(input_);
  if (!gone_within(kPatience)) {
    kill(pid_, SIGTERM);
    (void)gone_within(kPatience);
  }
  kill(-pid_, SIGKILL);  // whatever it left in its group, itself included
  waitpid(pid_, nullptr, 0);
  close(output_);
}

// Does not reap, so that the process group stays ours to signal.
bool ChildProcess::gone_within(std::chrono::milliseconds timeout) const {
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  if (handle < 0) return false;
  pollfd poller{handle, POLLIN, 0};
  const bool gone = poll(&poller, 1, static_cast<int>(timeout.count())) > 0;
  close(handle);
  return gone;
}

Result<std::string> ChildProcess::read_line(std::chrono::milliseconds timeout) {
  std::string line;
  pollfd poller{output_, POLLIN, 0};
  while (poll(&poller, 1, static_cast<int>(timeout.count())) > 0) {
    char c = 0;
    const ssize_t got = read(output_, &c, 1);
    if (got <= 0) return Error{"ended before it was ready", name_, "run it by hand to see why"};
    if (c == '\n') return line;
    line += c;
  }
  return Error{"was not ready within " + std::to_string(timeout.count()) + " ms", name_, "run it by hand to see why"};
}

}  // namespace redial::cli
