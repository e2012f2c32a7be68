// See native_frame.hpp.
#include "core/wire/native_frame.hpp"

#include <algorithm>
#include <utility>

#include "core/wire/byte_writer.hpp"

namespace redial::wire {
namespace {

constexpr std::size_t kMaxLengthBytes = 4;
constexpr std::size_t kLengthAt = 2;  // behind header byte and checksum
constexpr std::uint8_t kMore = 0x80;  // of a length byte: another one follows

std::uint8_t checksum(std::uint8_t header, std::span<const std::uint8_t> length) {
  for (const std::uint8_t byte : length) header ^= byte;
  return header;
}

// 7 bits per byte, the low ones first.
Bytes length_bytes(std::size_t size) {
  Bytes bytes;
  do {
    const auto low = static_cast<std::uint8_t>(size & 0x7f);
    size >>= 7;
    bytes.push_back(size > 0 ? low | kMore : low);
  } while (size > 0);
  return bytes;
}

std::size_t length_of(std::span<const std::uint8_t> bytes) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) size |= static_cast<std::size_t>(bytes[i] & 0x7f) << (7 * i);
  return size;
}

void apply_mask(const NativeKey& key, std::span<std::uint8_t> body) {
  for (std::size_t i = 0; i < body.size(); ++i) body[i] ^= key[i % key.size()];
}

NativeKey key_of(std::span<const std::uint8_t> masked_connect) {
  NativeKey key{0, static_cast<std::uint8_t>(kProtocolName.size())};
  std::ranges::copy(kProtocolName, key.begin() + 2);
  for (std::size_t i = 0; i < key.size(); ++i) key[i] ^= masked_connect[i];
  return key;
}

}  // namespace

Bytes encode_native_frame(std::span<const std::uint8_t> message, const NativeKey& key) {
  const Bytes length = length_bytes(message.size() - 1);
  ByteWriter out;
  out.u8(message[0]);
  out.u8(checksum(message[0], length));
  out.bytes(length);
  out.bytes(message.subspan(1));
  Bytes frame = std::move(out).take();
  apply_mask(key, std::span(frame).subspan(kLengthAt + length.size()));
  return frame;
}

std::vector<NativeEvent> NativeReader::read(std::span<const std::uint8_t> bytes) {
  while (!finished_ && !bytes.empty()) {
    if (!in_body_) {
      take_header(bytes[0]);
      bytes = bytes.subspan(1);
      continue;
    }
    const auto taken = bytes.first(std::min(bytes.size(), size_ - message_.size()));
    message_.insert(message_.end(), taken.begin(), taken.end());
    bytes = bytes.subspan(taken.size());
    if (message_.size() == size_) finish_frame();
  }
  return std::exchange(events_, {});
}

void NativeReader::take_header(std::uint8_t byte) {
  header_.push_back(byte);
  if (header_.size() <= kLengthAt) return;
  const bool is_last = (byte & kMore) == 0;
  if (is_last) return judge_header();
  if (header_.size() == kLengthAt + kMaxLengthBytes) end_with("a length of more than 4 bytes");
}

void NativeReader::judge_header() {
  const auto length = std::span(header_).subspan(kLengthAt);
  if (checksum(header_[0], length) != header_[1]) return end_with("a wrong checksum");
  size_ = 1 + length_of(length);
  if (size_ > kMaxMessageBytes) return end_with("a frame of more than " + std::to_string(kMaxMessageBytes) + " bytes");
  if (!key_ && size_ <= std::tuple_size_v<NativeKey>) return end_with("a first frame that is too short for CONNECT");
  message_ = {header_[0]};
  header_.clear();
  in_body_ = true;
  if (message_.size() == size_) finish_frame();
}

void NativeReader::finish_frame() {
  const auto body = std::span(message_).subspan(1);
  if (!key_) key_ = key_of(body);
  apply_mask(*key_, body);
  events_.emplace_back(std::exchange(message_, {}));
  in_body_ = false;
}

void NativeReader::end_with(std::string what) {
  finished_ = true;
  events_.emplace_back(NativeViolation{std::move(what)});
}

}  // namespace redial::wire
