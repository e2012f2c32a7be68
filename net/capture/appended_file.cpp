// Open, write, close.
#include "net/capture/appended_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace redial::net::capture {
namespace {

int write_whole(int descriptor, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : ENOSPC;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

int AppendedFile::append(std::span<const std::uint8_t> block) {
  if (error_ != 0) return error_;
  const int flags = O_WRONLY | O_APPEND | O_CLOEXEC | (exists_ ? 0 : O_CREAT | O_EXCL);
  const int descriptor = ::open(path_.c_str(), flags, 0600);
  if (descriptor < 0) return error_ = errno;
  exists_ = true;
  error_ = write_whole(descriptor, block);
  if (error_ == 0) {
    size_ += static_cast<off_t>(block.size());
  } else if (::ftruncate(descriptor, size_) != 0) {
    // What is there of the block stays: a reader says that the file ends in the middle of it.
  }
  ::close(descriptor);
  return error_;
}

}  // namespace redial::net::capture
