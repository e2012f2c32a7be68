// A block is its type, its length, its body and its length again; everything is filled up to four bytes.
#include "net/capture/pcapng.hpp"

#include <algorithm>
#include <concepts>
#include <utility>

namespace redial::net::capture {
namespace {

using wire::Bytes;

constexpr std::uint32_t kSectionHeader = 0x0a0d0d0a, kInterfaceDescription = 1, kEnhancedPacket = 6, kDecryptionSecrets = 10;
constexpr std::uint32_t kByteOrder = 0x1a2b3c4d;
constexpr std::uint32_t kTlsKeyLog = 0x544c534b;
constexpr std::uint16_t kRawIp = 101;
constexpr std::uint16_t kEndOfOptions = 0, kComment = 1;   // of every block
constexpr std::uint16_t kApplication = 4;                  // of the section
constexpr std::uint16_t kName = 2, kTimeResolution = 9;    // of the interface
constexpr std::uint16_t kFlags = 2;                        // of a packet
constexpr std::uint8_t kNanoseconds = 9;                   // as a power of ten
constexpr std::size_t kFrame = 3 * sizeof(std::uint32_t);  // around a block's body
constexpr std::uint32_t kUnlimited = 0, kTheOnlyInterface = 0;

template <std::unsigned_integral Number>
void put(Bytes& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

void put(Bytes& bytes, std::span<const std::uint8_t> more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void pad(Bytes& bytes) { bytes.resize((bytes.size() + 3) / 4 * 4); }

void put_option(Bytes& body, std::uint16_t code, std::span<const std::uint8_t> value) {
  put(body, code);
  put(body, static_cast<std::uint16_t>(value.size()));
  put(body, value);
  pad(body);
}

void put_comment(Bytes& body, std::string_view text) {
  std::size_t size = std::min(text.size(), kMaxCommentBytes);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;  // UTF-8
  put_option(body, kComment, bytes_of(text.substr(0, size)));
}

void end_options(Bytes& body) { put_option(body, kEndOfOptions, {}); }

Bytes block(std::uint32_t type, const Bytes& body) {
  const auto length = static_cast<std::uint32_t>(body.size() + kFrame);
  Bytes bytes;
  bytes.reserve(length);
  put(bytes, type);
  put(bytes, length);
  put(bytes, body);
  put(bytes, length);
  return bytes;
}

}  // namespace

Bytes section_header(std::string_view application, std::string_view comment) {
  Bytes body;
  put(body, kByteOrder);
  put(body, std::uint16_t{1});  // version 1.0
  put(body, std::uint16_t{0});
  put(body, ~std::uint64_t{0});  // the section's length is not known
  put_comment(body, comment);
  put_option(body, kApplication, bytes_of(application));
  end_options(body);
  return block(kSectionHeader, body);
}

Bytes interface_description(std::string_view name) {
  Bytes body;
  put(body, kRawIp);
  put(body, std::uint16_t{0});  // reserved
  put(body, kUnlimited);
  put_option(body, kName, bytes_of(name));
  put_option(body, kTimeResolution, std::span(&kNanoseconds, 1));
  end_options(body);
  return block(kInterfaceDescription, body);
}

Bytes enhanced_packet(UnixTime at, Direction direction, std::span<const std::uint8_t> packet,
                      const std::vector<std::string>& comments) {
  const auto time = static_cast<std::uint64_t>(at.count());
  const auto size = static_cast<std::uint32_t>(packet.size());
  Bytes body, flags;
  body.reserve(packet.size() + 64);
  put(body, kTheOnlyInterface);
  put(body, static_cast<std::uint32_t>(time >> 32));
  put(body, static_cast<std::uint32_t>(time));
  put(body, size);  // as captured, and as it was
  put(body, size);
  put(body, packet);
  pad(body);
  for (std::size_t i = 0; i < std::min(comments.size(), kMaxComments); ++i) put_comment(body, comments[i]);
  if (comments.size() > kMaxComments) put_comment(body, "and " + std::to_string(comments.size() - kMaxComments) + " more");
  put(flags, static_cast<std::uint32_t>(direction));
  put_option(body, kFlags, flags);
  end_options(body);
  return block(kEnhancedPacket, body);
}

Bytes decryption_secrets(std::string_view key_log) {
  Bytes body;
  put(body, kTlsKeyLog);
  put(body, static_cast<std::uint32_t>(key_log.size()));
  put(body, bytes_of(key_log));
  pad(body);
  return block(kDecryptionSecrets, body);
}

}  // namespace redial::net::capture
