// Control commands carried out. Each checks first, then tells the trace, then acts, so that the trace names the cause before its
// effects.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "core/wire/utf8.hpp"
#include "mock_server/chat/chat_server_impl.hpp"
#include "mock_server/chat/command_limits.hpp"
#include "mock_server/chat/observation.hpp"
#include "mock_server/chat/sealed_token.hpp"

namespace redial::mock_server {

namespace {

// DISCONNECT statuses: 31011 and 31029 (docs/PROTOCOL.md, status codes).
constexpr std::uint16_t kBlockedWhileOnline = 2;
constexpr std::uint16_t kAccountCancelled = 9;

std::int64_t in_ms(Duration duration) { return std::chrono::duration_cast<UnixMillis>(duration).count(); }

Result<Done> check_duration(Duration duration, Duration least, Duration most, const char* field) {
  if (duration >= least && duration <= most) return Done{};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(most).count();
  return Error{std::string(field) + " is out of range", field, "use at most " + std::to_string(seconds) + " s"};
}

}  // namespace

Result<control::ServerReply> ChatServer::Impl::perform(const AppKey& key, const control::ServerCommand& command, TimePoint now) {
  App* app = apps_.find(key);
  if (app == nullptr) return no_such_app();
  return std::visit([&](const auto& one) { return carry_out(*app, one, now); }, command);
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::DeleteApp& command, TimePoint now) {
  observe_command(app, command, now);
  outputs_.push_back(CloseListeners{app.key(), fault::Plane::all});
  while (!app.connections.empty()) {
    Connection& connection = *app.connections.begin()->second;
    end(connection, EndConnection::How::reset, "the app was deleted");
    forget(connection, "", now);
  }
  apps_.erase(AppKey(app.key()));
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::IssueToken& command, TimePoint now) {
  if (command.label.value.size() > kMaxTokenLabelBytes || !wire::is_utf8(command.label.value))
    return Error{"not a token label", "label", "use UTF-8 of at most " + std::to_string(kMaxTokenLabelBytes) + " bytes"};
  if (command.lifetime)
    if (const auto good = check_duration(*command.lifetime, Duration{1}, kMaxTokenLifetime, "lifetime"); !good)
      return good.error();
  if (const auto good = check_duration(command.starts_in, Duration{}, kMaxTokenLifetime, "starts_in"); !good) return good.error();
  if ((command.one_time || command.device_bound) && app.limited_tokens >= kMaxLimitedTokens)
    return Error{"the app has too many one-time and device-bound tokens", "token", "make another app"};
  if (const auto known = app.accounts.add(command.user); !known) return known.error();
  observe_command(app, command, now);

  app.last_issued_ms = std::max(wall_ms(now), app.last_issued_ms + 1);
  const std::int64_t token_clock = wall_ms(now) + in_ms(app.token_clock_ahead);
  TokenContent content{.app_fingerprint = app.fingerprint,
                       .user = command.user,
                       .label = command.label,
                       .issued_ms = app.last_issued_ms,
                       .one_time = command.one_time,
                       .device_bound = command.device_bound};
  if (content.one_time || content.device_bound) ++app.limited_tokens;
  if (content.label.value.empty()) content.label.value = "api-" + std::to_string(++app.unlabelled_tokens);
  if (command.starts_in > Duration{}) content.starts_ms = token_clock + in_ms(command.starts_in);
  if (command.lifetime) content.expires_ms = token_clock + in_ms(*command.lifetime);
  Token token = seal(content, app.secret(), env_.digests);
  app.tokens.add(std::move(content), token);
  return control::ServerReply{std::move(token)};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::ExpireTokens& command, TimePoint now) {
  if (!command.before) app.last_issued_ms = std::max(wall_ms(now), app.last_issued_ms);
  const std::int64_t before = command.before ? command.before->count() : app.last_issued_ms + 1;
  if (const auto revoked = app.accounts.revoke_before(command.user, before, now); !revoked) return revoked.error();
  observe_command(app, command, now);
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::ExpireToken& command, TimePoint now) {
  const IssuedTokens::Issued* issued = app.tokens.find(command.issued.count());
  if (issued == nullptr)
    return Error{"no such token is remembered", "issued", "look the app's tokens up; only the latest are remembered"};
  const std::int64_t token_clock = wall_ms(now) + in_ms(app.token_clock_ahead);
  if (const auto expired = app.tokens.expire(command.issued.count(), token_clock); !expired) return expired.error();
  observe(app, [&] {
    trace::Event event = command_event(command, now);
    event.user = issued->content.user.value;
    event.token = issued->content.label.value;
    return event;
  });
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::RotateSecret& command, TimePoint now) {
  observe_command(app, command, now);
  app.old_secrets.push_back({std::exchange(app.endpoints.secret, new_secret(env_.digests)), now});
  apps_.secrets_changed();
  if (app.old_secrets.size() > kMaxOldSecrets) app.old_secrets.erase(app.old_secrets.begin());
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::AdvanceClock& command, TimePoint now) {
  if (const auto good = check_duration(command.by, -kMaxClockShift, kMaxClockShift, "by"); !good) return good.error();
  const Duration ahead = app.token_clock_ahead + command.by;
  if (const auto good = check_duration(ahead, -kMaxClockShift, kMaxClockShift, "by"); !good) return good.error();
  observe_command(app, command, now);
  app.token_clock_ahead = ahead;
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::BlockUser& command, TimePoint now) {
  if (const auto good = check_duration(command.lasts, Duration{1}, kMaxBlock, "lasts"); !good) return good.error();
  if (const auto blocked = app.accounts.block(command.user, now + command.lasts); !blocked) return blocked.error();
  observe_command(app, command, now);
  disconnect(app, command.user, kBlockedWhileOnline, "the user was blocked", now);
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::UnblockUser& command, TimePoint now) {
  if (const auto unblocked = app.accounts.unblock(command.user); !unblocked) return unblocked.error();
  observe_command(app, command, now);
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::DeactivateUser& command, TimePoint now) {
  if (const auto done = app.accounts.set_deactivated(command.user, true); !done) return done.error();
  observe_command(app, command, now);
  disconnect(app, command.user, kAccountCancelled, "the user's account was deactivated", now);
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::ReactivateUser& command, TimePoint now) {
  if (const auto done = app.accounts.set_deactivated(command.user, false); !done) return done.error();
  observe_command(app, command, now);
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::ArmFault& command, TimePoint now) {
  // What is armed is observed by arm(): a command of its own would say the same twice.
  if (const auto armed = arm(app, command.spec, now); !armed) return armed.error();
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::ClearFaults& command, TimePoint now) {
  observe_command(app, command, now);
  for (const ArmedFault& fault : app.faults.clear(command.name)) disarm(app, fault, now);
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::DisconnectUser& command, TimePoint now) {
  if (command.status < 0 || command.status > 255)
    return Error{"status is out of range", "status", "use a DISCONNECT status, 0 to 255"};
  observe_command(app, command, now);
  disconnect(app, command.user, static_cast<std::uint16_t>(command.status), "the user was disconnected by hand", now);
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::DropConnection& command, TimePoint now) {
  if (command.status < 0 || command.status > 255)
    return Error{"status is out of range", "status", "use a DISCONNECT status, 0 to 255"};
  const auto found =
      std::ranges::find_if(app.connections, [&](const auto& one) { return one.second->ordinal == command.connection; });
  if (found == app.connections.end() || found->second->ended)
    return Error{"no such connection is open", "connection", "look the app's connections up for their numbers"};
  observe_command(app, command, now);
  drop(*found->second, command, now);
  return control::ServerReply{};
}

void ChatServer::Impl::drop(Connection& connection, const control::DropConnection& command, TimePoint now) {
  using How = control::DropConnection::How;
  connection.reason = std::string(name_of(control::kDropNames, command.how)) + " by hand";
  switch (command.how) {
    case How::disconnect:
      if (connection.session) return feed(connection, session::server::EndWith{static_cast<std::uint16_t>(command.status)}, now);
      return end(connection, EndConnection::How::graceful, connection.reason);
    case How::close:
      return end(connection, EndConnection::How::graceful, connection.reason);
    case How::reset:
      return end(connection, EndConnection::How::reset, connection.reason);
    case How::blackhole:
      fault::FaultSpec silence;
      silence.name = "by-hand";
      silence.kind = fault::FaultKind::blackhole;
      silence.moment = fault::Moment::now;
      connection.faults.bind({connection.app.faults.take_id(), silence});
      return reach(connection, fault::Moment::now, now);
  }
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::RestartServer& command, TimePoint now) {
  if (const auto good = check_duration(command.down_for, Duration{}, kMaxDownTime, "down_for"); !good) return good.error();
  observe_command(app, command, now);
  for (const fault::Plane plane : app.gate.close(fault::Plane::all)) outputs_.push_back(CloseListeners{app.key(), plane});
  for (const auto& [id, connection] : app.connections) end(*connection, EndConnection::How::reset, "server restart");
  if (!command.keep_memory) forget_all(app, now);
  timers_.schedule(now + command.down_for, RestartOver{app.key(), app.generation});
  return control::ServerReply{};
}

ChatServer::Impl::Commanded ChatServer::Impl::carry_out(App& app, const control::DeliverMessage& command, TimePoint now) {
  if (const auto known = app.accounts.add(command.from); !known) return known.error();
  const auto posted = post(app, command.from, command.to, {.text = command.text}, now);
  if (!posted) return posted.error();
  observe_command(app, command, now);
  push(app, command.to, posted->message, now);
  return control::ServerReply{};
}

void ChatServer::Impl::disconnect(const App& app, const UserId& user, std::uint16_t status, const std::string& reason,
                                  TimePoint now) {
  for (Connection* connection : online(app, user)) {
    connection->reason = reason;
    feed(*connection, session::server::EndWith{status}, now);
  }
}

void ChatServer::Impl::forget_all(App& app, TimePoint now) {
  for (const ArmedFault& fault : app.faults.clear("")) disarm(app, fault, now);
  app.accounts = Accounts{};
  app.tokens = IssuedTokens{};
  app.mailboxes = Mailboxes{};
}

}  // namespace redial::mock_server
