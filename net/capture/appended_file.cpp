// A first block decides whether the file stays open; so does any later one of a file that did not.
#include "net/capture/appended_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
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

AppendedFile::~AppendedFile() { close(); }

int AppendedFile::append(std::span<const std::uint8_t> block) {
  if (error_ != 0) return error_;
  error_ = descriptor_ < 0 ? open() : still_there();
  if (error_ != 0) return error_;
  append_whole(block);
  if (!stays_open_) stays_open_ = open_files_->take();
  if (!stays_open_ || error_ != 0) close();
  return error_;
}

int AppendedFile::open() {
  const int flags = O_WRONLY | O_APPEND | O_CLOEXEC | (exists_ ? 0 : O_CREAT | O_EXCL);
  descriptor_ = ::open(path_.c_str(), flags, 0600);
  if (descriptor_ < 0) return errno;
  exists_ = true;
  return 0;
}

// What is written to a file that somebody has removed is lost.
int AppendedFile::still_there() const {
  struct stat about {};
  return ::fstat(descriptor_, &about) == 0 && about.st_nlink > 0 ? 0 : ENOENT;
}

void AppendedFile::append_whole(std::span<const std::uint8_t> block) {
  error_ = write_whole(descriptor_, block);
  if (error_ == 0) {
    size_ += static_cast<off_t>(block.size());
  } else if (::ftruncate(descriptor_, size_) != 0) {
    // What is there of the block stays: a reader says that the file ends in the middle of it.
  }
}

void AppendedFile::close() {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (std::exchange(stays_open_, false)) open_files_->give_back();
}

}  // namespace redial::net::capture
