// One function per call of the proto. Calls wait for the mock server's loop, which never waits for them.
#include "mock_server/control/control_service.hpp"

#include <grpcpp/grpcpp.h>

#include <memory>
#include <utility>

#include "control_plane/event_conversion.hpp"
#include "control_plane/event_stream.hpp"
#include "control_plane/grpc_endpoint.hpp"
#include "control_plane/server_conversion.hpp"
#include "control_plane/state_conversion.hpp"
#include "mock_server/control/command_conversion.hpp"
#include "redial/v1/mock_server.grpc.pb.h"

namespace redial::mock_server {
namespace {

namespace v1 = redial::v1;
using control_plane::EventStream;
using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

grpc::Status failure(grpc::StatusCode code, const Error& error) { return {code, to_text(error)}; }

Reactor* finish(Context* context, const grpc::Status& status) {
  Reactor* reactor = context->DefaultReactor();
  reactor->Finish(status);
  return reactor;
}

class Service final : public ControlService, private v1::MockServer::CallbackService {
 public:
  Service(MockServer& server, std::string version) : server_(server), version_(std::move(version)) {}
  // Streams end by being cancelled; a call that is being answered is waited for.
  ~Service() override {
    if (endpoint_.server) endpoint_.server->Shutdown(std::chrono::system_clock::time_point());
  }

  Result<Done> listen(const std::string& address) {
    auto endpoint = control_plane::serve(address, *this);
    if (!endpoint) return endpoint.error();
    endpoint_ = std::move(*endpoint);
    return Done{};
  }
  std::string address() const override { return endpoint_.address; }

 private:
  Reactor* GetServerInfo(Context* context, const v1::GetServerInfoRequest*, v1::ServerInfo* info) override {
    info->set_version(version_);
    info->set_ca_file(server_.ca_file());
    info->set_server_api_url(server_.server_api_url());
    info->set_clock_id(MockServer::clock_id());
    return finish(context, grpc::Status::OK);
  }

  Reactor* GetUsage(Context* context, const v1::GetUsageRequest*, v1::Usage* response) override {
    *response = to_proto(server_.usage());
    return finish(context, grpc::Status::OK);
  }

  Reactor* CreateApp(Context* context, const v1::CreateAppRequest* request, v1::App* response) override {
    const auto wanted = control_plane::from_proto(*request);
    if (!wanted) return finish(context, failure(grpc::StatusCode::INVALID_ARGUMENT, wanted.error()));
    if (exists(wanted->app_key))
      return finish(context, {grpc::StatusCode::ALREADY_EXISTS, "the AppKey is taken; delete that app first"});
    const auto app = server_.create_app(*wanted);
    if (!app) {  // an error about a field of the request names it
      const bool is_request = app.error().where == "app_key";
      return finish(context,
                    failure(is_request ? grpc::StatusCode::INVALID_ARGUMENT : grpc::StatusCode::RESOURCE_EXHAUSTED, app.error()));
    }
    *response = control_plane::to_proto(*app);
    return finish(context, grpc::Status::OK);
  }

  grpc::ServerWriteReactor<v1::EventBatch>* Observe(Context*, const v1::ObserveRequest* request) override {
    // The stream owns the subscription through its `ended`, and the observer knows the stream only weakly.
    auto subscription = std::make_shared<std::unique_ptr<MockServer::Subscription>>();
    const auto stream = EventStream::open([subscription] { subscription->reset(); });
    const std::weak_ptr weak = stream;
    auto subscribed = server_.subscribe(AppKey(request->app_key()),
                                        {.event =
                                             [weak](const trace::Event& event) {
                                               if (const auto live = weak.lock()) live->push(event);
                                             },
                                         .ended =
                                             [weak] {
                                               if (const auto live = weak.lock()) live->finish(grpc::Status::OK);
                                             }},
                                        request->with_recent());
    if (subscribed) {
      *subscription = std::move(*subscribed);
    } else {
      stream->finish(failure(grpc::StatusCode::NOT_FOUND, subscribed.error()));
    }
    return stream.get();
  }

  Reactor* GetStats(Context* context, const v1::AppRequest* request, v1::Stats* response) override {
    const auto stats = server_.stats(AppKey(request->app_key()));
    if (!stats) return finish(context, failure(grpc::StatusCode::NOT_FOUND, stats.error()));
    *response = to_proto(*stats);
    return finish(context, grpc::Status::OK);
  }

  Reactor* ListApps(Context* context, const v1::ListAppsRequest*, v1::ListAppsResponse* response) override {
    for (const control::AppEntry& entry : server_.apps()) *response->add_apps() = control_plane::to_proto(entry);
    return finish(context, grpc::Status::OK);
  }

  Reactor* GetAppState(Context* context, const v1::AppRequest* request, v1::AppState* response) override {
    const auto state = server_.app_state(AppKey(request->app_key()));
    if (!state) return finish(context, failure(grpc::StatusCode::NOT_FOUND, state.error()));
    *response = control_plane::to_proto(*state);
    return finish(context, grpc::Status::OK);
  }

  Reactor* ListFaultKinds(Context* context, const v1::ListFaultKindsRequest*, v1::ListFaultKindsResponse* response) override {
    *response = control_plane::fault_kinds();
    return finish(context, grpc::Status::OK);
  }

  Reactor* ReadFrame(Context* context, const v1::ReadFrameRequest* request, v1::ReadFrameResponse* response) override {
    auto fields = control_plane::read_frame(*request);
    if (!fields) return finish(context, failure(grpc::StatusCode::INVALID_ARGUMENT, fields.error()));
    *response = std::move(*fields);
    return finish(context, grpc::Status::OK);
  }

  Reactor* SetClock(Context* context, const v1::SetServerClockRequest* request, v1::Empty*) override {
    const auto set = server_.set_clock({std::chrono::nanoseconds(request->skipped_ns())});
    return finish(context, set ? grpc::Status::OK : failure(grpc::StatusCode::FAILED_PRECONDITION, set.error()));
  }

  Reactor* Settle(Context* context, const v1::AppRequest* request, v1::Rest* response) override {
    const auto settled = server_.settle(AppKey(request->app_key()));
    if (!settled) return finish(context, failure(grpc::StatusCode::FAILED_PRECONDITION, settled.error()));
    *response = control_plane::to_proto(settled->rest);
    response->set_events(settled->told);
    return finish(context, grpc::Status::OK);
  }

  Reactor* IssueToken(Context* context, const v1::IssueTokenRequest* request, v1::IssueTokenResponse* response) override {
    const auto reply = server_.perform(AppKey(request->app_key()), to_command(*request));
    if (reply) response->set_token(reply->token.value);
    return finish(context, status_of(reply, request->app_key()));
  }

  Reactor* IssueTokens(Context* context, const v1::IssueTokensRequest* request, v1::IssueTokensResponse* response) override {
    const auto commands = to_commands(*request);
    if (!commands) return finish(context, failure(grpc::StatusCode::INVALID_ARGUMENT, commands.error()));
    for (const control::ServerCommand& command : *commands) {  // one by one: the loop has clients to serve in between
      auto reply = server_.perform(AppKey(request->app_key()), command);
      if (!reply) return finish(context, status_of(reply, request->app_key()));
      response->add_tokens(std::move(reply->token.value));
    }
    return finish(context, grpc::Status::OK);
  }

  Reactor* DeleteApp(Context* context, const v1::AppRequest* request, v1::Empty*) override {
    return perform(context, *request, control::DeleteApp{});
  }
  Reactor* ExpireTokens(Context* context, const v1::UserRequest* request, v1::Empty*) override {
    return perform(context, *request, control::ExpireTokens{UserId(request->user())});
  }
  Reactor* ExpireToken(Context* context, const v1::ExpireTokenRequest* request, v1::Empty*) override {
    return perform(context, *request, to_command(*request));
  }
  Reactor* RotateSecret(Context* context, const v1::AppRequest* request, v1::Empty*) override {
    return perform(context, *request, control::RotateSecret{});
  }
  Reactor* AdvanceClock(Context* context, const v1::AdvanceClockRequest* request, v1::Empty*) override {
    return perform(context, *request, to_command(*request));
  }
  Reactor* BlockUser(Context* context, const v1::BlockUserRequest* request, v1::Empty*) override {
    return perform(context, *request, to_command(*request));
  }
  Reactor* UnblockUser(Context* context, const v1::UserRequest* request, v1::Empty*) override {
    return perform(context, *request, control::UnblockUser{UserId(request->user())});
  }
  Reactor* DeactivateUser(Context* context, const v1::UserRequest* request, v1::Empty*) override {
    return perform(context, *request, control::DeactivateUser{UserId(request->user())});
  }
  Reactor* ReactivateUser(Context* context, const v1::UserRequest* request, v1::Empty*) override {
    return perform(context, *request, control::ReactivateUser{UserId(request->user())});
  }
  Reactor* ArmFault(Context* context, const v1::ArmFaultRequest* request, v1::Empty*) override {
    const auto spec = control_plane::from_proto(*request);
    if (!spec) return finish(context, failure(grpc::StatusCode::INVALID_ARGUMENT, spec.error()));
    return perform(context, *request, control::ArmFault{*spec});
  }
  Reactor* ClearFaults(Context* context, const v1::ClearFaultsRequest* request, v1::Empty*) override {
    return perform(context, *request, to_command(*request));
  }
  Reactor* DisconnectUser(Context* context, const v1::DisconnectUserRequest* request, v1::Empty*) override {
    return perform(context, *request, to_command(*request));
  }
  Reactor* DropConnection(Context* context, const v1::DropConnectionRequest* request, v1::Empty*) override {
    const auto command = to_command(*request);
    if (!command) return finish(context, failure(grpc::StatusCode::INVALID_ARGUMENT, command.error()));
    return perform(context, *request, *command);
  }
  Reactor* RestartServer(Context* context, const v1::RestartServerRequest* request, v1::Empty*) override {
    return perform(context, *request, to_command(*request));
  }
  Reactor* DeliverMessage(Context* context, const v1::DeliverMessageRequest* request, v1::Empty*) override {
    return perform(context, *request, to_command(*request));
  }

  template <class Request>
  Reactor* perform(Context* context, const Request& request, const control::ServerCommand& command) {
    return finish(context, status_of(server_.perform(AppKey(request.app_key()), command), request.app_key()));
  }

  // A command fails because there is no such app, or because of what it asks.
  grpc::Status status_of(const Result<control::ServerReply>& reply, const std::string& app) const {
    if (reply) return grpc::Status::OK;
    return failure(exists(AppKey(app)) ? grpc::StatusCode::INVALID_ARGUMENT : grpc::StatusCode::NOT_FOUND, reply.error());
  }
  bool exists(const AppKey& app) const { return server_.stats(app).ok(); }

  MockServer& server_;
  std::string version_;
  control_plane::GrpcEndpoint endpoint_;
};

}  // namespace

Result<std::unique_ptr<ControlService>> ControlService::start(const std::string& address, MockServer& server,
                                                              const std::string& version) {
  auto service = std::make_unique<Service>(server, version);
  if (auto listening = service->listen(address); !listening) return listening.error();
  return std::unique_ptr<ControlService>(std::move(service));
}

}  // namespace redial::mock_server
