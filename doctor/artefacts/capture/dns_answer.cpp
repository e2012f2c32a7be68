// Messages as RFC 1035 §4 has them.
#include "doctor/artefacts/capture/dns_answer.hpp"

#include <algorithm>
#include <cctype>

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kHeader = 12, kMaxName = 255;
constexpr std::uint8_t kPointer = 0xc0;
constexpr std::uint16_t kAnswerFlag = 0x8000, kAddress = 1, kAddressV6 = 28;

// The name in labels at `at`, which goes on behind it. Pointers are not followed: the question's name has none.
std::optional<std::string> take_name(View message, std::size_t& at) {
  std::string name;
  while (at < message.size()) {
    const std::size_t size = message[at++];
    if (size == 0) return name;
    if (size >= kPointer || at + size > message.size() || name.size() + size > kMaxName) return std::nullopt;
    if (!name.empty()) name += '.';
    for (const std::uint8_t byte : message.subspan(at, size)) {
      const int c = std::tolower(byte);
      name += c > ' ' && c <= '~' ? static_cast<char>(c) : '?';
    }
    at += size;
  }
  return std::nullopt;
}

bool skip_name(View message, std::size_t& at) {
  while (at < message.size()) {
    const std::size_t size = message[at];
    at += size >= kPointer ? 2 : size + 1;
    if (size == 0 || size >= kPointer) return at <= message.size();
  }
  return false;
}

// A resource record; false: the message ends.
bool take_record(View message, std::size_t& at, DnsAnswer& answer) {
  if (!skip_name(message, at) || at + 10 > message.size()) return false;
  const std::uint16_t type = be16(message, at);
  const std::size_t size = be16(message, at + 8);
  at += 10;
  if (at + size > message.size()) return false;
  if ((type == kAddress && size == 4) || (type == kAddressV6 && size == 16)) {
    net::Endpoint& address = answer.addresses.emplace_back();
    address.is_v6 = size == 16;
    std::ranges::copy(message.subspan(at, size), address.address.begin());
  }
  at += size;
  return true;
}

}  // namespace

std::optional<DnsAnswer> parse_dns_answer(View datagram) {
  if (datagram.size() < kHeader || (be16(datagram, 2) & kAnswerFlag) == 0 || be16(datagram, 4) != 1) return std::nullopt;
  std::size_t at = kHeader;
  auto name = take_name(datagram, at);
  if (!name || at + 4 > datagram.size()) return std::nullopt;
  DnsAnswer answer{.name = *std::move(name), .code = static_cast<std::uint8_t>(datagram[3] & 15), .addresses = {}};
  at += 4;  // type and class
  const std::size_t records = std::min<std::size_t>(be16(datagram, 6), kMaxDnsRecords);
  for (std::size_t i = 0; i < records && take_record(datagram, at, answer); ++i) continue;
  return answer;
}

}  // namespace redial::doctor::capture
