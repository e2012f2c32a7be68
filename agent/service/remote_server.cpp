// Domain commands to mock_server.proto calls.
#include "agent/service/remote_server.hpp"

#include <utility>

#include "agent/service/event_reader.hpp"
#include "agent/service/grpc_client.hpp"
#include "control_plane/event_conversion.hpp"
#include "control_plane/server_conversion.hpp"

namespace redial::agent {
namespace {

namespace v1 = redial::v1;
using Stub = v1::MockServer::Stub;

std::int64_t microseconds(Duration d) { return d / std::chrono::microseconds(1); }
std::int64_t milliseconds(Duration d) { return d / std::chrono::milliseconds(1); }

class RemoteApp : public AppPort, private Clocked {
 public:
  RemoteApp(std::shared_ptr<Stub> stub, std::string peer, control::App app)
      : stub_(std::move(stub)), peer_(std::move(peer)), app_(std::move(app)) {}

  ~RemoteApp() override {
    reader_.reset();
    (void)perform(control::DeleteApp{});  // a server that is gone has deleted it already
  }

  void keep(std::unique_ptr<EventReader> reader) { reader_ = std::move(reader); }
  const control::App& app() const override { return app_; }

  Result<control::ServerReply> perform(const control::ServerCommand& command) override {
    return std::visit([this](const auto& c) { return send(c); }, command);
  }
  Result<Done> catch_up() override {
    v1::AppRequest request;
    request.set_app_key(app_.app_key.value);
    const auto stats = call(*stub_, &Stub::GetStats, request, peer_, "GetStats");
    if (!stats) return stats.error();
    return reader_->wait_for(stats->observations());
  }
  Clocked* clocked() override { return this; }

 private:
  Result<Done> set_clock(const CompressedClock& clock) override {
    v1::SetServerClockRequest request;
    request.set_skipped_ns(clock.skipped.count());
    const auto set = call(*stub_, &Stub::SetClock, request, peer_, "SetClock");
    if (!set) return set.error();
    return Done{};
  }
  Result<control::Rest> settle() override {
    v1::AppRequest request;
    request.set_app_key(app_.app_key.value);
    const auto rest = call(*stub_, &Stub::Settle, request, peer_, "Settle");
    if (!rest) return rest.error();
    if (auto all = reader_->wait_for(rest->events()); !all) return all.error();
    return control_plane::from_proto(*rest);
  }

  Result<control::ServerReply> send(const control::DeleteApp&) { return tell("DeleteApp", &Stub::DeleteApp, v1::AppRequest()); }

  Result<control::ServerReply> send(const control::IssueToken& issue) {
    v1::IssueTokenRequest request;
    request.set_app_key(app_.app_key.value);
    request.set_label(issue.label.value);
    request.set_user(issue.user.value);
    if (issue.lifetime) request.set_lifetime_ms(milliseconds(*issue.lifetime));
    request.set_starts_in_ms(milliseconds(issue.starts_in));
    request.set_one_time(issue.one_time);
    request.set_device_bound(issue.device_bound);
    auto response = call(*stub_, &Stub::IssueToken, request, peer_, "IssueToken");
    if (!response) return response.error();
    return control::ServerReply{Token(response->token())};
  }

  Result<control::ServerReply> send(const control::ExpireTokens& c) {
    return tell_of_user("ExpireTokens", &Stub::ExpireTokens, c.user);
  }
  Result<control::ServerReply> send(const control::ExpireToken& expire) {
    v1::ExpireTokenRequest request;
    request.set_issued_unix_ms(expire.issued.count());
    return tell("ExpireToken", &Stub::ExpireToken, std::move(request));
  }
  Result<control::ServerReply> send(const control::UnblockUser& c) {
    return tell_of_user("UnblockUser", &Stub::UnblockUser, c.user);
  }
  Result<control::ServerReply> send(const control::DeactivateUser& c) {
    return tell_of_user("DeactivateUser", &Stub::DeactivateUser, c.user);
  }
  Result<control::ServerReply> send(const control::ReactivateUser& c) {
    return tell_of_user("ReactivateUser", &Stub::ReactivateUser, c.user);
  }
  Result<control::ServerReply> send(const control::RotateSecret&) {
    return tell("RotateSecret", &Stub::RotateSecret, v1::AppRequest());
  }

  Result<control::ServerReply> send(const control::AdvanceClock& advance) {
    v1::AdvanceClockRequest request;
    request.set_by_ms(milliseconds(advance.by));
    return tell("AdvanceClock", &Stub::AdvanceClock, std::move(request));
  }

  Result<control::ServerReply> send(const control::BlockUser& block) {
    v1::BlockUserRequest request;
    request.set_user(block.user.value);
    request.set_duration_ms(milliseconds(block.lasts));
    return tell("BlockUser", &Stub::BlockUser, std::move(request));
  }

  Result<control::ServerReply> send(const control::ArmFault& arm) {
    return tell("ArmFault", &Stub::ArmFault, control_plane::to_proto(arm.spec));
  }

  Result<control::ServerReply> send(const control::ClearFaults& clear) {
    v1::ClearFaultsRequest request;
    request.set_name(clear.name);
    return tell("ClearFaults", &Stub::ClearFaults, std::move(request));
  }

  Result<control::ServerReply> send(const control::DisconnectUser& disconnect) {
    v1::DisconnectUserRequest request;
    request.set_user(disconnect.user.value);
    request.set_status(disconnect.status);
    return tell("DisconnectUser", &Stub::DisconnectUser, std::move(request));
  }

  Result<control::ServerReply> send(const control::DropConnection& drop) {
    v1::DropConnectionRequest request;
    request.set_connection(drop.connection.value);
    request.set_how(std::string(name_of(control::kDropNames, drop.how)));
    request.set_status(drop.status);
    return tell("DropConnection", &Stub::DropConnection, std::move(request));
  }

  Result<control::ServerReply> send(const control::RestartServer& restart) {
    v1::RestartServerRequest request;
    request.set_down_for_us(microseconds(restart.down_for));
    request.set_keep_memory(restart.keep_memory);
    return tell("RestartServer", &Stub::RestartServer, std::move(request));
  }

  Result<control::ServerReply> send(const control::DeliverMessage& deliver) {
    v1::DeliverMessageRequest request;
    request.set_from(deliver.from.value);
    request.set_to(deliver.to.value);
    request.set_text(deliver.text);
    return tell("DeliverMessage", &Stub::DeliverMessage, std::move(request));
  }

  template <class Method>
  Result<control::ServerReply> tell_of_user(const std::string& name, Method method, const UserId& user) {
    v1::UserRequest request;
    request.set_user(user.value);
    return tell(name, method, std::move(request));
  }

  template <class Method, class Request>
  Result<control::ServerReply> tell(const std::string& name, Method method, Request request) {
    request.set_app_key(app_.app_key.value);
    auto response = call(*stub_, method, request, peer_, name);
    if (!response) return response.error();
    return control::ServerReply{};
  }

  std::shared_ptr<Stub> stub_;
  std::string peer_;
  control::App app_;
  std::unique_ptr<EventReader> reader_;
};

}  // namespace

RemoteServer::RemoteServer(std::string peer, LocalClock clock, std::shared_ptr<Stub> stub)
    : peer_(std::move(peer)), clock_(std::move(clock)), stub_(std::move(stub)) {}

Result<std::unique_ptr<RemoteServer>> RemoteServer::connect(std::string address, LocalClock clock) {
  std::shared_ptr<Stub> stub = v1::MockServer::NewStub(open_channel(address));
  std::unique_ptr<RemoteServer> server(new RemoteServer("mock server at " + address, std::move(clock), std::move(stub)));
  auto info = call(*server->stub_, &Stub::GetServerInfo, v1::GetServerInfoRequest(), server->peer_, "GetServerInfo");
  if (!info) return info.error();
  server->ca_file_ = info->ca_file();
  server->same_clock_ = info->clock_id() == server->clock_.id;
  return server;
}

Result<std::unique_ptr<AppPort>> RemoteServer::create_app(const control::CreateApp& app, ObservationSink sink) {
  auto created = call(*stub_, &Stub::CreateApp, control_plane::to_proto(app), peer_, "CreateApp");
  if (!created) return created.error();
  auto port = std::make_unique<RemoteApp>(stub_, peer_, control_plane::from_proto(*created));

  v1::ObserveRequest request;
  request.set_app_key(created->app_key());
  auto reader = EventReader::start([&](grpc::ClientContext& context) { return stub_->Observe(&context, request); },
                                   {peer_, trace::EventKind::server_lost, clock_.now, same_clock_, std::move(sink)});
  if (!reader) return reader.error();
  port->keep(std::move(*reader));
  return std::unique_ptr<AppPort>(std::move(port));
}

}  // namespace redial::agent
