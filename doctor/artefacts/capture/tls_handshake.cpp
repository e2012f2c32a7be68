// Messages as RFC 5246 §7.4, RFC 8446 §4 and RFC 6066 §3 have them.
#include "doctor/artefacts/capture/tls_handshake.hpp"

#include <algorithm>

namespace redial::doctor::capture {
namespace {

constexpr std::uint16_t kServerName = 0, kEncryptThenMac = 22, kEarlyData = 42, kSupportedVersions = 43;
constexpr std::size_t kMessageHeader = 4;
// SHA-256 of "HelloRetryRequest": a server's random that is none (RFC 8446 §4.1.3).
constexpr TlsRandom kRetry{0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
                           0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

// Takes from the front; what goes beyond the end is empty, and `is_good` says so from then on.
struct Cursor {
  View rest;
  bool is_good = true;

  View take(std::size_t size) {
    if (size > rest.size()) {
      is_good = false;
      size = 0;
    }
    const View part = rest.first(size);
    rest = rest.subspan(size);
    return part;
  }
  std::size_t number(std::size_t bytes) {
    std::size_t value = 0;
    for (const std::uint8_t byte : take(bytes)) value = value << 8 | byte;
    return value;
  }
  View vector(std::size_t length_bytes) { return take(number(length_bytes)); }
};

template <class Take>
void for_each_extension(View extensions, Take take) {
  Cursor in{extensions};
  while (!in.rest.empty() && in.is_good) {
    const auto type = static_cast<std::uint16_t>(in.number(2));
    const View value = in.vector(2);
    if (in.is_good) take(type, value);
  }
}

std::string name_of_host(View value) {
  Cursor in{value};
  Cursor names{in.vector(2)};
  const bool is_host = names.number(1) == 0;
  const View name = names.vector(2);
  return is_host && names.is_good ? std::string(text_of(name)) : std::string();
}

}  // namespace

std::optional<ClientHello> parse_client_hello(View body) {
  Cursor in{body};
  ClientHello hello;
  in.take(2);  // version; the real one is an extension
  const View random = in.take(hello.random.size());
  in.vector(1);  // session
  in.vector(2);  // cipher suites
  in.vector(1);  // compression
  if (!in.is_good) return std::nullopt;
  std::ranges::copy(random, hello.random.begin());
  for_each_extension(in.vector(2), [&](std::uint16_t type, View value) {
    if (type == kServerName) hello.server_name = name_of_host(value);
    if (type == kEarlyData) hello.has_early_data = true;
  });
  return hello;
}

std::optional<ServerHello> parse_server_hello(View body) {
  Cursor in{body};
  ServerHello hello;
  hello.version = static_cast<std::uint16_t>(in.number(2));
  const View random = in.take(hello.random.size());
  in.vector(1);  // session
  hello.suite = static_cast<std::uint16_t>(in.number(2));
  in.take(1);  // compression
  if (!in.is_good) return std::nullopt;
  std::ranges::copy(random, hello.random.begin());
  hello.is_retry = hello.random == kRetry;
  for_each_extension(in.vector(2), [&](std::uint16_t type, View value) {
    if (type == kSupportedVersions && value.size() == 2) hello.version = be16(value, 0);
    if (type == kEncryptThenMac) hello.encrypt_then_mac = true;
  });
  return hello;
}

std::optional<View> first_certificate(View body, bool is_13) {
  Cursor in{body};
  if (is_13) in.vector(1);  // context
  Cursor list{in.vector(3)};
  const View certificate = list.vector(3);
  return list.is_good && !certificate.empty() ? std::optional<View>(certificate) : std::nullopt;
}

bool HandshakeMessages::add(View bytes, Sink& sink) {
  begun_.insert(begun_.end(), bytes.begin(), bytes.end());
  std::size_t at = 0;
  while (begun_.size() - at >= kMessageHeader) {
    const std::size_t size = be24(begun_, at + 1);
    if (size > kMaxHandshakeBytes) return false;
    if (begun_.size() - at < kMessageHeader + size) break;
    const wire::Bytes body(begun_.begin() + static_cast<std::ptrdiff_t>(at + kMessageHeader),
                           begun_.begin() + static_cast<std::ptrdiff_t>(at + kMessageHeader + size));
    const auto type = static_cast<HandshakeType>(begun_[at]);
    at += kMessageHeader + size;
    sink.handshake(type, body);
  }
  begun_.erase(begun_.begin(), begun_.begin() + static_cast<std::ptrdiff_t>(at));
  return true;
}

}  // namespace redial::doctor::capture
