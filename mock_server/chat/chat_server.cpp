// The public face of the service, and what concerns apps and time.
#include "mock_server/chat/chat_server.hpp"

#include <utility>

#include "mock_server/chat/chat_server_impl.hpp"

namespace redial::mock_server {

ChatServer::ChatServer(Environment environment) : impl_(std::make_unique<Impl>(std::move(environment))) {}
ChatServer::~ChatServer() = default;

Result<control::App> ChatServer::create_app(const control::CreateApp& app, TimePoint) { return impl_->create_app(app); }
void ChatServer::set_endpoints(const AppKey& app, const control::App& endpoints) { impl_->set_endpoints(app, endpoints); }
Result<control::ServerReply> ChatServer::perform(const AppKey& app, const control::ServerCommand& command, TimePoint now) {
  return impl_->perform(app, command, now);
}
Result<Stats> ChatServer::stats(const AppKey& app) const { return impl_->stats(app); }
std::vector<control::AppEntry> ChatServer::apps() const { return impl_->apps(); }
Result<control::AppState> ChatServer::app_state(const AppKey& app, TimePoint now) const { return impl_->app_state(app, now); }
void ChatServer::navigate(const AppKey& app, RequestId request, const wire::NavigationRequest& asked, bool over_tls,
                          TimePoint now) {
  impl_->navigate(app, request, asked, over_tls, now);
}
fault::TlsFlaw ChatServer::navigation_tls(const AppKey& app, TimePoint now) { return impl_->navigation_tls(app, now); }
AcceptFate ChatServer::accept(const AppKey& app, ConnectionId connection, wire::Dialect dialect, bool over_tls, TimePoint now) {
  return impl_->accept(app, connection, dialect, over_tls, now);
}
void ChatServer::ask_upgrade(ConnectionId connection, const LoginClaim& claim, TimePoint now) {
  impl_->ask_upgrade(connection, claim, now);
}
void ChatServer::upgrade(ConnectionId connection, TimePoint now) { impl_->upgrade(connection, now); }
void ChatServer::receive(ConnectionId connection, const wire::Bytes& message, TimePoint now) {
  impl_->receive(connection, message, now);
}
void ChatServer::receive_garbage(ConnectionId connection, std::string_view why, TimePoint now) {
  impl_->receive_garbage(connection, why, now);
}
void ChatServer::give_up(ConnectionId connection, const std::string& why, TimePoint) { impl_->give_up(connection, why); }
void ChatServer::closed(ConnectionId connection, std::string_view how, TimePoint now) { impl_->closed(connection, how, now); }
bool ChatServer::filters(ConnectionId connection) const { return impl_->filters(connection); }
fault::ChunkPlan ChatServer::filter(ConnectionId connection, fault::Direction direction, std::size_t size, TimePoint now) {
  return impl_->filter(connection, direction, size, now);
}
api::Reply ChatServer::call_api(const api::Request& request, TimePoint now) { return impl_->call_api(request, now); }
std::optional<TimePoint> ChatServer::next_deadline() const { return impl_->next_deadline(); }
void ChatServer::advance(TimePoint now) { impl_->advance(now); }
std::vector<Output> ChatServer::take_outputs() { return impl_->take_outputs(); }

// ---- apps ----

Result<control::App> ChatServer::Impl::create_app(const control::CreateApp& wanted) {
  const auto created = apps_.create(wanted, env_.digests);
  if (!created) return created.error();
  return (*created)->endpoints;
}

void ChatServer::Impl::set_endpoints(const AppKey& key, const control::App& endpoints) {
  App* app = apps_.find(key);
  if (app == nullptr) return;
  control::App known = endpoints;
  known.app_key = app->endpoints.app_key;
  known.secret = app->endpoints.secret;
  app->endpoints = std::move(known);
}

Result<Stats> ChatServer::Impl::stats(const AppKey& key) const {
  const App* app = apps_.find(key);
  if (app == nullptr) return no_such_app();
  Stats stats = app->stats;
  stats.connections_open = app->connections.size();
  return stats;
}

App* ChatServer::Impl::find(const AppKey& key, std::uint32_t generation) {
  App* app = apps_.find(key);
  return app != nullptr && app->generation == generation ? app : nullptr;
}

api::Reply ChatServer::Impl::call_api(const api::Request& request, TimePoint now) {
  struct Backend final : api::Backend {
    Backend(Impl& i, TimePoint t) : impl(i), at(t) {}
    const std::string* secret(const AppKey& key) const override {
      const App* app = std::as_const(impl.apps_).find(key);
      return app == nullptr ? nullptr : &app->secret();
    }
    Result<control::ServerReply> perform(const AppKey& key, const control::ServerCommand& command) override {
      return impl.perform(key, command, at);
    }
    bool is_online(const AppKey& key, const UserId& user) const override {
      const App* app = std::as_const(impl.apps_).find(key);
      return app != nullptr && app->online.contains(user);
    }
    std::vector<std::pair<UserId, UnixMillis>> blocked(const AppKey& key) const override {
      std::vector<std::pair<UserId, UnixMillis>> users;
      if (const App* app = std::as_const(impl.apps_).find(key))
        for (const auto& [user, until] : app->accounts.blocked(at)) users.emplace_back(user, UnixMillis(impl.wall_ms(until)));
      return users;
    }
    std::vector<UserId> deactivated(const AppKey& key) const override {
      const App* app = std::as_const(impl.apps_).find(key);
      return app == nullptr ? std::vector<UserId>() : app->accounts.deactivated();
    }
    Impl& impl;
    TimePoint at;
  };
  Backend backend(*this, now);
  return api::call(request, backend, env_.digests);
}

// ---- time ----

std::int64_t ChatServer::Impl::wall_ms(TimePoint now) const {
  return (env_.unix_epoch + std::chrono::duration_cast<UnixMillis>(now.time_since_epoch())).count();
}

void ChatServer::Impl::advance(TimePoint now) {
  while (const auto due = timers_.pop_due(now)) std::visit([&](const auto& timer) { fire(timer, now); }, *due);
}

void ChatServer::Impl::fire(const SessionTimer& timer, TimePoint now) {
  if (Connection* connection = find_live(timer.connection)) feed(*connection, session::server::TimerFired{timer.timer}, now);
}

void ChatServer::Impl::fire(const StrikeTimer& timer, TimePoint now) {
  if (Connection* connection = find_live(timer.connection)) strike(*connection, timer.fault, now);
}

void ChatServer::Impl::fire(const AnswerUpgrade& answer, TimePoint) {
  if (find_live(answer.connection) != nullptr) outputs_.push_back(answer);
}

void ChatServer::Impl::fire(const AnswerNavigation& answer, TimePoint) { outputs_.push_back(answer); }

void ChatServer::Impl::fire(const FaultOver& timer, TimePoint now) {
  App* app = find(timer.app, timer.generation);
  if (app == nullptr) return;
  if (const auto fault = app->faults.clear(timer.fault)) disarm(*app, *fault, now);
}

void ChatServer::Impl::fire(const RestartOver& timer, TimePoint) {
  App* app = find(timer.app, timer.generation);
  if (app == nullptr) return;
  for (const fault::Plane plane : app->gate.open(fault::Plane::all)) outputs_.push_back(OpenListeners{app->key(), plane});
}

}  // namespace redial::mock_server
