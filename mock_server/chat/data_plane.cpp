// What clients send and what they get: navigation, connections, bytes. Decisions on logins and messages are made in login.cpp and
// messages.cpp.
#include <algorithm>
#include <string>
#include <utility>

#include "core/time/random.hpp"
#include "core/trace/event_of.hpp"
#include "core/wire/envelope.hpp"
#include "core/wire/message_fields.hpp"
#include "mock_server/chat/chat_server_impl.hpp"
#include "mock_server/chat/connection_story.hpp"
#include "mock_server/chat/observation.hpp"
#include "mock_server/chat/policies.hpp"
#include "mock_server/faults/handshake_faults.hpp"
#include "payload/navigation_json.hpp"

namespace redial::mock_server {

namespace server = session::server;

namespace {

std::string code_alone(int code) { return "{\"code\":" + std::to_string(code) + "}"; }

wire::Format format_of(const Connection& connection) {
  const bool is_v4 = connection.claim.protocol_version >= 4;
  return {connection.dialect, is_v4 ? wire::ConnAckLayout::v4 : wire::ConnAckLayout::v3};
}

trace::Frame frame_of(const wire::Bytes& message, wire::Format format) {
  return {std::string(wire::to_name(format)), {message.begin(), message.end()}};
}

// Neighbours get seeds that have nothing to do with each other.
std::uint64_t seed_of(const App& app, Epoch connection) {
  Random of_app(app.seed);
  return Random(of_app.next() ^ connection.value).next();
}

}  // namespace

// ---- navigation ----

void ChatServer::Impl::navigate(const AppKey& key, RequestId request, const wire::NavigationRequest& asked, bool over_tls,
                                TimePoint now) {
  App* app = apps_.find(key);
  if (app == nullptr) {
    outputs_.push_back(AnswerNavigation{request, {.http_status = 404, .body = code_alone(404)}});
    return;
  }
  ++app->stats.navigation_requests;
  const TokenCheck token = check_token(apps_, *app, {asked.app_key.value, asked.token}, env_.digests, now, wall_ms(now));
  const AnswerNavigation decided{request, navigation_fate(*app, token, asked, over_tls, now)};
  using End = fault::NavigationFate::End;
  const End how = decided.fate.end;
  observe(*app, [&] {
    trace::Event event = trace::event_of(trace::EventKind::server_navigation, now);
    describe(event, token);
    if (how == End::answered || how == End::truncated) event.code = decided.fate.http_status;
    return event;
  });
  if (how != End::unanswered) answer_when_due(decided, now);
}

fault::NavigationFate ChatServer::Impl::navigation_fate(App& app, const TokenCheck& token, const wire::NavigationRequest& asked,
                                                        bool over_tls, TimePoint now) {
  const wire::Dialect dialect = wire::offered_dialect(asked.negotiate);
  fault::NavigationDraft draft{.path = asked.path,
                               .fate{},
                               .answer = {.user = app.policy.navigation_names_user ? token.user.value : std::string(),
                                          .addresses = chat_addresses(app.policy, app.endpoints, dialect, over_tls),
                                          .announces_messages = app.policy.delivery == control::Delivery::notify,
                                          .open_anti = app.policy.connack == control::ConnAckLayout::v4},
                               .body{}};
  draft.fate.http_status = navigation_status(app.policy, token.verdict);
  if (draft.fate.http_status != 200) draft.body = code_alone(draft.fate.http_status);
  for (const ArmedFault& fault : app.faults.count_request(token.user.value))
    if (hooks_of(fault.spec, app.seed).navigation->on_navigation(draft))
      observe_fault(app, trace::EventKind::fault_fired, fault, Epoch{}, now);
  draft.fate.body = draft.body ? std::move(*draft.body) : payload::to_json(draft.answer);
  draft.fate.body.resize(std::max(draft.fate.body.size(), draft.least_bytes), ' ');
  return std::move(draft.fate);
}

// ---- connections ----

fault::TlsFlaw ChatServer::Impl::navigation_tls(const AppKey& key, TimePoint now) {
  App* app = apps_.find(key);
  return app == nullptr ? fault::TlsFlaw::none : count_handshake(*app, fault::Plane::navigation, nullptr, now);
}

fault::TlsFlaw ChatServer::Impl::count_handshake(App& app, fault::Plane plane, Connection* connection, TimePoint now) {
  fault::TlsFlaw flaw = fault::TlsFlaw::none;
  for (const ArmedFault& fault : app.faults.count_handshake(plane)) {
    flaw = tls_flaw_of(fault.spec.kind);
    observe_fault(app, trace::EventKind::fault_fired, fault, connection != nullptr ? connection->ordinal : Epoch{}, now);
    if (connection != nullptr) connection->struck_by = to_text(fault);
  }
  return flaw;
}

AcceptFate ChatServer::Impl::accept(const AppKey& key, ConnectionId id, wire::Dialect dialect, bool over_tls, TimePoint now) {
  App* app = apps_.find(key);
  if (app == nullptr) return {AcceptFate::How::close};
  const Epoch ordinal{static_cast<std::uint32_t>(++app->stats.connections_accepted)};
  auto fired = [this, app, id, ordinal](const ArmedFault& fault, TimePoint at) {
    observe_fault(*app, trace::EventKind::fault_fired, fault, ordinal, at);
    if (Connection* connection = find(id)) connection->struck_by = to_text(fault);
  };
  const auto entry = connections_.emplace(
      id, std::make_unique<Connection>(id, *app, dialect, ordinal, seed_of(*app, ordinal), std::move(fired)));
  Connection& connection = *entry.first->second;
  connection.accepted = UnixMillis(wall_ms(now));
  connection.over_tls = over_tls;
  app->connections.emplace_hint(app->connections.end(), id, &connection);
  observe(*app, [&] { return event_of(trace::EventKind::server_accepted, connection, now); });
  if (connections_.size() > env_.max_connections)
    end(connection, EndConnection::How::reset, "the server has all the connections it may have");
  bind(connection, app->faults.count_connection(""));
  reach(connection, fault::Moment::accept, now);
  if (!connection.ended) {
    connection.served = true;
    return {.tls = over_tls ? count_handshake(*app, fault::Plane::chat, &connection, now) : fault::TlsFlaw::none};
  }
  const bool reset = connection.ended->how == EndConnection::How::reset;
  forget(connection, "", now);
  return {reset ? AcceptFate::How::reset : AcceptFate::How::close};
}

void ChatServer::Impl::ask_upgrade(ConnectionId id, const LoginClaim& claim, TimePoint now) {
  Connection* connection = find_live(id);
  if (connection == nullptr || std::exchange(connection->claimed, true)) return;
  App& app = connection->app;
  connection->claim = claim;
  connection->token = check(*connection, now);
  if (!connection->token.user.value.empty()) bind(*connection, app.faults.count_connection(connection->token.user.value));
  const AnswerUpgrade decided{id, connection->faults.on_upgrade(now)};
  if (decided.fate.end != fault::UpgradeFate::End::unanswered) answer_when_due(decided, now);
}

void ChatServer::Impl::upgrade(ConnectionId id, TimePoint now) {
  Connection* connection = find_live(id);
  if (connection == nullptr || !connection->claimed || connection->session) return;
  connection->session.emplace(connection->token.user.value, connection->dialect, connection->faults);
  observe(connection->app, [&] { return event_of(trace::EventKind::server_upgraded, *connection, now); });
  reach(*connection, fault::Moment::open, now);
  feed(*connection, server::Upgraded{}, now);
}

void ChatServer::Impl::receive(ConnectionId id, const wire::Bytes& message, TimePoint now) {
  Connection* connection = find_live(id);
  if (connection == nullptr || !connection->session) return;
  const auto decoded = wire::decode_client_message(message, connection->dialect);
  if (!decoded) return receive_garbage(id, decoded.error().what, now);
  observe(connection->app, [&] {
    trace::Event event = event_of(trace::EventKind::server_received, *connection, now);
    event.name = wire::to_text(*decoded);
    event.frame = frame_of(message, format_of(*connection));
    return event;
  });
  feed(*connection, server::MessageArrived{*decoded}, now);
}

void ChatServer::Impl::receive_garbage(ConnectionId id, std::string_view why, TimePoint now) {
  Connection* connection = find_live(id);
  if (connection == nullptr) return;
  observe(connection->app, [&] {
    trace::Event event = event_of(trace::EventKind::server_received, *connection, now);
    event.name = "undecodable";
    event.detail = why;
    return event;
  });
  if (connection->session) return feed(*connection, server::UndecodableArrived{std::string(why)}, now);
  end(*connection, EndConnection::How::graceful, "not our protocol: " + std::string(why));
}

void ChatServer::Impl::give_up(ConnectionId id, const std::string& why) {
  if (Connection* connection = find_live(id)) end(*connection, EndConnection::How::reset, why);
}

void ChatServer::Impl::closed(ConnectionId id, std::string_view how, TimePoint now) {
  if (Connection* connection = find(id)) forget(*connection, how, now);
}

bool ChatServer::Impl::filters(ConnectionId id) const {
  const auto found = connections_.find(id);
  return found != connections_.end() && found->second->faults.any();
}

fault::ChunkPlan ChatServer::Impl::filter(ConnectionId id, fault::Direction direction, std::size_t size, TimePoint now) {
  auto plan = fault::ChunkPlan::pass(size);
  if (Connection* connection = find(id)) connection->faults.on_chunk(direction, plan, now);
  return plan;
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
  const server::State before = connection.session->state();
  const auto actions = connection.session->handle(event, now);
  const server::State after = connection.session->state();
  if (after != before && after == server::State::refused) ++connection.app.stats.logins_refused;
  for (const server::Action& action : actions) std::visit([&](const auto& one) { act(connection, one, now); }, action);
  if (!connection.ended && !connection.online && connection.session->state() == server::State::online)
    come_online(connection, now);
}

void ChatServer::Impl::act(Connection& connection, const server::Send& action, TimePoint now) {
  const wire::Format format = format_of(connection);
  SendBytes output{.connection = connection.id, .message{}, .framing = action.reply.framing};
  const auto* raw = std::get_if<fault::RawMessage>(&action.reply.message);
  const auto* message = std::get_if<wire::ServerMessage>(&action.reply.message);
  if (auto told = message != nullptr ? told_by(*message) : std::nullopt) connection.told = *told;
  output.message = raw != nullptr ? raw->bytes : wire::encode(*message, format.layout, format.dialect);
  if (action.reply.truncated) output.message.resize(output.message.size() / 2);
  observe(connection.app, [&] {
    trace::Event event = event_of(trace::EventKind::server_sent, connection, now);
    event.name = raw != nullptr ? std::string(raw->name) : wire::to_text(*message);
    if (action.reply.truncated) event.detail = "truncated";
    event.frame = frame_of(output.message, format);
    return event;
  });
  outputs_.push_back(std::move(output));
}

void ChatServer::Impl::act(Connection& connection, const server::StartTimer& action, TimePoint now) {
  timers_.schedule(now + action.delay, SessionTimer{connection.id, action.timer});
}

void ChatServer::Impl::act(Connection& connection, const server::Close& action, TimePoint) {
  end(connection, EndConnection::How::graceful, action.why);
}

// A reset also cuts short a graceful end that is under way: its last bytes may never get through.
void ChatServer::Impl::end(Connection& connection, EndConnection::How how, std::string why, std::uint16_t close_code) {
  const bool reset = how == EndConnection::How::reset;
  if (connection.ended && (!reset || connection.ended->how == EndConnection::How::reset)) return;
  connection.ended = Ending{how, std::move(why)};
  go_offline(connection);
  if (connection.served) outputs_.push_back(EndConnection{how, connection.id, close_code});
}

void ChatServer::Impl::forget(Connection& connection, std::string_view how, TimePoint now) {
  App& app = connection.app;
  const std::string ending = connection.ended ? to_text(*connection.ended) : std::string(how);
  observe(app, [&] {
    trace::Event event = event_of(trace::EventKind::server_closed, connection, now);
    event.detail = ending;
    return event;
  });
  go_offline(connection);
  app.connections.erase(connection.id);
  remember(std::move(connections_.extract(connection.id).mapped()), ending, now);
}

}  // namespace redial::mock_server
