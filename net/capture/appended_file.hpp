// A file that grows by whole blocks: what does not fit is taken back, so that what is there can be read. Each block is with the
// kernel when it has been appended; nothing is buffered.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace redial::net::capture {

// How many files may stay open at a time. Any thread.
class OpenFiles {
 public:
  explicit OpenFiles(int most) : free_(most) {}

  // False: there is no room for one more.
  bool take() {
    if (free_.fetch_sub(1) > 0) return true;
    give_back();
    return false;
  }
  void give_back() { free_.fetch_add(1); }

 private:
  std::atomic<int> free_;
};

class AppendedFile {
 public:
  // Made by the first `append`, for its owner alone; it must not exist before. From then on it stays open, if `open_files` has
  // room; otherwise it is opened and closed for each block, until there is room.
  AppendedFile(std::string path, std::shared_ptr<OpenFiles> open_files)
      : path_(std::move(path)), open_files_(std::move(open_files)) {}
  ~AppendedFile();
  AppendedFile(const AppendedFile&) = delete;
  AppendedFile& operator=(const AppendedFile&) = delete;

  // 0, or the errno of what went wrong; from then on nothing more is appended, and the first error comes back.
  int append(std::span<const std::uint8_t> block);
  const std::string& path() const { return path_; }

 private:
  int open();
  int still_there() const;
  void append_whole(std::span<const std::uint8_t> block);
  void close();

  std::string path_;
  std::shared_ptr<OpenFiles> open_files_;
  int descriptor_ = -1;
  bool stays_open_ = false;  // it has taken of `open_files_`
  bool exists_ = false;
  off_t size_ = 0;
  int error_ = 0;
};

}  // namespace redial::net::capture
