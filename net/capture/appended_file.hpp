// A file that grows by whole blocks: what does not fit is taken back, so that what is there can be read. It keeps no descriptor.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <string>

namespace redial::net::capture {

class AppendedFile {
 public:
  // Made by the first `append`, for its owner alone; it must not exist before.
  explicit AppendedFile(std::string path) : path_(std::move(path)) {}

  // 0, or the errno of what went wrong; from then on nothing more is appended, and the first error comes back.
  int append(std::span<const std::uint8_t> block);
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool exists_ = false;
  off_t size_ = 0;
  int error_ = 0;
};

}  // namespace redial::net::capture
