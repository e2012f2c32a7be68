// A file's bytes are asked for by their place: the descriptor has none that threads would have to agree upon.
#include "reports/stored/text.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redial::reports::stored {

Text text_of(std::string_view text) {
  return {text.size(),
          [text](std::uint64_t at, char* into, std::size_t room) { return at < text.size() ? text.copy(into, room, at) : 0; }};
}

OpenFile::OpenFile(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::optional<Text> OpenFile::text() const {
  struct stat about {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  return Text{static_cast<std::uint64_t>(about.st_size), [this](std::uint64_t at, char* into, std::size_t room) {
                const ssize_t got = ::pread(descriptor_, into, room, static_cast<off_t>(at));
                return got > 0 ? static_cast<std::size_t>(got) : 0;
              }};
}

}  // namespace redial::reports::stored
