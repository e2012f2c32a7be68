// The framing of the native dialect, without I/O: over TCP, each message stands behind a checksum and its length, and its body
// is masked with a key that the client chooses (docs/PROTOCOL.md). What messages mean is the codec's business (envelope.hpp,
// connect.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/wire/bytes.hpp"

namespace redial::wire {

// With these 8 bytes, its length in front, the body of CONNECT begins: so its mask can be read off it.
inline constexpr std::string_view kProtocolName = "RCloud";

using NativeKey = std::array<std::uint8_t, 8>;
// What clients use unless navigation says openAnti; then it is random for each connection.
inline constexpr NativeKey kUsualNativeKey{0x6c, 0x4d, 0x15, 0x21, 0x10, 0x27, 0x16, 0x77};

// The frame of a message: a header byte and a body, kMaxMessageBytes at most. There is no way to ask for a malformed one: the
// vendor's stack is not to be sent any.
Bytes encode_native_frame(std::span<const std::uint8_t> message, const NativeKey& key);

struct NativeViolation {  // the peer broke the protocol; the connection is to be closed
  std::string what;
  friend bool operator==(const NativeViolation&, const NativeViolation&) = default;
};
using NativeEvent = std::variant<Bytes, NativeViolation>;  // Bytes: a message, its mask removed

class NativeReader {
 public:
  // A server's, which learns the key from the first frame.
  NativeReader() = default;
  // A client's, which has chosen it.
  explicit NativeReader(const NativeKey& key) : key_(key) {}

  // Takes the next bytes of the stream, cut anywhere, and gives what they complete, in order. A frame is judged by its header,
  // before its body arrives. After a violation, which comes last, all bytes are ignored.
  std::vector<NativeEvent> read(std::span<const std::uint8_t> bytes);

  // Known from the first frame on.
  const std::optional<NativeKey>& key() const { return key_; }

 private:
  void take_header(std::uint8_t byte);
  void judge_header();
  void finish_frame();
  void end_with(std::string what);

  std::optional<NativeKey> key_;
  Bytes header_;          // header byte, checksum, length
  Bytes message_;         // header byte and body, once the header is complete
  std::size_t size_ = 0;  // of the message being read
  bool in_body_ = false;
  bool finished_ = false;
  std::vector<NativeEvent> events_;
};

}  // namespace redial::wire
