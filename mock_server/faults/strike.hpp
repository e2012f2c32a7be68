// What has to be done to a connection when a one-shot fault strikes it. Doing it is the service's business.
#pragma once

#include <cstdint>
#include <variant>

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

struct ResetConnection {};
struct CloseConnection {
  std::uint16_t close_code = wire::kCloseNormal;
};
struct SendDisconnect {  // and close
  std::uint16_t status = 0;
};
struct SendMessage {  // and go on
  fault::Reply reply;
};
struct RepeatConnAck {};
struct GoSilent {};  // nothing: from now on the byte filter swallows
using Strike = std::variant<ResetConnection, CloseConnection, SendDisconnect, SendMessage, RepeatConnAck, GoSilent>;

// Precondition: fault::validate(spec), of a kind that takes a moment.
Strike strike_of(const fault::FaultSpec& spec);

}  // namespace redial::mock_server
