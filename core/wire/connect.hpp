// CONNECT: how the native stack asks for a login; the first frame on its connection. On a WebSocket the URL says the same.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/base/result.hpp"
#include "core/wire/bytes.hpp"
#include "core/wire/message_type.hpp"
#include "core/wire/wire_error.hpp"

namespace redial::wire {

struct Connect {
  static constexpr MessageType kType = MessageType::connect;

  std::uint8_t version = 3;  // 3, or 4 for the CONNACK with flags
  std::string device;
  std::string client = "RongIMPCClient";
  std::string platform;  // platform, device model, SDK version, with '-' between: "PC--5.46.1"
  std::string app_key, token;
  std::optional<std::string> baggage;  // for the vendor's statistics; version 3 only
  friend bool operator==(const Connect&, const Connect&) = default;
};

// Header byte and body, as the message codec's (envelope.hpp). Of version 4 the 8 bytes behind the token are not looked at, and
// written as zeros.
Bytes encode(const Connect& message);
// Errors: as decode_client_message, and another protocol name or version.
Result<Connect, WireError> decode_connect(std::span<const std::uint8_t> bytes);

}  // namespace redial::wire
