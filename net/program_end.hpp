// When a program of ours is to end: at SIGINT or SIGTERM, or with the parent that holds its standard input.
#pragma once

namespace redial::net {

class ProgramEnd {
 public:
  // Make it on the main thread before any other thread exists: they all inherit the blocked signals.
  ProgramEnd();
  ~ProgramEnd();
  ProgramEnd(const ProgramEnd&) = delete;
  ProgramEnd& operator=(const ProgramEnd&) = delete;

  // Returns at a signal. `follow_input`: also when standard input ends, as it does when the parent process dies.
  void wait(bool follow_input) const;

 private:
  int signals_;
};

}  // namespace redial::net
