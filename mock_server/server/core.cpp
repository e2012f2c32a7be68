// The switch that obeys: events into the chat service, its outputs onto sockets.
#include "mock_server/server/core.hpp"

#include <utility>
#include <vector>

#include "mock_server/chat/token_cause.hpp"
#include "mock_server/server/api_http.hpp"
#include "mock_server/server/filtered_stream.hpp"
#include "mock_server/server/native_connection.hpp"
#include "mock_server/server/navigation_http.hpp"
#include "mock_server/server/web_connection.hpp"
#include "net/clock.hpp"
#include "net/digests.hpp"

namespace redial::mock_server {

Core::Core(net::Loop& loop, Setting setting)
    : loop_(loop),
      setting_(std::move(setting)),
      observers_(setting_.remembered),
      captures_(loop, setting_.captures),
      chat_({.digests = {net::hmac_sha256, net::sha1, net::random_bytes},
             .observe =
                 [this](const AppKey& app, const trace::Event& event) {
                   captures_.observe(app, event);
                   observers_.tell(app, event);
                 },
             .is_observed = [this](const AppKey& app) { return captures_.any() || observers_.listen_to(app); },
             .unix_epoch = net::unix_epoch(),
             .max_connections = setting_.max_connections}),
      deadline_(loop),
      api_(loop, [this](RequestId id, const net::HttpRequest& request,
                        const HttpService::Origin& origin) { on_api(id, request, origin); }),
      api_listener_(loop, [this](std::unique_ptr<net::AcceptedStream> stream) { accept_api(std::move(stream)); }),
      navigation_(loop, [this](RequestId id, const net::HttpRequest& request,
                               const HttpService::Origin& origin) { on_navigation(id, request, origin); }),
      patience_(loop) {}

Core::~Core() {
  for (const auto& [id, open] : connections_) open.connection->end(EndConnection::How::reset);
}

Result<std::string> Core::open_api(std::uint16_t port) {
  const auto opened = api_listener_.open(setting_.address, port);
  if (!opened) return opened.error();
  return "http://" + host_port(setting_.public_host, *opened);
}

Result<control::App> Core::create_app(const control::CreateApp& wanted) {
  auto app = chat_.create_app(wanted, loop_.now());
  if (!app) return app.error();
  auto listeners = std::make_unique<AppListeners>(
      loop_, [this, key = app->app_key](auto stream, const Door& door) { accept(key, std::move(stream), door); });
  if (const auto opened = listeners->open(setting_.address, setting_.public_host, wanted, *app); !opened) {
    (void)chat_.perform(app->app_key, control::DeleteApp{}, loop_.now());
    settle();
    return opened.error();
  }
  chat_.set_endpoints(app->app_key, *app);
  captures_.add_app(app->app_key, wanted);
  listeners_.emplace(app->app_key, std::move(listeners));
  return app;
}

Result<control::ServerReply> Core::perform(const AppKey& app, const control::ServerCommand& command) {
  auto reply = chat_.perform(app, command, loop_.now());
  settle();
  if (reply && std::holds_alternative<control::DeleteApp>(command)) {
    listeners_.erase(app);
    observers_.end(app);
    captures_.remove_app(app);
  }
  return reply;
}

// ---- the data plane ----

void Core::accept(const AppKey& app, std::unique_ptr<net::AcceptedStream> stream, const Door& door) {
  const Captured captured = captures_.capture(app, *stream, door);
  const Captures::During during(captures_, captured);
  if (door.plane == fault::Plane::navigation) return accept_navigation(app, std::move(stream), door.over_tls, captured);
  accept_chat(app, std::move(stream), door, captured);
}

void Core::accept_navigation(const AppKey& app, std::unique_ptr<net::ByteStream> stream, bool over_tls,
                             const Captured& captured) {
  if (over_tls) {
    const fault::TlsFlaw flaw = chat_.navigation_tls(app, loop_.now());
    stream = setting_.tls.serve(loop_, std::move(stream), flaw, captures_.secrets_of(captured));
  }
  navigation_.accept(std::move(stream), {app, over_tls, captured});
  settle();
}

void Core::on_navigation(RequestId id, const net::HttpRequest& request, const HttpService::Origin& origin) {
  const auto read = read_navigation(request);
  if (const auto* reply = std::get_if<net::HttpReply>(&read)) return navigation_.waiting(id)->reply(*reply);
  const Captures::During during(captures_, origin.captured);
  chat_.navigate(origin.app, id, std::get<wire::NavigationRequest>(read), origin.over_tls, loop_.now());
  settle();
}

void Core::accept_api(std::unique_ptr<net::AcceptedStream> stream) {
  const Captured captured = captures_.capture_api(*stream);
  api_.accept(std::move(stream), {{}, false, captured});
}

void Core::on_api(RequestId id, const net::HttpRequest& request, const HttpService::Origin& origin) {
  const api::Request asked = read_api(request);
  const auto answer = [this, id](api::Reply reply) {
    if (net::HttpConnection* client = api_.waiting(id)) client->reply(to_http(std::move(reply)));
  };
  if (setting_.elsewhere && setting_.elsewhere(asked, answer)) return;
  const Captures::During during(captures_, origin.captured);
  answer(call_api(asked));
}

api::Reply Core::call_api(const api::Request& request) {
  api::Reply reply = chat_.call_api(request, loop_.now());
  settle();
  return reply;
}

void Core::accept_chat(const AppKey& app, std::unique_ptr<net::ByteStream> stream, const Door& door, const Captured& captured) {
  const ConnectionId id(++last_connection_);
  const AcceptFate fate = chat_.accept(app, id, door.dialect, door.over_tls, loop_.now());
  captures_.add_chat(id, captured);
  stream = std::make_unique<FilteredStream>(loop_, std::move(stream),
                                            [this, id](auto direction, auto size) { return filter(id, direction, size); });
  if (door.over_tls) stream = setting_.tls.serve(loop_, std::move(stream), fate.tls, captures_.secrets_of(captured));
  ChatConnection::Handler& handler = *this;
  std::unique_ptr<ChatConnection> connection;
  if (door.dialect == wire::Dialect::native)
    connection = std::make_unique<NativeConnection>(id, std::move(stream), handler);
  else
    connection = std::make_unique<WebConnection>(loop_, id, std::move(stream), handler);
  if (fate.how == AcceptFate::How::reset) connection->end(EndConnection::How::reset);
  if (fate.how == AcceptFate::How::close) connection->end(EndConnection::How::graceful);
  const bool limited = setting_.max_handshake && fate.how == AcceptFate::How::serve && fate.tls == fault::TlsFlaw::none;
  if (limited && !std::exchange(patient_, true)) patience_.start_in(*setting_.max_handshake, [this] { end_slow_handshakes(); });
  connections_.emplace(id, Open{std::move(connection), limited ? std::optional(loop_.now()) : std::nullopt});
  settle();
}

void Core::end_slow_handshakes() {
  const Duration limit = *setting_.max_handshake;
  const TimePoint latest = loop_.now() - limit;
  std::vector<ConnectionId> slow;
  for (const auto& [id, open] : connections_)
    if (open.accepted && *open.accepted <= latest && !chat_.filters(id)) slow.push_back(id);
  for (const ConnectionId id : slow) chat_.give_up(id, "no login was asked for within " + in_words(limit), loop_.now());
  patient_ = !connections_.empty();
  if (patient_) patience_.start_in(limit / 4, [this] { end_slow_handshakes(); });
  settle();
}

void Core::on_upgrade_asked(ConnectionId connection, const LoginClaim& claim) {
  if (const auto found = connections_.find(connection); found != connections_.end()) found->second.accepted.reset();
  chat_.ask_upgrade(connection, claim, loop_.now());
  settle();
}

void Core::on_message(ConnectionId connection, const wire::Bytes& message) {
  chat_.receive(connection, message, loop_.now());
  settle();
}

void Core::on_garbage(ConnectionId connection, const std::string& why) {
  chat_.receive_garbage(connection, why, loop_.now());
  settle();
}

void Core::on_closed(ConnectionId connection, const std::string& how) {
  chat_.closed(connection, how, loop_.now());
  captures_.remove_chat(connection);
  if (auto gone = connections_.extract(connection)) loop_.dispose(std::move(gone.mapped().connection));
  settle();
}

std::optional<fault::ChunkPlan> Core::filter(ConnectionId connection, fault::Direction direction, std::size_t size) {
  if (!chat_.filters(connection)) return std::nullopt;
  auto plan = chat_.filter(connection, direction, size, loop_.now());
  settle();
  return plan;
}

// ---- outputs ----

void Core::settle() {
  if (settling_) return;  // asked for by what an output has set off; the loop below sees to it
  settling_ = true;
  for (auto outputs = chat_.take_outputs(); !outputs.empty(); outputs = chat_.take_outputs()) {
    for (Output& output : outputs) std::visit([this](auto& asked) { carry_out(std::move(asked)); }, output);
  }
  settling_ = false;
  const auto due = chat_.next_deadline();
  if (due == awaited_) return;
  awaited_ = due;
  deadline_.cancel();
  if (due) deadline_.start(*due, [this] { advance(); });
}

void Core::advance() {
  awaited_.reset();
  chat_.advance(loop_.now());
  settle();
}

void Core::carry_out(const SendBytes& output) {
  const auto found = connections_.find(output.connection);
  if (found == connections_.end()) return;
  captures_.before_message(output.connection);
  found->second.connection->send(output);
  captures_.after_message(output.connection);
}

void Core::carry_out(const EndConnection& output) {
  const auto found = connections_.find(output.connection);
  if (found != connections_.end()) found->second.connection->end(output.how, output.close_code);
}

void Core::carry_out(const AnswerUpgrade& output) {
  const auto found = connections_.find(output.connection);
  if (found == connections_.end()) return;
  found->second.connection->answer_upgrade(output.fate);
  if (output.fate.end == fault::UpgradeFate::End::accepted) chat_.upgrade(output.connection, loop_.now());
}

void Core::carry_out(AnswerNavigation&& output) {
  if (net::HttpConnection* client = navigation_.waiting(output.request)) answer_navigation(*client, std::move(output.fate));
}

void Core::carry_out(const CloseListeners& output) {
  const auto found = listeners_.find(output.app);
  if (found == listeners_.end()) return;
  found->second->close(output.plane);
  // A refused client must not get through on a connection kept from before.
  if (output.plane != fault::Plane::chat) navigation_.reset_all(output.app);
}

void Core::carry_out(const OpenListeners& output) {
  const auto found = listeners_.find(output.app);
  if (found != listeners_.end()) found->second->reopen(output.plane);
}

}  // namespace redial::mock_server
