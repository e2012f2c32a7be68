// See dialogue.hpp.
#include "doctor/artefacts/capture/dialogue.hpp"

#include "core/wire/message_type.hpp"
#include "doctor/artefacts/capture/http_head.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::string_view kHttp2 = "PRI * HTTP/2";

// A frame of the native dialect whose header is CONNECT's (docs/PROTOCOL.md): type, and a checksum over type and length.
std::optional<bool> begins_native(View first) {
  constexpr std::uint8_t kConnect = 0x10, kMore = 0x80;
  constexpr std::size_t kLengthAt = 2, kMaxLengthBytes = 2;  // no CONNECT is as long as 16 KiB
  if ((first[0] & 0xf0) != kConnect) return false;
  std::uint8_t sum = first[0];
  for (std::size_t i = 0; i < kMaxLengthBytes; ++i) {
    if (first.size() <= kLengthAt + i) return std::nullopt;
    const std::uint8_t length = first[kLengthAt + i];
    sum ^= length;
    if ((length & kMore) == 0) return sum == first[1];
  }
  return false;
}

}  // namespace

std::optional<Speech> recognise_speech(View first) {
  if (first.empty()) return std::nullopt;
  if (first[0] == 0x16) {  // a handshake record of any version of TLS
    if (first.size() < 3) return std::nullopt;
    return first[1] == 3 && first[2] <= 4 ? Speech::tls : Speech::foreign;
  }
  const std::string_view text = text_of(first);
  if (text.starts_with(kHttp2)) return Speech::http2;
  if (kHttp2.starts_with(text)) return std::nullopt;
  const auto is_native = begins_native(first);
  if (!is_native) return std::nullopt;
  if (*is_native) return Speech::native;
  const auto is_http = begins_request(text);
  if (!is_http) return std::nullopt;
  return *is_http ? Speech::http : Speech::foreign;
}

}  // namespace redial::doctor::capture
