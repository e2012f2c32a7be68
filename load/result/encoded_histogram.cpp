// HdrHistogram's V2 form read, each length and count checked, since a file may say anything. Integers in it are big-endian;
// counts are zig-zag LEB128, of which a negative one stands for so many empty buckets.
#include <hdr_histogram.h>

#include <cstddef>
#include <optional>

#include "core/base/text_encodings.hpp"
#include "load/result/histogram.hpp"
#include "reports/stored/deflate.hpp"

namespace redial::load {
namespace {

// The last digit but one says how wide a count is; 1 means LEB128.
constexpr std::uint64_t kCompressedCookie = 0x1c849314;
constexpr std::uint64_t kPlainCookie = 0x1c849313;
constexpr std::uint64_t kOne = 0x3ff0000000000000;            // 1.0, of the conversion ratio
constexpr std::size_t kMaxPlainBytes = std::size_t{1} << 19;  // what a histogram of ours can take, doubled
constexpr int kMaxCountBytes = 9;

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::size_t left() const { return bytes_.size(); }
  std::string_view rest() const { return bytes_; }

  // Big-endian, of `size` bytes. Precondition: so many are left.
  std::uint64_t integer(std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | byte();
    return value;
  }

  // Nothing if it does not end.
  std::optional<std::int64_t> count() {
    std::uint64_t value = 0;
    for (int i = 0; i < kMaxCountBytes; ++i) {
      if (bytes_.empty()) return std::nullopt;
      const std::uint64_t next = byte();
      const bool is_last = i + 1 == kMaxCountBytes || next < 0x80;
      value |= (is_last ? next : next & 0x7f) << (7 * i);
      if (is_last) return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
    }
    return std::nullopt;
  }

 private:
  std::uint8_t byte() {
    const auto first = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return first;
  }

  std::string_view bytes_;
};

Error damaged() { return {"this is no histogram of Redial's, or it is damaged", "", "take the file as it was written"}; }

std::optional<std::string> uncompressed(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() < 8) return std::nullopt;
  Bytes reader(*bytes);
  if (reader.integer(4) != kCompressedCookie || reader.integer(4) != reader.left()) return std::nullopt;
  auto plain = reports::stored::inflated(reader.rest(), kMaxPlainBytes);
  return plain ? std::optional(std::move(plain).value()) : std::nullopt;
}

// True if what follows are counts of a histogram with our bounds, at least as many bytes as it says.
bool is_header(Bytes& bytes, const hdr_histogram& ours) {
  constexpr std::size_t kHeaderBytes = 40;
  if (bytes.left() < kHeaderBytes || bytes.integer(4) != kPlainCookie) return false;
  return bytes.integer(4) == bytes.left() - (kHeaderBytes - 8) && bytes.integer(4) == 0 &&
         bytes.integer(4) == static_cast<std::uint64_t>(ours.significant_figures) &&
         bytes.integer(8) == static_cast<std::uint64_t>(ours.lowest_trackable_value) &&
         bytes.integer(8) == static_cast<std::uint64_t>(ours.highest_trackable_value) && bytes.integer(8) == kOne;
}

bool take_counts(Bytes& bytes, hdr_histogram& into) {
  std::int64_t index = 0;
  std::uint64_t total = 0;
  while (bytes.left() > 0) {
    const auto count = bytes.count();
    if (!count || *count < -into.counts_len || index >= into.counts_len) return false;
    if (*count < 0) {
      index -= *count;
      continue;
    }
    const auto value = hdr_value_at_index(&into, static_cast<std::int32_t>(index++));
    total += static_cast<std::uint64_t>(*count);
    if (static_cast<std::uint64_t>(*count) > kMaxSamples || total > kMaxSamples) return false;
    if (*count > 0 && !hdr_record_values(&into, value, *count)) return false;
  }
  return index <= into.counts_len;
}

}  // namespace

Result<Histogram> Histogram::decoded(std::string_view text) {
  const auto plain = uncompressed(text);
  if (!plain) return damaged();
  Histogram histogram;
  Bytes bytes(*plain);
  if (!is_header(bytes, histogram.counts()) || !take_counts(bytes, histogram.counts())) return damaged();
  return histogram;
}

}  // namespace redial::load
