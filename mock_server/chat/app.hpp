// One tenant of the mock server: everything that belongs to an AppKey. Data; the service acts on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/ids.hpp"
#include "core/control/server_state.hpp"
#include "mock_server/chat/accounts.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "mock_server/chat/connection.hpp"
#include "mock_server/chat/issued_tokens.hpp"
#include "mock_server/chat/listener_gate.hpp"
#include "mock_server/chat/mailboxes.hpp"
#include "mock_server/faults/fault_plan.hpp"

namespace redial::mock_server {

// Secrets rotated away that are still told apart from forgeries; older ones are forgotten.
inline constexpr std::size_t kMaxOldSecrets = 16;

// How many connections that have ended are remembered, for people to look up.
inline constexpr std::size_t kMaxEndedConnections = 200;

struct OldSecret {
  std::string secret;
  TimePoint rotated{};  // when another took its place
};

struct EndedConnection {
  std::unique_ptr<Connection> connection;
  std::string ending;  // who ended it and how
  UnixMillis at{};
};

struct App {
  control::App endpoints;  // with AppKey and current secret
  std::string label;       // for people
  control::Policy policy;
  std::uint64_t seed = 1;              // of what faults leave to chance
  std::uint32_t generation = 0;        // tells it from an earlier app of the same AppKey
  std::string fingerprint;             // of the AppKey, as it stands in tokens
  std::vector<OldSecret> old_secrets;  // oldest first
  Duration token_clock_ahead{};        // of the server's clock
  std::int64_t last_issued_ms = 0;     // issue times of tokens grow strictly, so that a revocation cuts between two
  std::uint32_t unlabelled_tokens = 0;
  std::size_t limited_tokens = 0;  // issued, one-time or device-bound

  Accounts accounts;
  IssuedTokens tokens;
  Mailboxes mailboxes;
  FaultPlan faults;
  ListenerGate gate;
  Stats stats;  // connections_open is derived when asked for

  std::map<ConnectionId, Connection*> connections;              // in order of acceptance
  std::unordered_map<UserId, std::vector<Connection*>> online;  // in order of login; no empty lists
  std::deque<EndedConnection> ended;                            // the latest connections that have, in order of their ends

  const AppKey& key() const { return endpoints.app_key; }
  const std::string& secret() const { return endpoints.secret; }
};

}  // namespace redial::mock_server
