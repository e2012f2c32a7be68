// What clients send and what they get: navigation, connections, bytes. Decisions on logins and messages are made in login.cpp and
// messages.cpp.
#include <string>
#include <utility>

#include "core/wire/websocket_envelope.hpp"
#include "mock_server/chat/chat_server_impl.hpp"
#include "mock_server/chat/observation.hpp"
#include "mock_server/chat/policies.hpp"
#include "payload/navigation_json.hpp"

namespace redial::mock_server {

namespace server = session::server;

// ---- navigation ----

NavigationReply ChatServer::Impl::navigate(const AppKey& key, const wire::NavigationRequest& request, bool over_tls,
                                           TimePoint now) {
  App* app = apps_.find(key);
  if (app == nullptr) return {.http_status = 404, .body = "{\"code\":404}"};
  ++app->stats.navigation_requests;
  const TokenCheck token = check_token(apps_, *app, {request.app_key.value, request.token}, env_.digests, now, wall_ms(now));
  const NavigationReply reply = answer_navigation(*app, token, over_tls, now);
  trace::Event event = event_of(trace::EventKind::server_navigation, now);
  describe(event, token);
  if (!reply.hang) event.code = reply.http_status;
  observe(*app, std::move(event));
  return reply;
}

NavigationReply ChatServer::Impl::answer_navigation(App& app, const TokenCheck& token, bool over_tls, TimePoint now) {
  for (const ArmedFault& fault : app.faults.count_request(token.user.value)) {
    const auto fate = hooks_of(fault.spec).navigation->on_navigation(now);
    observe_fault(app, trace::EventKind::fault_fired, fault, Epoch{}, now);
    if (const auto* answer = std::get_if<fault::AnswerNavigation>(&fate)) return {false, answer->http_status, answer->body};
    return {.hang = true, .body{}};
  }
  const int refusal = navigation_status(app.policy, token.verdict);
  if (refusal != 200) return {false, refusal, "{\"code\":" + std::to_string(refusal) + "}"};
  const wire::NavigationAnswer answer{.user = token.user.value,
                                      .addresses = chat_addresses(app.policy, app.endpoints, over_tls),
                                      .announces_messages = app.policy.delivery == control::Delivery::notify,
                                      .open_anti = app.policy.connack == control::ConnAckLayout::v4};
  return {false, 200, payload::to_json(answer)};
}

// ---- connections ----

AcceptFate ChatServer::Impl::accept(const AppKey& key, ConnectionId id, TimePoint now) {
  App* app = apps_.find(key);
  if (app == nullptr) return AcceptFate::close;
  const Epoch ordinal{static_cast<std::uint32_t>(++app->stats.connections_accepted)};
  auto fired = [this, app, ordinal](const ArmedFault& fault, TimePoint at) {
    observe_fault(*app, trace::EventKind::fault_fired, fault, ordinal, at);
  };
  const auto entry = connections_.emplace(id, std::make_unique<Connection>(id, *app, ordinal, std::move(fired)));
  Connection& connection = *entry.first->second;
  app->connections.emplace(id, &connection);
  observe(*app, event_of(trace::EventKind::server_accepted, connection, now));
  bind(connection, app->faults.count_connection(""));
  reach(connection, fault::Moment::accept, now);
  if (!connection.ended) {
    connection.served = true;
    return AcceptFate::serve;
  }
  const bool reset = connection.ended->how == EndConnection::How::reset;
  forget(connection, "", now);
  return reset ? AcceptFate::reset : AcceptFate::close;
}

void ChatServer::Impl::upgrade(ConnectionId id, const LoginClaim& claim, TimePoint now) {
  Connection* connection = find_live(id);
  if (connection == nullptr || connection->session) return;
  App& app = connection->app;
  connection->claim = claim;
  connection->token = check_token(apps_, app, {claim.app_key, Token(claim.token), claim.device}, env_.digests, now, wall_ms(now));
  connection->session.emplace(connection->token.user.value, connection->faults);
  observe(app, event_of(trace::EventKind::server_upgraded, *connection, now));
  if (!connection->token.user.value.empty()) bind(*connection, app.faults.count_connection(connection->token.user.value));
  reach(*connection, fault::Moment::open, now);
  feed(*connection, server::Upgraded{}, now);
}

void ChatServer::Impl::receive(ConnectionId id, const wire::Bytes& message, TimePoint now) {
  Connection* connection = find_live(id);
  if (connection == nullptr || !connection->session) return;
  const auto decoded = wire::decode_client_message(message);
  trace::Event event = event_of(trace::EventKind::server_received, *connection, now);
  event.name = decoded ? wire::to_text(*decoded) : "undecodable";
  if (!decoded) event.detail = decoded.error().what;
  observe(connection->app, std::move(event));
  if (decoded)
    feed(*connection, server::MessageArrived{*decoded}, now);
  else
    feed(*connection, server::UndecodableArrived{decoded.error().what}, now);
}

void ChatServer::Impl::closed(ConnectionId id, std::string_view how, TimePoint now) {
  if (Connection* connection = find(id)) forget(*connection, how, now);
}

fault::ChunkFate ChatServer::Impl::filter(ConnectionId id, fault::Direction direction, std::size_t size, TimePoint now) {
  Connection* connection = find(id);
  return connection == nullptr ? fault::PassChunk{} : connection->faults.on_chunk(direction, size, now);
}

Connection* ChatServer::Impl::find(ConnectionId id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

Connection* ChatServer::Impl::find_live(ConnectionId id) {
  Connection* connection = find(id);
  return connection != nullptr && !connection->ended ? connection : nullptr;
}

// ---- the session and its actions ----

void ChatServer::Impl::feed(Connection& connection, const server::Event& event, TimePoint now) {
  if (connection.ended || !connection.session) return;
  for (const server::Action& action : connection.session->handle(event, now))
    std::visit([&](const auto& one) { act(connection, one, now); }, action);
  if (!connection.ended && !connection.online && connection.session->state() == server::State::online)
    come_online(connection, now);
}

void ChatServer::Impl::act(Connection& connection, const server::Send& action, TimePoint now) {
  App& app = connection.app;
  if (const auto* connack = std::get_if<wire::ConnAck>(&action.message))
    ++(connack->status == 0 ? app.stats.logins_accepted : app.stats.logins_refused);
  trace::Event event = event_of(trace::EventKind::server_sent, connection, now);
  event.name = wire::to_text(action.message);
  observe(app, std::move(event));
  const auto layout = connection.claim.protocol_version >= 4 ? wire::ConnAckLayout::v4 : wire::ConnAckLayout::v3;
  outputs_.push_back(SendBytes{connection.id, wire::encode(action.message, layout)});
}

void ChatServer::Impl::act(Connection& connection, const server::StartTimer& action, TimePoint now) {
  timers_.schedule(now + action.delay, SessionTimer{connection.id, action.timer});
}

void ChatServer::Impl::act(Connection& connection, const server::Close& action, TimePoint) {
  end(connection, EndConnection::How::graceful, action.why);
}

// A reset also cuts short a graceful end that is under way: its last bytes may never get through.
void ChatServer::Impl::end(Connection& connection, EndConnection::How how, std::string why) {
  const bool reset = how == EndConnection::How::reset;
  if (connection.ended && (!reset || connection.ended->how == EndConnection::How::reset)) return;
  connection.ended = Ending{how, std::move(why)};
  go_offline(connection);
  if (connection.served) outputs_.push_back(EndConnection{how, connection.id});
}

void ChatServer::Impl::forget(Connection& connection, std::string_view how, TimePoint now) {
  trace::Event event = event_of(trace::EventKind::server_closed, connection, now);
  event.detail = connection.ended ? to_text(*connection.ended) : std::string(how);
  observe(connection.app, std::move(event));
  go_offline(connection);
  connection.app.connections.erase(connection.id);
  connections_.erase(connection.id);
}

}  // namespace redial::mock_server
