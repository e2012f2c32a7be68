// The switch that obeys: events into the chat service, its outputs onto simulated connections.
#include "sim/server.hpp"

#include <utility>

#include "sim/native_connection.hpp"
#include "sim/tls_stream.hpp"
#include "sim/web_connection.hpp"

namespace redial::sim {
namespace {

using namespace mock_server;

constexpr UnixMillis kUnixEpoch{1'767'225'600'000};  // every simulation begins with the year 2026

Digests with_seeded_random(Digests digests, World& world) {
  digests.random = [&world](std::size_t bytes) {
    std::string drawn;
    while (drawn.size() < bytes) drawn += static_cast<char>(world.random().next());
    return drawn;
  };
  return digests;
}

}  // namespace

class Server::App final : public agent::AppPort {
 public:
  App(Server& server, control::App app) : server_(server), app_(std::move(app)) {}
  ~App() override {
    (void)server_.perform(app_.app_key, control::DeleteApp{});
    server_.close(app_.app_key, fault::Plane::all);
    server_.tenants_.erase(app_.app_key);
  }
  const control::App& app() const override { return app_; }
  Result<control::ServerReply> perform(const control::ServerCommand& command) override {
    return server_.perform(app_.app_key, command);
  }

 private:
  Server& server_;
  control::App app_;
};

Server::Server(World& world, Network& network, Digests digests)
    : world_(world),
      network_(network),
      deadline_(world),
      chat_({.digests = with_seeded_random(std::move(digests), world),
             .observe =
                 [this](const AppKey& app, const trace::Event& event) {
                   if (const auto tenant = tenants_.find(app); tenant != tenants_.end()) tenant->second.sink(event);
                 },
             .unix_epoch = kUnixEpoch}) {}

Server::~Server() = default;

void Server::end() {
  connections_.clear();
  questions_.clear();
}

// ---- apps ----

Result<std::unique_ptr<agent::AppPort>> Server::create_app(const control::CreateApp& wanted, agent::ObservationSink sink) {
  control::CreateApp create = wanted;
  create.seed = world_.random().next();
  auto app = chat_.create_app(create, world_.now());
  if (!app) return app.error();
  Tenant& tenant = tenants_[app->app_key] = {std::move(sink), {}};
  const auto add = [&](std::uint16_t port, fault::Plane plane, wire::Dialect dialect, bool over_tls) {
    tenant.listeners.push_back({"127.0.0.1:" + std::to_string(port != 0 ? port : ++last_port_), plane, dialect, over_tls});
    return tenant.listeners.back().address;
  };
  using enum fault::Plane;
  app->navigation_url = "http://" + add(wanted.navigation_port, navigation, wire::Dialect::web, false);
  app->navigation_tls_url = "https://" + add(wanted.navigation_tls_port, navigation, wire::Dialect::web, true);
  app->chat_address = add(wanted.chat_port, chat, wire::Dialect::web, false);
  app->chat_tls_address = add(wanted.chat_tls_port, chat, wire::Dialect::web, true);
  for (std::uint32_t n = 0; n < wanted.policy.chat_addresses; ++n) {
    const bool is_first = n == 0;
    app->native_addresses.push_back(add(is_first ? wanted.native_port : std::uint16_t{0}, chat, wire::Dialect::native, false));
    app->native_tls_addresses.push_back(
        add(is_first ? wanted.native_tls_port : std::uint16_t{0}, chat, wire::Dialect::native, true));
  }
  chat_.set_endpoints(app->app_key, *app);
  open(app->app_key, fault::Plane::all);
  return std::unique_ptr<agent::AppPort>(std::make_unique<App>(*this, std::move(*app)));
}

Result<control::ServerReply> Server::perform(const AppKey& app, const control::ServerCommand& command) {
  auto reply = chat_.perform(app, command, world_.now());
  settle();
  return reply;
}

void Server::open(const AppKey& app, fault::Plane plane) {
  const auto tenant = tenants_.find(app);
  if (tenant == tenants_.end()) return;
  for (const Listener& one : tenant->second.listeners) {
    if (plane != fault::Plane::all && plane != one.plane) continue;
    network_.listen(one.address, [this, app, one](std::unique_ptr<Stream> stream) {
      if (one.plane == fault::Plane::chat) return accept_chat(app, std::move(stream), one.dialect, one.over_tls);
      accept_navigation(app, std::move(stream), one.over_tls);
    });
  }
}

void Server::close(const AppKey& app, fault::Plane plane) {
  const auto tenant = tenants_.find(app);
  if (tenant == tenants_.end()) return;
  for (const Listener& one : tenant->second.listeners)
    if (plane == fault::Plane::all || plane == one.plane) network_.stop_listening(one.address);
  if (plane == fault::Plane::chat) return;
  for (const auto& [request, question] : questions_)
    if (question.app == app) question.connection->reset();
}

// ---- the data plane ----

void Server::accept_chat(const AppKey& app, std::unique_ptr<Stream> stream, wire::Dialect dialect, bool over_tls) {
  const ConnectionId id(++last_connection_);
  const AcceptFate fate = chat_.accept(app, id, dialect, over_tls, world_.now());
  ChatConnection::Handler& handler = *this;
  auto& connection = connections_[id];
  if (dialect == wire::Dialect::native)
    connection = std::make_unique<NativeConnection>(world_, id, std::move(stream), handler);
  else
    connection = std::make_unique<WebConnection>(world_, id, std::move(stream), handler);
  if (fate.how == AcceptFate::How::serve) {
    if (over_tls) connection->start_tls(fate.tls);
  } else {
    const bool is_reset = fate.how == AcceptFate::How::reset;
    connection->end({is_reset ? EndConnection::How::reset : EndConnection::How::graceful, id});
  }
  settle();
}

void Server::accept_navigation(const AppKey& app, std::unique_ptr<Stream> stream, bool over_tls) {
  const RequestId id(++last_question_);
  if (over_tls) stream = TlsStream::server(std::move(stream), chat_.navigation_tls(app, world_.now()));
  NavigationConnection::Handler& handler = *this;
  questions_[id] = {app, over_tls, std::make_unique<NavigationConnection>(world_, id, std::move(stream), handler)};
  settle();
}

void Server::on_upgrade_asked(ConnectionId connection, const LoginClaim& claim) {
  chat_.ask_upgrade(connection, claim, world_.now());
  settle();
}

void Server::on_upgraded(ConnectionId connection) {
  chat_.upgrade(connection, world_.now());
  settle();
}

void Server::on_message(ConnectionId connection, const wire::Bytes& message) {
  chat_.receive(connection, message, world_.now());
  settle();
}

void Server::on_garbage(ConnectionId connection, const std::string& why) {
  chat_.receive_garbage(connection, why, world_.now());
  settle();
}

void Server::on_closed(ConnectionId connection, const std::string& how) {
  chat_.closed(connection, how, world_.now());
  connections_.erase(connection);
  settle();
}

fault::ChunkPlan Server::filter(ConnectionId connection, fault::Direction direction, std::size_t size) {
  auto plan = chat_.filter(connection, direction, size, world_.now());
  settle();
  return plan;
}

void Server::on_navigation(RequestId request, const wire::NavigationRequest& asked) {
  const Question& question = questions_.at(request);
  chat_.navigate(question.app, request, asked, question.over_tls, world_.now());
  settle();
}

void Server::on_closed(RequestId request) { questions_.erase(request); }

// ---- outputs ----

void Server::settle() {
  if (is_settling_) return;  // asked for by what an output has set off; the loop below sees to it
  is_settling_ = true;
  for (auto outputs = chat_.take_outputs(); !outputs.empty(); outputs = chat_.take_outputs()) {
    for (const Output& output : outputs) std::visit([this](const auto& asked) { carry_out(asked); }, output);
  }
  is_settling_ = false;
  const auto due = chat_.next_deadline();
  if (due == awaited_) return;
  awaited_ = due;
  deadline_.cancel();
  if (due) deadline_.start(*due, [this] { advance(); });
}

void Server::advance() {
  awaited_.reset();
  chat_.advance(world_.now());
  settle();
}

void Server::carry_out(const SendBytes& output) {
  if (const auto found = connections_.find(output.connection); found != connections_.end()) found->second->send(output);
}

void Server::carry_out(const EndConnection& output) {
  if (const auto found = connections_.find(output.connection); found != connections_.end()) found->second->end(output);
}

void Server::carry_out(const AnswerUpgrade& output) {
  const auto found = connections_.find(output.connection);
  if (found != connections_.end()) found->second->answer_upgrade(output.fate);
}

void Server::carry_out(const AnswerNavigation& output) {
  if (const auto found = questions_.find(output.request); found != questions_.end())
    found->second.connection->answer(output.fate);
}

}  // namespace redial::sim
