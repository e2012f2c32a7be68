// What an app's policy makes of facts: of a token verdict, of a second login, of a place in the list of addresses. Pure
// functions.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "core/wire/navigation.hpp"

namespace redial::mock_server {

// CONNACK status of the newer login where the older may not be kicked (docs/PROTOCOL.md, status codes).
inline constexpr std::uint8_t kSameClientOnline = 13;

// Statuses in range (navigation 401 or 403, login 1 to 255), no refusal of valid tokens, 1 to control::kMaxChatAddresses
// addresses.
Result<Done> validate(const control::Policy& policy);

// HTTP status with which navigation refuses the verdict; 200 where it does not.
int navigation_status(const control::Policy& policy, control::TokenVerdict verdict);
// CONNACK status for the verdict; 0 for valid. A verdict that navigation refuses is refused here too, with the documented status:
// clients that cached an earlier answer come straight to the chat server.
std::uint8_t login_status(const control::Policy& policy, control::TokenVerdict verdict);

// The addresses that a navigation answer names to a client of that dialect, by descending weight.
std::vector<wire::ChatAddress> chat_addresses(const control::Policy& policy, const control::App& endpoints, wire::Dialect dialect,
                                              bool over_tls);

}  // namespace redial::mock_server
