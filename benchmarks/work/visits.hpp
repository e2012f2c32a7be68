// Clients that come and go at a mock chat server in memory, as its driver would tell it. There are no sockets.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mock_server/chat/chat_server.hpp"

namespace redial::work {

// Does the server tell what happens, and somebody keeps it?
enum class Audience : std::uint8_t { nobody, observer };

// One app of 64 users, each with a device and a token that lasts. Nothing of it grows with the number of visits.
class Visits {
 public:
  Visits(mock_server::Digests digests, Audience audience);

  // The next user's: accepted, upgraded, logged in, and closed by a reset.
  void visit();
  // A PINGREQ and its answer, on a connection that was there before.
  void ping();
  // As the server counts them, the one of the connection that pings included.
  std::uint64_t logins() const;

 private:
  ConnectionId log_in(const mock_server::LoginClaim& claim);

  std::vector<trace::Event> observed_;  // of the visit or ping that goes on
  mock_server::ChatServer server_;
  AppKey app_{"key"};
  std::vector<mock_server::LoginClaim> claims_;
  std::uint64_t last_connection_ = 0;
  TimePoint now_{};
  ConnectionId staying_;
};

}  // namespace redial::work
