// The switch that obeys: events into the chat service, its outputs onto sockets.
#include "mock_server/server/core.hpp"

#include "mock_server/server/api_http.hpp"
#include "mock_server/server/navigation_http.hpp"
#include "net/clock.hpp"
#include "net/digests.hpp"

namespace redial::mock_server {

Core::Tenant::Tenant(Core& core, const AppKey& app)
    : navigation(core.loop_,
                 [&core, app](const net::HttpRequest& request, bool over_tls) {
                   auto reply = answer_navigation(request, [&](const wire::NavigationRequest& asked) {
                     return core.chat_.navigate(app, asked, over_tls, core.loop_.now());
                   });
                   core.settle();
                   return reply;
                 }),
      listeners(
          core.loop_,
          [this, &core](std::unique_ptr<net::ByteStream> stream, bool over_tls) {
            if (over_tls) stream = net::tls_server(core.loop_, core.tls_, std::move(stream));
            navigation.accept(std::move(stream), over_tls);
          },
          [&core, app](std::unique_ptr<net::ByteStream> stream, bool over_tls) {
            core.accept(app, std::move(stream), over_tls);
          }) {}

Core::Core(net::Loop& loop, const net::TlsContext& tls, std::string address, std::string public_host)
    : loop_(loop),
      tls_(tls),
      address_(std::move(address)),
      public_host_(std::move(public_host)),
      chat_({.digests = {net::hmac_sha256, net::sha1, net::random_bytes},
             .observe = [this](const AppKey& app, const trace::Event& event) { observers_.tell(app, event); },
             .unix_epoch = net::unix_epoch()}),
      deadline_(loop),
      api_(loop,
           [this](const net::HttpRequest& request, bool) {
             auto reply = answer_api(request, [this](const api::Request& asked) { return chat_.call_api(asked, loop_.now()); });
             settle();
             return reply;
           }),
      api_listener_(loop, [this](std::unique_ptr<net::ByteStream> stream) { api_.accept(std::move(stream), false); }) {}

Core::~Core() {
  for (const auto& [id, connection] : connections_) connection->end(EndConnection::How::reset);
}

Result<std::string> Core::open_api(std::uint16_t port) {
  const auto opened = api_listener_.open(address_, port);
  if (!opened) return opened.error();
  return "http://" + host_port(public_host_, *opened);
}

Result<control::App> Core::create_app(const control::CreateApp& wanted) {
  auto app = chat_.create_app(wanted, loop_.now());
  if (!app) return app.error();
  auto tenant = std::make_unique<Tenant>(*this, app->app_key);
  if (const auto opened = tenant->listeners.open(address_, public_host_, wanted, *app); !opened) {
    (void)chat_.perform(app->app_key, control::DeleteApp{}, loop_.now());
    settle();
    return opened.error();
  }
  chat_.set_endpoints(app->app_key, *app);
  tenants_.emplace(app->app_key, std::move(tenant));
  return app;
}

Result<control::ServerReply> Core::perform(const AppKey& app, const control::ServerCommand& command) {
  auto reply = chat_.perform(app, command, loop_.now());
  settle();
  if (reply && std::holds_alternative<control::DeleteApp>(command)) {
    tenants_.erase(app);
    observers_.end(app);
  }
  return reply;
}

// ---- the data plane ----

void Core::accept(const AppKey& app, std::unique_ptr<net::ByteStream> stream, bool over_tls) {
  const ConnectionId id(++last_connection_);
  const AcceptFate fate = chat_.accept(app, id, loop_.now());
  ChatConnection::Handler& handler = *this;
  auto connection = std::make_unique<ChatConnection>(loop_, id, std::move(stream), over_tls ? &tls_ : nullptr, handler);
  if (fate != AcceptFate::serve) {
    connection->end(fate == AcceptFate::reset ? EndConnection::How::reset : EndConnection::How::graceful);
  }
  connections_.emplace(id, std::move(connection));
  settle();
}

void Core::on_upgraded(ConnectionId connection, const LoginClaim& claim) {
  chat_.upgrade(connection, claim, loop_.now());
  settle();
}

void Core::on_message(ConnectionId connection, const wire::Bytes& message) {
  chat_.receive(connection, message, loop_.now());
  settle();
}

void Core::on_closed(ConnectionId connection, const std::string& how) {
  chat_.closed(connection, how, loop_.now());
  if (auto gone = connections_.extract(connection)) loop_.dispose(std::move(gone.mapped()));
  settle();
}

fault::ChunkFate Core::filter(ConnectionId connection, fault::Direction direction, std::size_t size) {
  const auto fate = chat_.filter(connection, direction, size, loop_.now());
  settle();
  return fate;
}

// ---- outputs ----

void Core::settle() {
  if (settling_) return;  // asked for by what an output has set off; the loop below sees to it
  settling_ = true;
  for (auto outputs = chat_.take_outputs(); !outputs.empty(); outputs = chat_.take_outputs()) {
    for (const Output& output : outputs) std::visit([this](const auto& asked) { carry_out(asked); }, output);
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
  if (found != connections_.end()) found->second->send(output.message);
}

void Core::carry_out(const EndConnection& output) {
  const auto found = connections_.find(output.connection);
  if (found != connections_.end()) found->second->end(output.how);
}

void Core::carry_out(const CloseListeners& output) {
  const auto found = tenants_.find(output.app);
  if (found == tenants_.end()) return;
  found->second->listeners.close(output.plane);
  // A refused client must not get through on a connection kept from before.
  if (output.plane != fault::Plane::chat) found->second->navigation.reset_all();
}

void Core::carry_out(const OpenListeners& output) {
  const auto found = tenants_.find(output.app);
  if (found != tenants_.end()) found->second->listeners.reopen(output.plane);
}

}  // namespace redial::mock_server
