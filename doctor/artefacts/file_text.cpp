// See file_text.hpp. Of this room the only file that knows zlib, which reads plain files as they are.
#include "doctor/artefacts/file_text.hpp"

#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

namespace redial::doctor {
namespace {

constexpr std::size_t kChunk = 1 << 20;
constexpr const char* kAdvice = "name a file that exists and may be read";

struct Closer {
  void operator()(gzFile file) const { gzclose_r(file); }
};
using File = std::unique_ptr<gzFile_s, Closer>;

// Reads on until `max_bytes` are there; false at the end, and where no more can be read.
bool read_chunk(gzFile file, std::string& bytes, std::size_t max_bytes) {
  const std::size_t before = bytes.size();
  const std::size_t wanted = std::min(kChunk, max_bytes - before);
  bytes.resize(before + wanted);
  const int got = gzread(file, bytes.data() + before, static_cast<unsigned>(wanted));
  bytes.resize(before + static_cast<std::size_t>(std::max(got, 0)));
  return got > 0 && bytes.size() < max_bytes;
}

}  // namespace

Result<FileText> read_file(const std::string& path, std::size_t max_bytes) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return Error{"this is no file", path, kAdvice};
  const File file(gzopen(path.c_str(), "rb"));
  if (!file) return Error{"it cannot be read", path, kAdvice};
  FileText text;
  while (read_chunk(file.get(), text.bytes, max_bytes + 1)) {
  }
  int status = Z_OK;
  gzerror(file.get(), &status);
  text.was_packed = gzdirect(file.get()) == 0;
  if (status == Z_ERRNO || (status != Z_OK && !text.was_packed)) return Error{"it cannot be read", path, kAdvice};
  text.is_cut = status == Z_BUF_ERROR || status == Z_DATA_ERROR;
  text.has_more = text.bytes.size() > max_bytes;
  if (text.has_more) text.bytes.resize(max_bytes);
  return text;
}

}  // namespace redial::doctor
