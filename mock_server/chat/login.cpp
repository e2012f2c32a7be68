// Who may come online, and what becomes of those who are online already.
#include <algorithm>
#include <string>
#include <utility>

#include "core/base/text_encodings.hpp"
#include "mock_server/chat/chat_server_impl.hpp"
#include "mock_server/chat/observation.hpp"
#include "mock_server/chat/policies.hpp"

namespace redial::mock_server {

namespace server = session::server;

namespace {

constexpr std::size_t kSessionIdRandomBytes = 8;
// After which the client's message ids continue in the v4 layout; any number will do, 0 would hide that the client reads it.
constexpr wire::MessageId kFirstIdV4 = 500;
constexpr std::uint16_t kKickedByAnotherLogin = 1;  // DISCONNECT status, 31010

// One connection per user, or per user and platform: the other one that stands in the way.
bool rivals(const Connection& one, const Connection& other) {
  if (&one == &other) return false;
  return one.app.policy.login_scope == control::LoginScope::user || one.claim.platform == other.claim.platform;
}

// A device that dials again while its old connection has not been noticed dead replaces itself; that is no second login.
bool same_device(const Connection& one, const Connection& other) {
  return !one.claim.device.empty() && one.claim.device == other.claim.device;
}

}  // namespace

TokenCheck ChatServer::Impl::check(Connection& connection, TimePoint now) const {
  const LoginClaim& claim = connection.claim;
  if (!connection.read || connection.read_version != apps_.secrets_version()) {
    connection.read = read_token(apps_, claim.token, env_.digests);
    connection.read_version = apps_.secrets_version();
  }
  return check_token(apps_, connection.app, {claim.app_key, claim.token, claim.device}, *connection.read, now, wall_ms(now));
}

void ChatServer::Impl::act(Connection& connection, const server::DecideLogin&, TimePoint now) {
  connection.token = check(connection, now);  // much can have happened since the client asked for the upgrade
  connection.read.reset();
  connection.claim.token = {};
  const wire::ConnAck answer = decide(connection, now);
  observe(connection.app, [&] {
    trace::Event event = event_of(trace::EventKind::server_login, connection, now);
    describe(event, connection.token);
    event.code = answer.status;
    return event;
  });
  feed(connection, server::LoginDecided{answer}, now);
}

wire::ConnAck ChatServer::Impl::decide(const Connection& connection, TimePoint now) {
  App& app = connection.app;
  wire::ConnAck answer;
  answer.status = login_status(app.policy, connection.token.verdict);
  const auto in_the_way = [&](const Connection* other) { return rivals(connection, *other) && !same_device(connection, *other); };
  if (answer.status == 0 && app.policy.second_login == control::SecondLogin::refuse_newer &&
      std::ranges::any_of(online(app, connection.token.user), in_the_way))
    answer.status = kSameClientOnline;
  if (answer.status != 0) return answer;
  if (const auto issued_ms = connection.token.limited_issued_ms)
    app.accounts.use_token(connection.token.user, *issued_ms, connection.claim.device);
  answer.user = connection.token.user.value;
  answer.session = to_hex(env_.digests.random(kSessionIdRandomBytes));
  answer.server_time_ms = wall_ms(now);
  if (connection.claim.protocol_version >= 4) answer.first_id = kFirstIdV4;
  return answer;
}

void ChatServer::Impl::come_online(Connection& connection, TimePoint now) {
  App& app = connection.app;
  const auto others = online(app, connection.token.user);
  connection.online = true;
  ++app.stats.logins_accepted;
  app.online[connection.token.user].push_back(&connection);
  for (Connection* other : others) {
    if (!rivals(connection, *other)) continue;
    if (same_device(connection, *other))
      end(*other, EndConnection::How::reset, "replaced by a new connection of the same device");
    else if (app.policy.second_login == control::SecondLogin::kick_older)
      kick(*other, now);
  }
  reach(connection, fault::Moment::login, now);
}

void ChatServer::Impl::kick(Connection& connection, TimePoint now) {
  connection.reason = "kicked by a newer login of the user";
  feed(connection, server::EndWith{kKickedByAnotherLogin}, now);
}

void ChatServer::Impl::go_offline(Connection& connection) {
  if (!std::exchange(connection.online, false)) return;
  auto& online = connection.app.online;
  const auto entry = online.find(connection.token.user);
  std::erase(entry->second, &connection);
  if (entry->second.empty()) online.erase(entry);
}

std::vector<Connection*> ChatServer::Impl::online(const App& app, const UserId& user) const {
  const auto entry = app.online.find(user);
  return entry == app.online.end() ? std::vector<Connection*>{} : entry->second;
}

}  // namespace redial::mock_server
