// What the numbers on the wire mean to an app: CONNACK and DISCONNECT status to the documented connection code.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace redial::wire {

enum class Reaction : std::uint8_t {
  succeed,    // status 0
  terminal,   // the app must act; no reconnecting
  redirect,   // ask navigation again, ignoring the cache
  undefined,  // not in the vendor's tables
};

struct StatusMeaning {
  std::int32_t code = 0;  // 31004 and so on; 0 for success and for a redirect of CONNACK
  Reaction reaction = Reaction::undefined;
  std::string_view meaning;
};

// Source: status tables of the Web SDK's wire (docs/PROTOCOL.md). Unknown statuses come back as `undefined`, code 0.
StatusMeaning connack_meaning(std::uint16_t status);
StatusMeaning disconnect_meaning(std::uint16_t status);

}  // namespace redial::wire
