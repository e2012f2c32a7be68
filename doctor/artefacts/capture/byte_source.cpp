// Reads of fixed size. zlib reads files that are not gzipped as they are.
#include "doctor/artefacts/capture/byte_source.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstring>

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kBufferBytes = 2 * kMaxPeekBytes;
constexpr unsigned kFileBufferBytes = 1u << 16;

class FileSource : public ByteSource {
 public:
  explicit FileSource(gzFile file) : file_(file) { gzbuffer(file_, kFileBufferBytes); }
  ~FileSource() override { gzclose_r(file_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::size_t read(std::span<std::uint8_t> into) override {
    std::size_t got = 0;
    while (got < into.size()) {
      const int now = gzread(file_, into.data() + got, static_cast<unsigned>(into.size() - got));
      if (now <= 0) break;  // the end, or packed bytes that are damaged or cut off
      got += static_cast<std::size_t>(now);
    }
    return got;
  }

 private:
  gzFile file_;
};

}  // namespace

std::size_t MemorySource::read(std::span<std::uint8_t> into) {
  const std::size_t size = std::min(into.size(), rest_.size());
  if (size > 0) std::memcpy(into.data(), rest_.data(), size);
  rest_ = rest_.subspan(size);
  return size;
}

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return Error{"cannot be opened", path, "check the path, and that it may be read"};
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(file));
}

Window::Window(ByteSource& source) : source_(source), buffer_(kBufferBytes) {}

void Window::fill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::size_t got = source_.read(std::span(buffer_).subspan(end_));
  end_ += got;
  is_dry_ = end_ < buffer_.size();
}

View Window::peek(std::size_t size) {
  size = std::min(size, kMaxPeekBytes);
  if (end_ - begin_ < size && !is_dry_) fill();
  return View(buffer_).subspan(begin_, std::min(size, end_ - begin_));
}

bool Window::skip(std::uint64_t size) {
  while (size > 0) {
    if (begin_ == end_ && !is_dry_) fill();
    const std::size_t now = static_cast<std::size_t>(std::min<std::uint64_t>(size, end_ - begin_));
    if (now == 0) return false;
    begin_ += now;
    offset_ += now;
    size -= now;
  }
  return true;
}

}  // namespace redial::doctor::capture
