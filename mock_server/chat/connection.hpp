// One chat connection as the server sees it, from accept to the end. Data; the service acts on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "core/base/ids.hpp"
#include "core/control/server_state.hpp"
#include "core/session/server_session.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "mock_server/chat/token_check.hpp"
#include "mock_server/faults/connection_faults.hpp"

namespace redial::mock_server {

struct App;

// Why we ended a connection, and how. Nothing happens to it any more; the driver may still be flushing what was sent.
struct Ending {
  EndConnection::How how = EndConnection::How::graceful;
  std::string why;
};

struct Connection {
  Connection(ConnectionId number, App& owner, wire::Dialect spoken, Epoch ordinal_in_app, std::uint64_t seed,
             ConnectionFaults::Fired fired)
      : id(number), app(owner), dialect(spoken), ordinal(ordinal_in_app), faults(spoken, seed, std::move(fired)) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  ConnectionId id;
  App& app;
  wire::Dialect dialect;
  Epoch ordinal;
  ConnectionFaults faults;

  // From the upgrade request on.
  LoginClaim claim{};
  TokenCheck token{};
  std::optional<ReadToken> read{};  // until the login is decided
  std::uint64_t read_version = 0;   // Apps::secrets_version of then
  // From the upgrade on.
  std::optional<session::server::ServerSession> session{};

  // For people: when it came, what the client was told last, and why, where that is our doing.
  UnixMillis accepted{};
  bool over_tls = false;
  std::optional<control::Told> told{};
  std::string struck_by{};  // the last fault that made a difference: "fault \"f\" (reset)"
  std::string reason{};     // what a command or another login did to it: "the user was blocked"

  bool claimed = false;  // the upgrade was asked for
  bool served = false;   // `accept` has answered; an end is told by EndConnection from now on
  bool online = false;   // listed in App::online
  std::optional<Ending> ended{};
};

}  // namespace redial::mock_server
