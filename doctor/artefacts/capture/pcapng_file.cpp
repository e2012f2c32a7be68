// See pcapng_file.hpp.
#include "doctor/artefacts/capture/pcapng_file.hpp"

#include <algorithm>

namespace redial::doctor::capture {
namespace {

constexpr std::uint32_t kSection = 0x0a0d0d0a, kInterface = 1, kObsoletePacket = 2, kSimplePacket = 3, kEnhancedPacket = 6,
                        kDecryptionSecrets = 10;
constexpr std::uint32_t kByteOrder = 0x1a2b3c4d;
constexpr std::uint32_t kTlsKeyLog = 0x544c534b;
constexpr std::uint16_t kEndOfOptions = 0, kTimeResolution = 9, kTimeOffset = 14;
constexpr std::size_t kBlockHeader = 8, kBlockFrame = 12;  // type and length; and the length once more
constexpr std::uint32_t kLongestBlock = 1u << 30;          // beyond it the file is damaged
constexpr std::int64_t kLatest = 9'000'000'000;            // seconds; what a time in nanoseconds can hold
constexpr std::uint64_t kNanosecondsPerSecond = 1'000'000'000;

std::size_t padded(std::size_t size) { return (size + 3) / 4 * 4; }

// In a second. Bit 7 says whether the rest is an exponent of 2 or of 10; what no number holds is as fine as one can.
std::uint64_t units_of(std::uint8_t resolution) {
  const unsigned exponent = resolution & 0x7f;
  if ((resolution & 0x80) != 0) return std::uint64_t{1} << std::min(exponent, 63u);
  std::uint64_t units = 1;
  for (unsigned i = 0; i < std::min(exponent, 19u); ++i) units *= 10;
  return units;
}

// Of a fraction of a second, in units.
std::uint64_t nanoseconds_of(std::uint64_t fraction, std::uint64_t units) {
  while (units > kNanosecondsPerSecond) {  // so that the product below fits
    units >>= 1;
    fraction >>= 1;
  }
  return fraction * kNanosecondsPerSecond / units;
}

}  // namespace

bool PcapngFile::is_one(View start) {
  return start.size() >= 12 && le32(start, 0) == kSection && (be32(start, 8) == kByteOrder || le32(start, 8) == kByteOrder);
}

std::optional<Record> PcapngFile::next() {
  for (;;) {
    const View header = window_.peek(kBlockFrame);
    if (header.empty()) return std::nullopt;
    if (header.size() < kBlockFrame) return give_up(window_, "breaks off in a block");
    if (le32(header, 0) == kSection && !begin_section(header)) return give_up(window_, "is damaged: no section begins");
    const std::uint32_t type = order_.u32(header, 0), length = order_.u32(header, 4);
    if (length < kBlockFrame || length % 4 != 0 || length > kLongestBlock)
      return give_up(window_, "is damaged: a block of " + std::to_string(length) + " bytes");
    if (length > kMaxPeekBytes) {  // no packet is as long
      if (!window_.skip(length)) return give_up(window_, "breaks off in a block");
      continue;
    }
    const View block = window_.peek(length);
    if (block.size() < length) return give_up(window_, "breaks off in a block");
    if (order_.u32(block, length - 4) != length) return give_up(window_, "is damaged: a block that does not end as it began");
    window_.skip(length);
    if (auto record = read(type, block.subspan(kBlockHeader, length - kBlockFrame))) return record;
  }
}

bool PcapngFile::begin_section(View header) {
  if (be32(header, 8) != kByteOrder && le32(header, 8) != kByteOrder) return false;
  order_.is_big = be32(header, 8) == kByteOrder;
  interfaces_.clear();
  return true;
}

std::optional<Record> PcapngFile::read(std::uint32_t type, View body) {
  switch (type) {
    case kInterface:
      add_interface(body);
      return std::nullopt;
    case kEnhancedPacket:
      return enhanced(body);
    case kSimplePacket:
      return simple(body);
    case kObsoletePacket:
      return obsolete(body);
    case kDecryptionSecrets:
      return secrets(body);
    default:
      return std::nullopt;
  }
}

void PcapngFile::add_interface(View body) {
  if (interfaces_.size() == kMaxInterfaces) return;
  Interface interface;
  if (body.size() >= 8) {
    interface.link = order_.u16(body, 0);
    interface.snap_length = order_.u32(body, 4);
    read_options(body.subspan(8), interface);
  }
  interfaces_.push_back(interface);
}

void PcapngFile::read_options(View options, Interface& interface) {
  while (options.size() >= 4) {
    const std::uint16_t code = order_.u16(options, 0);
    const std::size_t size = order_.u16(options, 2);
    if (code == kEndOfOptions || options.size() < 4 + size) return;
    const View value = options.subspan(4, size);
    if (code == kTimeResolution && size == 1) interface.units = units_of(value[0]);
    if (code == kTimeOffset && size == 8) interface.offset = static_cast<std::int64_t>(order_.u64(value, 0));
    options = options.subspan(std::min(options.size(), 4 + padded(size)));
  }
}

TimePoint PcapngFile::time_of(const Interface& interface, std::uint64_t units) const {
  const auto whole = static_cast<std::int64_t>(std::min<std::uint64_t>(units / interface.units, kLatest));
  const std::int64_t seconds = std::clamp(whole + std::clamp(interface.offset, -kLatest, kLatest), -kLatest, kLatest);
  return TimePoint(std::chrono::seconds(seconds) +
                   std::chrono::nanoseconds(nanoseconds_of(units % interface.units, interface.units)));
}

std::optional<Record> PcapngFile::packet(std::size_t interface, std::uint64_t time, View data, std::size_t kept,
                                         std::size_t size) const {
  if (interface >= interfaces_.size() || kept > data.size() || kept > kMaxPacketBytes) return std::nullopt;
  const Interface& from = interfaces_[interface];
  return Packet{.at = time_of(from, time), .link = from.link, .bytes = data.first(kept), .size = size};
}

std::optional<Record> PcapngFile::enhanced(View body) const {
  if (body.size() < 20) return std::nullopt;
  const std::uint64_t time = std::uint64_t{order_.u32(body, 4)} << 32 | order_.u32(body, 8);
  return packet(order_.u32(body, 0), time, body.subspan(20), order_.u32(body, 12), order_.u32(body, 16));
}

// Has no time: it gets that of the epoch.
std::optional<Record> PcapngFile::simple(View body) const {
  if (body.size() < 4 || interfaces_.empty()) return std::nullopt;
  const std::size_t size = order_.u32(body, 0), limit = interfaces_[0].snap_length;
  const std::size_t kept = std::min({size, body.size() - 4, limit == 0 ? size : limit});
  return packet(0, 0, body.subspan(4), kept, size);
}

std::optional<Record> PcapngFile::obsolete(View body) const {
  if (body.size() < 20) return std::nullopt;
  const std::uint64_t time = std::uint64_t{order_.u32(body, 4)} << 32 | order_.u32(body, 8);
  return packet(order_.u16(body, 0), time, body.subspan(20), order_.u32(body, 12), order_.u32(body, 16));
}

std::optional<Record> PcapngFile::secrets(View body) const {
  if (body.size() < 8 || order_.u32(body, 0) != kTlsKeyLog) return std::nullopt;
  const std::size_t size = std::min<std::size_t>(order_.u32(body, 4), body.size() - 8);
  return KeyLines{text_of(body.subspan(8, size))};
}

}  // namespace redial::doctor::capture
