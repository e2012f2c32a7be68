// zlib behind two functions.
#include "doctor/artefacts/capture/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace redial::doctor::capture {
namespace {

constexpr int kAnyHeader = 15 + 32, kNoHeader = -15;
constexpr std::size_t kChunk = 1 << 14;
constexpr std::uint8_t kTail[] = {0x00, 0x00, 0xff, 0xff};  // left out of every message

class Stream {
 public:
  explicit Stream(int header) {
    if (inflateInit2(&stream_, header) != Z_OK) throw std::runtime_error("no memory left to unpack");
  }
  ~Stream() { inflateEnd(&stream_); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Adds to `out` what `packed` gives. Z_OK or Z_BUF_ERROR: all of it was read; Z_STREAM_END; anything else is an error.
  template <class Out>
  int read(View packed, Out& out, std::size_t limit) {
    std::array<std::uint8_t, kChunk> chunk;
    stream_.next_in = const_cast<Bytef*>(packed.data());  // zlib reads only
    stream_.avail_in = static_cast<uInt>(packed.size());
    int status = Z_OK;
    while (status == Z_OK && out.size() <= limit) {
      stream_.next_out = chunk.data();
      stream_.avail_out = kChunk;
      status = inflate(&stream_, Z_SYNC_FLUSH);
      out.insert(out.end(), chunk.data(), chunk.data() + (kChunk - stream_.avail_out));
      if (stream_.avail_out > 0 && stream_.avail_in == 0) break;
    }
    return out.size() > limit ? Z_MEM_ERROR : status;
  }
  void reset() { inflateReset(&stream_); }

 private:
  z_stream stream_{};
};

std::optional<std::string> inflated_as(int header, View packed, std::size_t limit) {
  Stream stream(header);
  std::string text;
  return stream.read(packed, text, limit) == Z_STREAM_END ? std::optional<std::string>(std::move(text)) : std::nullopt;
}

}  // namespace

std::optional<std::string> inflated(View packed, std::size_t limit) {
  auto text = inflated_as(kAnyHeader, packed, limit);
  return text ? text : inflated_as(kNoHeader, packed, limit);
}

struct MessageInflater::State {
  Stream stream{kNoHeader};
  bool is_broken = false;
};

MessageInflater::MessageInflater() : state_(std::make_unique<State>()) {}
MessageInflater::~MessageInflater() = default;
MessageInflater::MessageInflater(MessageInflater&&) noexcept = default;
MessageInflater& MessageInflater::operator=(MessageInflater&&) noexcept = default;

std::optional<wire::Bytes> MessageInflater::next(View packed, std::size_t limit) {
  if (state_->is_broken) return std::nullopt;
  wire::Bytes message;
  int status = state_->stream.read(packed, message, limit);
  if (status == Z_STREAM_END)
    state_->stream.reset();  // a message may end its stream; the next one begins anew
  else if (status == Z_OK || status == Z_BUF_ERROR)
    status = state_->stream.read(kTail, message, limit);
  state_->is_broken = status != Z_OK && status != Z_BUF_ERROR && status != Z_STREAM_END;
  return state_->is_broken ? std::nullopt : std::optional<wire::Bytes>(std::move(message));
}

}  // namespace redial::doctor::capture
