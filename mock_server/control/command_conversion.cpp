// Field by field.
#include "mock_server/control/command_conversion.hpp"

#include <limits>
#include <string>

namespace redial::mock_server {

namespace v1 = redial::v1;
using std::chrono::microseconds;
using std::chrono::milliseconds;

control::ServerCommand to_command(const v1::IssueTokenRequest& request) {
  control::IssueToken issue{TokenLabel(request.label()),          UserId(request.user()), std::nullopt,
                            milliseconds(request.starts_in_ms()), request.one_time(),     request.device_bound()};
  if (request.lifetime_ms() != 0) issue.lifetime = milliseconds(request.lifetime_ms());
  return issue;
}
Result<std::vector<control::ServerCommand>> to_commands(const v1::IssueTokensRequest& request) {
  if (request.count() == 0 || request.count() > kMaxTokensPerCall)
    return Error{std::to_string(request.count()) + " tokens cannot be issued in one call", "count",
                 "ask for 1 to " + std::to_string(kMaxTokensPerCall) + ", and call again for more"};
  if (request.first() > std::numeric_limits<std::uint32_t>::max() - request.count())
    return Error{"the numbers of the users are too large", "first", "start with a smaller one"};
  std::vector<control::ServerCommand> commands;
  for (std::uint32_t number = request.first(); number < request.first() + request.count(); ++number)
    commands.emplace_back(
        control::IssueToken{TokenLabel(), UserId(request.user_prefix() + std::to_string(number)), std::nullopt});
  return commands;
}
control::ServerCommand to_command(const v1::ExpireTokenRequest& request) {
  return control::ExpireToken{milliseconds(request.issued_unix_ms())};
}
control::ServerCommand to_command(const v1::AdvanceClockRequest& request) {
  return control::AdvanceClock{milliseconds(request.by_ms())};
}
control::ServerCommand to_command(const v1::BlockUserRequest& request) {
  return control::BlockUser{UserId(request.user()), milliseconds(request.duration_ms())};
}
control::ServerCommand to_command(const v1::ClearFaultsRequest& request) { return control::ClearFaults{request.name()}; }
control::ServerCommand to_command(const v1::DisconnectUserRequest& request) {
  return control::DisconnectUser{UserId(request.user()), request.status()};
}
Result<control::ServerCommand> to_command(const v1::DropConnectionRequest& request) {
  const auto how = request.how().empty() ? control::DropConnection::How::reset : value_of(control::kDropNames, request.how());
  if (!how)
    return Error{"\"" + request.how() + "\" is no way to drop a connection", "how", "use disconnect, close, reset or blackhole"};
  return control::ServerCommand(control::DropConnection{Epoch(request.connection()), *how, request.status()});
}
control::ServerCommand to_command(const v1::RestartServerRequest& request) {
  return control::RestartServer{microseconds(request.down_for_us()), request.keep_memory()};
}
control::ServerCommand to_command(const v1::DeliverMessageRequest& request) {
  return control::DeliverMessage{UserId(request.from()), UserId(request.to()), request.text()};
}

v1::Stats to_proto(const Stats& stats) {
  v1::Stats message;
  message.set_connections_accepted(stats.connections_accepted);
  message.set_connections_open(stats.connections_open);
  message.set_navigation_requests(stats.navigation_requests);
  message.set_logins_accepted(stats.logins_accepted);
  message.set_logins_refused(stats.logins_refused);
  message.set_messages(stats.messages);
  message.set_faults_fired(stats.faults_fired);
  message.set_observations(stats.observations);
  return message;
}

v1::Usage to_proto(const Usage& usage) {
  v1::Usage message;
  message.set_at_ns(usage.at.time_since_epoch().count());
  message.set_user_cpu_ns(usage.cpu.user.count());
  message.set_system_cpu_ns(usage.cpu.system.count());
  message.set_resident_bytes(usage.resident_bytes);
  std::uint64_t open = 0;
  for (const Usage::LoopUsage& loop : usage.loops) {
    v1::LoopUsage& part = *message.add_loops();
    part.set_user_cpu_ns(loop.cpu.user.count());
    part.set_system_cpu_ns(loop.cpu.system.count());
    part.set_lag_ns(loop.lag.count());
    part.set_connections_open(loop.connections_open);
    open += loop.connections_open;
  }
  message.set_connections_open(open);
  return message;
}

}  // namespace redial::mock_server
