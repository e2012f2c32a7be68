// A text that is read in pieces, from memory or from a file. What stands in it is not its business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace redial::reports::stored {

// To be read by several threads at a time.
struct Text {
  std::uint64_t size = 0;
  // Copies what stands from `at` on, at most `room` bytes. How many: 0 at the end, or where it cannot be read.
  std::function<std::size_t(std::uint64_t at, char* into, std::size_t room)> read;
};

// Good as long as what `text` points to.
Text text_of(std::string_view text);

// A file that is open for reading. It is not mapped: when somebody shortens it meanwhile, a read ends early and nothing worse.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path);
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  // Good as long as this. Nothing: it cannot be opened, or is no regular file, whose bytes could be had from any place.
  std::optional<Text> text() const;

 private:
  int descriptor_;
};

}  // namespace redial::reports::stored
