// Protobuf messages from and to the byte buffers of the wire. Knows no message.
#pragma once

#include <optional>

#include "core/wire/bytes.hpp"

namespace redial::payload {

template <class Message>
wire::Bytes to_bytes(const Message& message) {
  wire::Bytes bytes(message.ByteSizeLong());
  message.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
  return bytes;
}

// Nothing if the bytes are no such message or lack a required field. In two steps, because the one-step parser complains on
// stderr.
template <class Message>
std::optional<Message> from_bytes(const wire::Bytes& bytes) {
  Message message;
  const bool parsed = message.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size())) && message.IsInitialized();
  if (!parsed) return std::nullopt;
  return message;
}

}  // namespace redial::payload
