// The functions that the dynamic linker gives a client in place of libc's: each fails as the condition says, or calls libc's with
// the same arguments. What stdio writes, and calls by other names (fortified, raw), are not seen.
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <type_traits>

#include "agent/clients/native/interposition/next.hpp"
#include "agent/clients/native/storage_condition/condition.hpp"

namespace redial::storage_condition {
namespace {

using interposition::Next;

namespace next {

constinit Next<int(const char*, int, mode_t)> open("open");
constinit Next<int(const char*, int, mode_t)> open64("open64");
constinit Next<int(int, const char*, int, mode_t)> openat("openat");
constinit Next<int(int, const char*, int, mode_t)> openat64("openat64");
constinit Next<FILE*(const char*, const char*)> fopen("fopen");
constinit Next<FILE*(const char*, const char*)> fopen64("fopen64");
constinit Next<int(const char*, mode_t)> mkdir("mkdir");
constinit Next<int(const char*, int)> access("access");
constinit Next<int(const char*)> unlink("unlink");
constinit Next<int(const char*)> rmdir("rmdir");
constinit Next<int(const char*, const char*)> rename("rename");
constinit Next<ssize_t(int, const void*, size_t)> write("write");
constinit Next<ssize_t(int, const iovec*, int)> writev("writev");
constinit Next<ssize_t(int, const void*, size_t, off_t)> pwrite("pwrite");
constinit Next<ssize_t(int, const void*, size_t, off_t)> pwrite64("pwrite64");
constinit Next<int(int, off_t)> ftruncate("ftruncate");
constinit Next<int(int, off_t)> ftruncate64("ftruncate64");
constinit Next<int(int, off_t, off_t)> posix_fallocate("posix_fallocate");
constinit Next<int(int, off_t, off_t)> posix_fallocate64("posix_fallocate64");

}  // namespace next

[[gnu::constructor]] void start() {
  const auto find = [](auto&... functions) { (functions.find(), ...); };
  find(next::open, next::open64, next::openat, next::openat64, next::fopen, next::fopen64);
  find(next::mkdir, next::access, next::unlink, next::rmdir, next::rename);
  find(next::write, next::writev, next::pwrite, next::pwrite64);
  find(next::ftruncate, next::ftruncate64, next::posix_fallocate, next::posix_fallocate64);
  find_condition();
}

// Calls `function`, or fails with `refusal`.
template <typename Result, typename... Parameters, typename... Arguments>
Result unless(int refusal, Next<Result(Parameters...)>& function, Arguments... arguments) {
  if (refusal == 0) return function(arguments...);
  errno = refusal;
  if constexpr (std::is_pointer_v<Result>)
    return nullptr;
  else
    return -1;
}

// The argument that open(2) takes if it may make a file.
mode_t mode_in(va_list more, int flags) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(more, mode_t) : 0;
}

// As open(2) would take a mode of fopen(3).
int flags_of(const char* mode) {
  const bool both = std::strchr(mode, '+') != nullptr;
  if (mode[0] == 'r') return both ? O_RDWR : O_RDONLY;
  return O_WRONLY | O_CREAT;
}

off_t size_of(const iovec* parts, int count) {
  size_t size = 0;
  for (int i = 0; i < count; ++i) size += parts[i].iov_len;
  return static_cast<off_t>(size);
}

constexpr off_t kWhereItStands = -1;

}  // namespace
}  // namespace redial::storage_condition

using namespace redial::storage_condition;

extern "C" {

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_in(more, flags);
  va_end(more);
  return unless(refuses_open(path, flags), next::open, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_in(more, flags);
  va_end(more);
  return unless(refuses_open(path, flags), next::open64, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_in(more, flags);
  va_end(more);
  return unless(refuses_open(path, flags), next::openat, folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = mode_in(more, flags);
  va_end(more);
  return unless(refuses_open(path, flags), next::openat64, folder, path, flags, mode);
}

FILE* fopen(const char* path, const char* mode) { return unless(refuses_open(path, flags_of(mode)), next::fopen, path, mode); }

FILE* fopen64(const char* path, const char* mode) {
  return unless(refuses_open(path, flags_of(mode)), next::fopen64, path, mode);
}

int mkdir(const char* path, mode_t mode) noexcept { return unless(refuses_making(path), next::mkdir, path, mode); }

int access(const char* path, int wanted) noexcept {
  return unless((wanted & W_OK) != 0 ? refuses_changing(path) : 0, next::access, path, wanted);
}

int unlink(const char* path) noexcept { return unless(refuses_changing(path), next::unlink, path); }

int rmdir(const char* path) noexcept { return unless(refuses_changing(path), next::rmdir, path); }

int rename(const char* from, const char* to) noexcept {
  const int refusal = refuses_changing(from);
  return unless(refusal != 0 ? refusal : refuses_changing(to), next::rename, from, to);
}

ssize_t write(int fd, const void* data, size_t size) {
  return unless(refuses_writing(fd, kWhereItStands, static_cast<off_t>(size)), next::write, fd, data, size);
}

ssize_t writev(int fd, const iovec* parts, int count) {
  return unless(refuses_writing(fd, kWhereItStands, size_of(parts, count)), next::writev, fd, parts, count);
}

ssize_t pwrite(int fd, const void* data, size_t size, off_t at) {
  return unless(refuses_writing(fd, at, static_cast<off_t>(size)), next::pwrite, fd, data, size, at);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off_t at) {
  return unless(refuses_writing(fd, at, static_cast<off_t>(size)), next::pwrite64, fd, data, size, at);
}

int ftruncate(int fd, off_t size) noexcept { return unless(refuses_resizing(fd, size), next::ftruncate, fd, size); }

int ftruncate64(int fd, off_t size) noexcept { return unless(refuses_resizing(fd, size), next::ftruncate64, fd, size); }

// These give the error back.
int posix_fallocate(int fd, off_t at, off_t size) {
  const int refusal = refuses_resizing(fd, at + size);
  return refusal != 0 ? refusal : next::posix_fallocate(fd, at, size);
}

int posix_fallocate64(int fd, off_t at, off_t size) {
  const int refusal = refuses_resizing(fd, at + size);
  return refusal != 0 ? refusal : next::posix_fallocate64(fd, at, size);
}

}  // extern "C"
