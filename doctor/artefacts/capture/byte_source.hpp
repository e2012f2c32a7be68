// Where a capture's bytes come from, front to back: a file, packed or not, or memory. It knows no format but gzip's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "doctor/artefacts/capture/bytes.hpp"

namespace redial::doctor::capture {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills `into` from the front and gives back how much. Less than its size: there is no more, or no more that can be read.
  virtual std::size_t read(std::span<std::uint8_t> into) = 0;
};

// The bytes must outlive it.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(View bytes) : rest_(bytes) {}
  std::size_t read(std::span<std::uint8_t> into) override;

 private:
  View rest_;
};

// A file; one that is gzipped is unpacked on the way. Errors: it cannot be opened.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);

inline constexpr std::size_t kMaxPeekBytes = 1u << 20;

// A look at what comes next of a source, in fixed memory.
class Window {
 public:
  explicit Window(ByteSource& source);

  // The next `size` bytes, at most kMaxPeekBytes; fewer where the source ends. Valid until the next call.
  View peek(std::size_t size);
  // Goes on behind the next `size` bytes. False: the source ends ahead of that.
  bool skip(std::uint64_t size);
  std::uint64_t offset() const { return offset_; }  // how many bytes were skipped

 private:
  void fill();

  ByteSource& source_;
  std::vector<std::uint8_t> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t offset_ = 0;
  bool is_dry_ = false;
};

}  // namespace redial::doctor::capture
