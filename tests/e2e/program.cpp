// fork, exec, poll.
#include "tests/e2e/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace redial::e2e {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kDeadline{90};

pid_t descendant(pid_t of, const std::string& word) {
  std::error_code gone;
  for (const auto& task : std::filesystem::directory_iterator("/proc/" + std::to_string(of) + "/task", gone)) {
    std::ifstream children(task.path() / "children");
    for (pid_t child = 0; children >> child;) {
      std::ifstream command("/proc/" + std::to_string(child) + "/cmdline");
      const std::string line(std::istreambuf_iterator<char>(command), {});
      if (line.find(word) != std::string::npos) return child;
      if (const pid_t below = descendant(child, word)) return below;
    }
  }
  return 0;
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

Program::Program(const std::vector<std::string>& arguments) {
  std::array<int, 2> output{};
  if (pipe2(output.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  std::vector<char*> values;
  for (const std::string& argument : arguments) values.push_back(const_cast<char*>(argument.c_str()));
  values.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    dup2(output[1], STDERR_FILENO);
    execvp(values[0], values.data());
    _exit(127);
  }
  close(output[1]);
  pipe_ = output[0];
}

Program::~Program() {
  if (!ended_) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  close(pipe_);
}

bool Program::read_more(Clock::time_point deadline) {
  pollfd poller{pipe_, POLLIN, 0};
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
  if (left.count() <= 0 || poll(&poller, 1, static_cast<int>(left.count())) <= 0) return false;
  std::array<char, 4096> buffer{};
  const ssize_t got = read(pipe_, buffer.data(), buffer.size());
  if (got <= 0) return false;
  output_.append(buffer.data(), static_cast<std::size_t>(got));
  return true;
}

bool Program::read_until(const std::string& text) {
  const auto deadline = Clock::now() + kDeadline;
  while (output_.find(text) == std::string::npos) {
    if (!read_more(deadline)) return false;
  }
  return true;
}

std::string Program::value_behind(const std::string& word) {
  const auto deadline = Clock::now() + kDeadline;
  for (;;) {
    const auto at = output_.find(word);
    const auto end = at == std::string::npos ? at : output_.find('\n', at);
    if (end != std::string::npos) {
      const auto begin = output_.find_first_not_of(' ', at + word.size());
      return output_.substr(begin, end - begin);
    }
    if (!read_more(deadline)) return {};
  }
}

void Program::signal(int number) const { kill(pid_, number); }

// The output ends when the last holder of the pipe does; a program that leaves children behind ends itself all the same.
int Program::finish() {
  const auto deadline = Clock::now() + kDeadline;
  while (read_more(deadline)) {
  }
  int status = 0;
  while (waitpid(pid_, &status, WNOHANG) == 0) {
    if (Clock::now() > deadline) return -1;
    poll(nullptr, 0, 10);
  }
  ended_ = true;
  return code_of(status);
}

Outcome run(const std::vector<std::string>& arguments) {
  Program program(arguments);
  const int code = program.finish();
  return {code, program.output()};
}

pid_t until_started(const std::string& word) {
  const auto deadline = Clock::now() + kDeadline;
  for (;;) {
    const pid_t found = descendant(getpid(), word);
    if (found || Clock::now() > deadline) return found;
    poll(nullptr, 0, 10);
  }
}

void adopt_orphans() { prctl(PR_SET_CHILD_SUBREAPER, 1); }

int orphans() {
  const auto deadline = Clock::now() + std::chrono::seconds(20);
  for (;;) {
    siginfo_t info{};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG) != 0) return 0;  // ECHILD
    if (info.si_pid != 0) continue;                                 // one ended; are there more?
    if (Clock::now() > deadline) return 1;
    poll(nullptr, 0, 10);
  }
}

std::string program(const std::string& name) { return std::filesystem::path(REDIAL_BINARY_DIR) / "bin" / name; }

std::filesystem::path empty_folder(const std::string& name) {
  const auto folder = std::filesystem::path(REDIAL_BINARY_DIR) / "e2e" / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace redial::e2e
