// The only file that knows zlib.
#include "reports/stored/deflate.hpp"

#include <zlib.h>

#include <array>
#include <stdexcept>

namespace redial::reports::stored {
namespace {

constexpr std::size_t kChunk = 1 << 16;

Bytef* bytes_of(std::string_view text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib reads only
}

}  // namespace

std::string deflated(std::string_view text) {
  uLongf size = compressBound(text.size());
  std::string result(size, '\0');
  if (compress2(bytes_of(result), &size, bytes_of(text), text.size(), Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error("no memory left to compress a report");
  result.resize(size);
  return result;
}

Result<std::string> inflated(std::string_view bytes, std::size_t limit) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw std::runtime_error("no memory left to read a report");
  stream.next_in = bytes_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  std::array<char, kChunk> chunk;
  int status = Z_OK;
  while (status == Z_OK && text.size() <= limit) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = kChunk;
    status = inflate(&stream, Z_NO_FLUSH);
    text.append(chunk.data(), kChunk - stream.avail_out);
  }
  const bool is_whole = status == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (!is_whole || text.size() > limit) return Error{"this is no compressed report, or it was cut off", "", ""};
  return text;
}

}  // namespace redial::reports::stored
