// Field by field.
#include "control_plane/state_conversion.hpp"

#include <string>
#include <vector>

#include "control_plane/server_conversion.hpp"
#include "core/wire/message_fields.hpp"
#include "core/wire/status_tables.hpp"

namespace redial::control_plane {
namespace {

namespace v1 = redial::v1;

constexpr std::uint16_t kLastStatus = 255;  // all that the Web SDK can tell apart

std::int64_t milliseconds(Duration duration) { return duration / std::chrono::milliseconds(1); }

v1::ClockState to_proto(const control::ClockState& clock) {
  v1::ClockState message;
  message.set_server_unix_ms(clock.server.count());
  message.set_token_unix_ms(clock.tokens.count());
  message.set_at_ns(clock.at.time_since_epoch().count());
  return message;
}

v1::UserState to_proto(const control::UserState& user) {
  v1::UserState message;
  message.set_user(user.user.value);
  message.set_online(user.online);
  if (user.blocked_for) message.set_blocked_for_ms(milliseconds(*user.blocked_for));
  message.set_deactivated(user.deactivated);
  return message;
}

v1::TokenState to_proto(const control::TokenState& token) {
  v1::TokenState message;
  message.set_label(token.label.value);
  message.set_user(token.user.value);
  message.set_token(token.token.value);
  message.set_issued_unix_ms(token.issued.count());
  if (token.starts) message.set_starts_unix_ms(token.starts->count());
  if (token.expires) message.set_expires_unix_ms(token.expires->count());
  message.set_one_time(token.one_time);
  message.set_device_bound(token.device_bound);
  message.set_verdict(std::string(to_name(token.verdict)));
  message.set_cause(token.cause);
  return message;
}

v1::Told to_proto(const control::Told& told) {
  v1::Told message;
  message.set_message(std::string(told.message));
  message.set_status(told.status);
  message.set_code(told.code);
  message.set_meaning(std::string(told.meaning));
  return message;
}

v1::ConnectionState to_proto(const control::ConnectionState& connection) {
  v1::ConnectionState message;
  message.set_connection(connection.connection.value);
  message.set_dialect(connection.dialect == wire::Dialect::web ? "web" : "native");
  message.set_tls(connection.tls);
  message.set_user(connection.user.value);
  message.set_token(connection.token.value);
  message.set_platform(connection.platform);
  message.set_sdk_version(connection.sdk_version);
  message.set_phase(std::string(name_of(control::kPhaseNames, connection.phase)));
  message.set_accepted_unix_ms(connection.accepted.count());
  if (connection.ended) message.set_ended_unix_ms(connection.ended->count());
  if (connection.told) *message.mutable_told() = to_proto(*connection.told);
  if (connection.verdict) message.set_verdict(std::string(to_name(*connection.verdict)));
  message.set_cause(connection.cause);
  message.set_ending(connection.ending);
  return message;
}

// The vendor's table of the statuses that a fault of this kind can send.
void add_statuses(fault::FaultKind kind, v1::FaultKind& message) {
  using fault::FaultKind;
  const bool connack = kind == FaultKind::connack_status;
  if (!connack && kind != FaultKind::disconnect && kind != FaultKind::disconnect_only) return;
  for (std::uint16_t status = 0; status <= kLastStatus; ++status) {
    const auto meaning = connack ? wire::connack_meaning(status) : wire::disconnect_meaning(status);
    if (meaning.reaction == wire::Reaction::undefined) continue;
    v1::StatusMeaning& row = *message.add_statuses();
    row.set_status(status);
    row.set_code(meaning.code);
    row.set_meaning(std::string(meaning.meaning));
  }
}

v1::FaultKind to_proto(const fault::FaultKindInfo& kind) {
  v1::FaultKind message;
  message.set_name(std::string(kind.name));
  message.set_family(std::string(to_title(kind.family)));
  message.set_meaning(std::string(kind.meaning));
  message.set_cause(std::string(kind.cause));
  message.set_web_only(kind.web_only);
  add_statuses(kind.kind, message);
  for (const fault::FaultParameter& parameter : fault::all_fault_parameters()) {
    if (!parameter.taken_by(kind)) continue;
    message.add_takes(std::string(parameter.name));
    if (parameter.required) message.add_needs(std::string(parameter.name));
  }
  return message;
}

}  // namespace

v1::AppEntry to_proto(const control::AppEntry& entry) {
  v1::AppEntry message;
  message.set_label(entry.label);
  *message.mutable_app() = to_proto(entry.app);
  return message;
}

v1::AppState to_proto(const control::AppState& state) {
  v1::AppState message;
  *message.mutable_entry() = to_proto(state.entry);
  *message.mutable_clock() = to_proto(state.clock);
  for (const auto& user : state.users) *message.add_users() = to_proto(user);
  message.set_user_count(state.user_count);
  for (const auto& token : state.tokens) *message.add_tokens() = to_proto(token);
  for (const auto& connection : state.connections) *message.add_connections() = to_proto(connection);
  for (const auto& [spec, counted] : state.faults) {
    v1::ArmedFault& armed = *message.add_faults();
    *armed.mutable_fault() = to_proto(spec);
    armed.set_counted(counted);
  }
  for (const fault::Plane plane : state.closed) message.add_closed_planes(std::string(to_name(plane)));
  return message;
}

v1::ListFaultKindsResponse fault_kinds() {
  v1::ListFaultKindsResponse message;
  for (const fault::FaultKindInfo& kind : fault::all_fault_kinds()) *message.add_kinds() = to_proto(kind);
  return message;
}

Result<v1::ReadFrameResponse> read_frame(const v1::ReadFrameRequest& request) {
  const auto format = wire::format_from_name(request.frame().format());
  if (!format)
    return Error{"\"" + request.frame().format() + "\" is no format", "frame.format", "give the frame as Observe told it"};
  const std::vector<std::uint8_t> bytes(request.frame().bytes().begin(), request.frame().bytes().end());
  const auto fields = wire::read_fields(bytes, *format, request.from_client() ? wire::Sender::client : wire::Sender::server);
  if (!fields) return Error{fields.error().what, "frame.bytes", "a fault may have made it no message"};
  v1::ReadFrameResponse message;
  for (const wire::Field& field : *fields) {
    v1::FrameField& one = *message.add_fields();
    one.set_name(field.name);
    one.set_value(field.value);
  }
  return message;
}

}  // namespace redial::control_plane
