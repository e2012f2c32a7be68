// A program that we started and that ends with us: at the latest when we die, however we die.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace redial::cli {

class ChildProcess {
 public:
  // Starts `command` (program and arguments; the program is looked up on PATH) with its standard input and output as pipes.
  // It gets a process group of its own, so that Ctrl-C at a terminal reaches us alone.
  // Call on the main thread: the kernel ends the child when the thread that started it is gone.
  static Result<std::unique_ptr<ChildProcess>> start(const std::vector<std::string>& command);

  // Closes its input, which asks it to end; then SIGTERM, then SIGKILL to its whole group. Returns when it is gone.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // The first line it prints; the error if it ends, or stays silent for `timeout`.
  Result<std::string> read_line(std::chrono::milliseconds timeout);

 private:
  ChildProcess(std::string name, pid_t pid, int input, int output)
      : name_(std::move(name)), pid_(pid), input_(input), output_(output) {}
  bool gone_within(std::chrono::milliseconds timeout) const;

  std::string name_;
  pid_t pid_;
  int input_;
  int output_;
};

}  // namespace redial::cli
