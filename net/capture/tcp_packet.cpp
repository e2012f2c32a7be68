// Headers as RFC 791, 8200 and 9293 draw them.
#include "net/capture/tcp_packet.hpp"

#include <initializer_list>
#include <utility>

namespace redial::net::capture {
namespace {

using wire::Bytes;

constexpr std::uint8_t kTcp = 6;  // as IP's protocol
constexpr std::uint8_t kHops = 64;
constexpr std::uint16_t kDoNotFragment = 0x4000;
constexpr std::uint16_t kWindow = 65'535;
constexpr std::size_t kTcpHeader = 20, kIpv4Header = 20;
constexpr std::size_t kTcpChecksumAt = 16, kIpv4ChecksumAt = 10;
// Largest segment; nothing; window times 2^14, so that no reader finds a window full.
constexpr std::uint8_t kSynOptions[] = {2, 4, kMaxSegmentBytes >> 8, kMaxSegmentBytes & 0xff, 1, 3, 3, 14};

void put_16(Bytes& bytes, std::size_t number) {
  bytes.push_back(static_cast<std::uint8_t>(number >> 8));
  bytes.push_back(static_cast<std::uint8_t>(number));
}

void put_32(Bytes& bytes, std::uint32_t number) {
  put_16(bytes, number >> 16);
  put_16(bytes, number & 0xffff);
}

void put(Bytes& bytes, std::span<const std::uint8_t> more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

std::span<const std::uint8_t> address(const Endpoint& end) { return std::span(end.address).first(end.is_v6 ? 16 : 4); }

// The one's complement of the one's complement sum of 16-bit words, over all parts; each but the last is of even length.
std::uint16_t checksum(std::initializer_list<std::span<const std::uint8_t>> parts) {
  std::uint64_t sum = 0;
  for (const auto part : parts) {
    for (std::size_t i = 0; i < part.size(); ++i) sum += i % 2 == 0 ? std::uint64_t{part[i]} << 8 : part[i];
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint16_t>(~sum);
}

void set_16(Bytes& bytes, std::size_t at, std::uint16_t number) {
  bytes[at] = static_cast<std::uint8_t>(number >> 8);
  bytes[at + 1] = static_cast<std::uint8_t>(number);
}

Bytes tcp_header(const Endpoint& from, const Endpoint& to, const TcpSegment& segment) {
  const bool is_syn = (segment.flags & kSyn) != 0;
  const std::size_t size = kTcpHeader + (is_syn ? sizeof kSynOptions : 0);
  Bytes header;
  put_16(header, from.port);
  put_16(header, to.port);
  put_32(header, segment.sequence);
  put_32(header, segment.acknowledgement);
  put_16(header, (size / 4) << 12 | segment.flags);
  put_16(header, kWindow);
  put_32(header, 0);  // checksum, urgent pointer
  if (is_syn) put(header, kSynOptions);

  Bytes pseudo;
  put(pseudo, address(from));
  put(pseudo, address(to));
  put_32(pseudo, static_cast<std::uint32_t>(size + segment.payload.size()));
  put_32(pseudo, kTcp);
  set_16(header, kTcpChecksumAt, checksum({pseudo, header, segment.payload}));
  return header;
}

Bytes ip_header(const Endpoint& from, const Endpoint& to, std::size_t size) {
  Bytes header;
  if (from.is_v6) {
    put_32(header, 6u << 28);
    put_16(header, size);
    put_16(header, kTcp << 8 | kHops);
  } else {
    put_16(header, 0x4500);  // version 4, five words
    put_16(header, kIpv4Header + size);
    put_16(header, 0);  // identification: never fragmented
    put_16(header, kDoNotFragment);
    put_16(header, kHops << 8 | kTcp);
    put_16(header, 0);  // checksum
  }
  put(header, address(from));
  put(header, address(to));
  if (!from.is_v6) set_16(header, kIpv4ChecksumAt, checksum({header}));
  return header;
}

}  // namespace

Bytes ip_packet(const Endpoint& from, const Endpoint& to, const TcpSegment& segment) {
  const Bytes tcp = tcp_header(from, to, segment);
  Bytes packet = ip_header(from, to, tcp.size() + segment.payload.size());
  packet.reserve(packet.size() + tcp.size() + segment.payload.size());
  put(packet, tcp);
  put(packet, segment.payload);
  return packet;
}

}  // namespace redial::net::capture
