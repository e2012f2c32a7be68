// Programs of the product as a test starts them: arguments in, output and exit code out, and never longer than a deadline.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace redial::e2e {

// A program that runs beside the test. Whatever it leaves running is found by `orphans`.
class Program {
 public:
  // `arguments[0]` is the program. Its output and errors come back in `read_until` and `finish`.
  explicit Program(const std::vector<std::string>& arguments);
  ~Program();  // SIGKILL if it still runs
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // Reads until `text` appears in the output; false if it ends or the deadline passes first.
  bool read_until(const std::string& text);
  // What it prints behind `word` on that line, without the blanks before it; empty if it does not come in time.
  std::string value_behind(const std::string& word);
  void signal(int number) const;
  // Waits for its end. The exit code, or 128 + the signal; -1 if it did not end in time (it is killed then).
  int finish();

  const std::string& output() const { return output_; }

 private:
  bool read_more(std::chrono::steady_clock::time_point deadline);

  pid_t pid_ = -1;
  int pipe_ = -1;
  bool ended_ = false;
  std::string output_;
};

struct Outcome {
  int exit_code = -1;
  std::string output;
};
Outcome run(const std::vector<std::string>& arguments);

// A process below this one with `word` in its command line, as soon as there is one; 0 if none comes in time.
pid_t until_started(const std::string& word);

// From now on, processes whose parents die become children of this test.
void adopt_orphans();
// Waits until no child of this test is left; the number of those that are still there at the deadline.
int orphans();

// A program of this build, and a folder of this test's own, empty.
std::string program(const std::string& name);
std::filesystem::path empty_folder(const std::string& name);

}  // namespace redial::e2e
