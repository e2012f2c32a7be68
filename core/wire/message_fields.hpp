// The bytes of a message taken apart for people: the values that it carries, by the names of docs/PROTOCOL.md. Payloads are
// told by their length alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/wire/connack.hpp"
#include "core/wire/dialect.hpp"
#include "core/wire/wire_error.hpp"

namespace redial::wire {

// What has to be known of a connection to read the bytes of its messages.
struct Format {
  Dialect dialect = Dialect::web;
  ConnAckLayout layout = ConnAckLayout::v3;
  friend bool operator==(const Format&, const Format&) = default;
};

// "web/3", "native/4": the dialect, and the version of the protocol that the layout is of.
std::string_view to_name(Format format);
std::optional<Format> format_from_name(std::string_view name);

enum class Sender : std::uint8_t { client, server };

struct Field {
  std::string name, value;
  friend bool operator==(const Field&, const Field&) = default;
};

// The first field is the message's name ("type"). Fails as decode_client_message and decode_server_message do (envelope.hpp).
Result<std::vector<Field>, WireError> read_fields(std::span<const std::uint8_t> message, Format format, Sender sender);

}  // namespace redial::wire
