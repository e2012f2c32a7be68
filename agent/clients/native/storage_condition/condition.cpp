// One mapped byte, and where a path or a descriptor leads.
#include "agent/clients/native/storage_condition/condition.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace redial::storage_condition {
namespace {

constexpr char kConditionVariable[] = "REDIAL_STORAGE_CONDITION";
constexpr char kDirectoryVariable[] = "REDIAL_STORAGE_DIRECTORY";
constexpr char kIntact = 'i';
constexpr char kReadOnly = 'r';

constinit std::array<char, PATH_MAX> directory{};
constinit const volatile char* condition = nullptr;

// A call that goes on leaves errno as it was.
class KeepErrno {
 public:
  ~KeepErrno() { errno = before_; }

 private:
  int before_ = errno;
};

char now() { return condition == nullptr ? kIntact : *condition; }

bool is_inside(const char* path) {
  const std::size_t length = std::strlen(directory.data());
  return std::strncmp(path, directory.data(), length) == 0 && (path[length] == '/' || path[length] == '\0');
}

bool is_inside(int descriptor) {
  std::array<char, 32> link{"/proc/self/fd/"};
  std::to_chars(link.data() + std::strlen(link.data()), link.data() + link.size() - 1, descriptor);
  std::array<char, PATH_MAX> path{};
  return readlink(link.data(), path.data(), path.size() - 1) > 0 && is_inside(path.data());
}

off_t size_of(int descriptor) {
  struct stat file {};
  return fstat(descriptor, &file) == 0 ? file.st_size : 0;
}

// Where a write without an offset begins.
off_t position_of(int descriptor) {
  const bool appends = (fcntl(descriptor, F_GETFL) & O_APPEND) != 0;
  return appends ? size_of(descriptor) : lseek(descriptor, 0, SEEK_CUR);
}

bool is_there(const char* path) {
  struct stat file {};
  return lstat(path, &file) == 0;
}

const volatile char* map_byte(const char* path) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return nullptr;
  void* mapped = mmap(nullptr, 1, PROT_READ, MAP_SHARED, file, 0);
  close(file);
  return mapped == MAP_FAILED ? nullptr : static_cast<const volatile char*>(mapped);
}

}  // namespace

void find_condition() {
  const char* file = std::getenv(kConditionVariable);
  const char* inside = std::getenv(kDirectoryVariable);
  if (file != nullptr && inside != nullptr && std::strlen(inside) < directory.size()) {
    std::strcpy(directory.data(), inside);
    condition = map_byte(file);
  }
  unsetenv(kConditionVariable);
  unsetenv(kDirectoryVariable);
}

int refuses_open(const char* path, int flags) {
  const char is = now();
  if (is == kIntact || !is_inside(path)) return 0;
  const KeepErrno keep;
  const bool makes = (flags & O_CREAT) != 0 && !is_there(path);
  if (is != kReadOnly) return makes ? ENOSPC : 0;
  return makes || (flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC) != 0 ? EROFS : 0;
}

int refuses_making(const char* path) {
  const char is = now();
  if (is == kIntact || !is_inside(path)) return 0;
  const KeepErrno keep;
  if (is_there(path)) return 0;  // libc has its own error for that
  return is == kReadOnly ? EROFS : ENOSPC;
}

int refuses_changing(const char* path) { return now() == kReadOnly && is_inside(path) ? EROFS : 0; }

int refuses_writing(int descriptor, off_t at, off_t size) {
  if (now() == kIntact) return 0;
  const KeepErrno keep;
  return refuses_resizing(descriptor, (at < 0 ? position_of(descriptor) : at) + size);
}

int refuses_resizing(int descriptor, off_t size) {
  const char is = now();
  if (is == kIntact) return 0;
  const KeepErrno keep;
  if (!is_inside(descriptor)) return 0;
  if (is == kReadOnly) return EROFS;
  return size > size_of(descriptor) ? ENOSPC : 0;
}

}  // namespace redial::storage_condition
