// The stages at a chat server, as the Web SDK goes through them: upgrade, login, first ping, and a clean end. It asks for nothing
// that a login does not need, and sends no message.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/ids.hpp"
#include "core/wire/navigation.hpp"
#include "doctor/probe/probing.hpp"

namespace redial::doctor {

struct LoggedIn {
  std::optional<std::uint16_t> status;  // of CONNACK; nothing: none came from any address
  std::string user;                     // as CONNACK named it
};

// Tries the addresses of the answer by preference, until one answers the login, well or badly.
LoggedIn log_in(Probing& probing, const Token& token, const wire::NavigationAnswer& answer);

}  // namespace redial::doctor
