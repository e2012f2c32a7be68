// See connection_story.hpp.
#include "mock_server/chat/connection_story.hpp"

#include <utility>

#include "core/wire/status_tables.hpp"
#include "mock_server/chat/policies.hpp"

namespace redial::mock_server {

namespace {

using control::ConnectionState;
using control::TokenVerdict;

control::Told told(std::string_view message, std::uint16_t status, const wire::StatusMeaning& meaning) {
  return {message, status, meaning.code, meaning.meaning};
}

bool is_refused(const Connection& connection) {
  return connection.told && connection.told->message == "CONNACK" && connection.told->status != 0;
}

void add(std::string& text, const std::string& more) {
  if (!more.empty()) text += (text.empty() ? "" : "; ") + more;
}

std::string cause_of_refusal(const Connection& connection) {
  std::string cause = cause_of(connection.token.verdict, connection.token.why);
  if (cause.empty() && connection.struck_by.empty() && connection.told->status == kSameClientOnline)
    cause = "the user is online already, and the app's policy refuses the newer login";
  add(cause, connection.struck_by);
  return cause;
}

std::string cause_of_end(const Connection& connection, std::string_view ending) {
  if (!connection.reason.empty()) return connection.reason;
  const bool by_fault = connection.ended && connection.ended->why == "fault";
  if (by_fault) return connection.struck_by;
  std::string cause = connection.ended ? connection.ended->why : std::string(ending);
  if (connection.claimed) add(cause, cause_of(connection.token.verdict, connection.token.why));
  add(cause, connection.struck_by);
  return cause;
}

ConnectionState::Phase phase_of(const Connection& connection) {
  using Phase = ConnectionState::Phase;
  if (connection.ended) return Phase::ended;
  if (connection.online) return Phase::online;
  if (is_refused(connection)) return Phase::refused;
  return connection.claimed ? Phase::waiting : Phase::accepted;
}

}  // namespace

std::optional<control::Told> told_by(const wire::ServerMessage& message) {
  if (const auto* connack = std::get_if<wire::ConnAck>(&message))
    return told("CONNACK", connack->status, wire::connack_meaning(connack->status));
  if (const auto* disconnect = std::get_if<wire::ServerDisconnect>(&message))
    return told("DISCONNECT", disconnect->status, wire::disconnect_meaning(disconnect->status));
  return std::nullopt;
}

std::string cause_of(const Connection& connection, std::string_view ending) {
  if (is_refused(connection)) return cause_of_refusal(connection);
  if (!ending.empty() || connection.ended) return cause_of_end(connection, ending);
  return connection.reason.empty() ? connection.struck_by : connection.reason;
}

ConnectionState state_of(const Connection& connection) {
  ConnectionState state{.connection = connection.ordinal, .dialect = connection.dialect, .tls = connection.over_tls};
  state.user = connection.token.user;
  state.token = connection.token.label;
  state.platform = connection.claim.platform;
  state.sdk_version = connection.claim.sdk_version;
  state.phase = phase_of(connection);
  state.accepted = connection.accepted;
  state.told = connection.told;
  if (connection.claimed) state.verdict = connection.token.verdict;
  state.cause = cause_of(connection, "");
  return state;
}

}  // namespace redial::mock_server
