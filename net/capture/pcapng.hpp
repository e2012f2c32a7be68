// The blocks of a pcapng file, as bytes (draft-ietf-opsawg-pcapng; Wireshark reads them). Little-endian, one interface of raw IP,
// times in nanoseconds. What is in a packet is not its business.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/bytes.hpp"

namespace redial::net::capture {

// Since 1970. Readers take it for UTC.
using UnixTime = std::chrono::nanoseconds;

// Longer comments are cut, at a character's boundary; a field of the format holds no more than 65,535 bytes.
inline constexpr std::size_t kMaxCommentBytes = 4096;
// Of one packet. One more says how many are left out.
inline constexpr std::size_t kMaxComments = 64;

// Which way a packet went, seen from the server.
enum class Direction : std::uint8_t { inbound = 1, outbound = 2 };

// The first block. `application` made the file; `comment` says what it shows.
wire::Bytes section_header(std::string_view application, std::string_view comment);
// The second block. A packet is an IP packet from its first byte on (LINKTYPE_RAW), and whole.
wire::Bytes interface_description(std::string_view name);
wire::Bytes enhanced_packet(UnixTime at, Direction direction, std::span<const std::uint8_t> packet,
                            const std::vector<std::string>& comments);
// Lines of a TLS key log. In the file before the packets that they decrypt.
wire::Bytes decryption_secrets(std::string_view key_log);

}  // namespace redial::net::capture
