// From a captured frame to the IP packet in it, for the link types that captures of phones, computers and servers have. Frames
// of other protocols, ARP for one, hold none.
#pragma once

#include <cstdint>
#include <optional>

#include "doctor/artefacts/capture/bytes.hpp"

namespace redial::doctor::capture {

// Can frames of this type be read at all? Numbers of the tcpdump group.
bool is_known_link(std::uint32_t link);

// How many bytes of the frame stand ahead of its IP packet. Nothing: there is none in it, or not enough of one.
std::optional<std::size_t> ip_offset(std::uint32_t link, View frame);

}  // namespace redial::doctor::capture
