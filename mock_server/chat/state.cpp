// What there is, for people to look up: apps, and of each its users, tokens, connections and faults. Nothing is changed here but
// the memory of connections that have ended.
#include <algorithm>
#include <chrono>
#include <utility>

#include "mock_server/chat/chat_server_impl.hpp"
#include "mock_server/chat/connection_story.hpp"

namespace redial::mock_server {

namespace {

std::optional<UnixMillis> as_time(std::optional<std::int64_t> ms) { return ms ? std::optional(UnixMillis(*ms)) : std::nullopt; }

control::UserState state_of(const App& app, const UserId& user, TimePoint now) {
  control::UserState state{.user = user};
  const auto online = app.online.find(user);
  if (online != app.online.end()) state.online = static_cast<std::uint32_t>(online->second.size());
  if (const auto until = app.accounts.blocked_until(user, now)) state.blocked_for = *until - now;
  state.deactivated = app.accounts.is_deactivated(user);
  return state;
}

std::vector<control::UserState> users_of(const App& app, TimePoint now) {
  std::vector<UserId> names = app.accounts.users();
  std::ranges::sort(names);
  if (names.size() > control::kMaxListedUsers) names.resize(control::kMaxListedUsers);
  std::vector<control::UserState> users;
  for (const UserId& name : names) users.push_back(state_of(app, name, now));
  return users;
}

control::TokenState state_of(const App& app, const IssuedTokens::Issued& issued, const TokenCheck& check) {
  const TokenContent& content = issued.content;
  auto expires = content.expires_ms;
  if (const auto by_hand = app.tokens.expired_by_hand(content.issued_ms))
    expires = std::min(expires.value_or(*by_hand), *by_hand);
  return {.label = content.label,
          .user = content.user,
          .token = issued.token,
          .issued = UnixMillis(content.issued_ms),
          .starts = as_time(content.starts_ms),
          .expires = as_time(expires),
          .one_time = content.one_time,
          .device_bound = content.device_bound,
          .verdict = check.verdict,
          .cause = cause_of(check.verdict, check.why)};
}

control::ConnectionState state_of(const EndedConnection& ended) {
  control::ConnectionState state = state_of(*ended.connection);
  state.phase = control::ConnectionState::Phase::ended;
  state.ended = ended.at;
  state.cause = cause_of(*ended.connection, ended.ending);
  state.ending = ended.ending;
  return state;
}

std::vector<control::ConnectionState> connections_of(const App& app) {
  std::vector<control::ConnectionState> states;
  for (const EndedConnection& ended : app.ended) states.push_back(state_of(ended));
  for (const auto& [id, connection] : app.connections) states.push_back(state_of(*connection));
  std::ranges::sort(states, std::greater(), &control::ConnectionState::connection);
  return states;
}

}  // namespace

std::vector<control::AppEntry> ChatServer::Impl::apps() const {
  std::vector<control::AppEntry> entries;
  for (const App* app : apps_.all()) entries.push_back({app->label, app->endpoints});
  return entries;
}

Result<control::AppState> ChatServer::Impl::app_state(const AppKey& key, TimePoint now) const {
  const App* app = apps_.find(key);
  if (app == nullptr) return no_such_app();
  const UnixMillis wall(wall_ms(now));
  control::AppState state{.entry = {app->label, app->endpoints},
                          .clock = {wall, wall + std::chrono::duration_cast<UnixMillis>(app->token_clock_ahead), now}};
  state.users = users_of(*app, now);
  state.user_count = app->accounts.size();
  for (auto issued = app->tokens.known().rbegin(); issued != app->tokens.known().rend(); ++issued) {
    const TokenCheck check = check_token(apps_, *app, {app->key().value, issued->token}, env_.digests, now, wall.count());
    state.tokens.push_back(state_of(*app, *issued, check));
  }
  state.connections = connections_of(*app);
  for (const ArmedFault& fault : app->faults.armed()) state.faults.push_back({fault.spec, fault.counted});
  state.closed = app->gate.closed();
  return state;
}

void ChatServer::Impl::remember(std::unique_ptr<Connection> connection, const std::string& ending, TimePoint now) {
  auto& ended = connection->app.ended;
  connection->session.reset();
  ended.push_back({std::move(connection), ending, UnixMillis(wall_ms(now))});
  if (ended.size() > kMaxEndedConnections) ended.pop_front();
}

}  // namespace redial::mock_server
