// See pcap_file.hpp.
#include "doctor/artefacts/capture/pcap_file.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::uint32_t kMicroseconds = 0xa1b2c3d4, kNanoseconds = 0xa1b23c4d;
constexpr std::size_t kFileHeader = 24, kPacketHeader = 16, kLinkAt = 20;
constexpr std::uint32_t kLinkMask = 0x0fff'ffff;  // above it stands how long a frame's checksum is

bool is_magic(std::uint32_t number) { return number == kMicroseconds || number == kNanoseconds; }

}  // namespace

bool PcapFile::is_one(View start) { return start.size() >= 4 && (is_magic(be32(start, 0)) || is_magic(le32(start, 0))); }

PcapFile::PcapFile(Window& window) : window_(window) {
  const View header = window_.peek(kFileHeader);
  order_.is_big = is_magic(be32(header, 0));
  has_nanoseconds_ = order_.u32(header, 0) == kNanoseconds;
  if (header.size() < kFileHeader) return;
  link_ = order_.u32(header, kLinkAt) & kLinkMask;
  has_header_ = window_.skip(kFileHeader);
}

std::optional<Record> PcapFile::next() {
  if (!has_header_) return give_up(window_, "breaks off in its header");
  const View header = window_.peek(kPacketHeader);
  if (header.empty()) return std::nullopt;
  if (header.size() < kPacketHeader) return give_up(window_, "breaks off in a packet");
  const std::uint32_t seconds = order_.u32(header, 0), fraction = order_.u32(header, 4);
  const std::size_t kept = order_.u32(header, 8), size = order_.u32(header, 12);
  if (kept > kMaxPacketBytes) return give_up(window_, "is damaged: a packet of " + std::to_string(kept) + " bytes");
  const View whole = window_.peek(kPacketHeader + kept);
  if (whole.size() < kPacketHeader + kept) return give_up(window_, "breaks off in a packet");
  Packet packet{.link = link_, .bytes = whole.subspan(kPacketHeader), .size = size};
  packet.at =
      TimePoint(std::chrono::seconds(seconds) + std::chrono::nanoseconds(has_nanoseconds_ ? fraction : fraction * 1000ull));
  window_.skip(whole.size());
  return packet;
}

}  // namespace redial::doctor::capture
