// The gRPC side of an agent: a table of live clients, each with the stream that its observations go to.
#include "agent/service/agent_service.hpp"

#include <grpcpp/grpcpp.h>

#include <map>
#include <mutex>
#include <utility>

#include "control_plane/event_stream.hpp"
#include "control_plane/grpc_endpoint.hpp"
#include "redial/v1/agent.grpc.pb.h"

namespace redial::agent {
namespace {

namespace v1 = redial::v1;
using control_plane::EventStream;

control::CreateClient from_proto(const v1::RunClientRequest& request) {
  return {.name = request.name(),
          .app_key = AppKey(request.app_key()),
          .navigators = {request.navigators().begin(), request.navigators().end()},
          .ca_file = request.ca_file(),
          .initialised = !request.uninitialised(),
          .heartbeat_level = request.has_heartbeat_level() ? std::optional(request.heartbeat_level()) : std::nullopt};
}

control::Connect from_proto(const v1::ConnectRequest& request) {
  control::Connect connect;
  connect.call = CallId(request.call());
  connect.token = Token(request.token());
  connect.label = TokenLabel(request.token_label());
  connect.timeout = std::chrono::seconds(request.timeout_s());
  connect.with_callback = request.with_callback();
  return connect;
}

control::Disconnect from_proto(const v1::DisconnectRequest& request) { return {CallId(request.call())}; }

control::SendText from_proto(const v1::SendTextRequest& request) {
  return {CallId(request.call()), UserId(request.to()), request.text()};
}

control::DestroyClient from_proto(const v1::DestroyRequest& request) { return {CallId(request.call())}; }

Result<control::ApiCall> from_proto(const v1::ApiCall& call) {
  switch (call.call_case()) {
    case v1::ApiCall::kConnect:
      return control::ApiCall(from_proto(call.connect()));
    case v1::ApiCall::kDisconnect:
      return control::ApiCall(from_proto(call.disconnect()));
    case v1::ApiCall::kSendText:
      return control::ApiCall(from_proto(call.send_text()));
    case v1::ApiCall::kDestroy:
      return control::ApiCall(from_proto(call.destroy()));
    case v1::ApiCall::CALL_NOT_SET:
      break;
  }
  return Error{"an API call is missing", "", "set one of connect, disconnect, send_text, destroy"};
}

Result<control::ClientCommand> from_proto(const v1::CallTogetherRequest& request) {
  control::CallTogether together;
  for (const v1::ApiCall& message : request.calls()) {
    auto call = from_proto(message);
    if (!call) return call.error();
    together.calls.push_back(std::move(*call));
  }
  return control::ClientCommand(std::move(together));
}

Result<control::ClientCommand> from_proto(const v1::CallInCallbackRequest& request) {
  const auto told = trace::kind_from_name(request.told());
  if (!told) return Error{"\"" + request.told() + "\" is no kind of event", "told", "see docs/ADAPTERS.md"};
  const auto status = trace::status_from_name(request.status());
  if (!status) return Error{"\"" + request.status() + "\" is no status", "status", "see docs/ADAPTERS.md"};
  auto call = from_proto(request.call());
  if (!call) return call.error();
  control::CallInCallback arranged{.told = *told, .status = {}, .code = {}, .call = std::move(*call)};
  if (!request.status().empty()) arranged.status = *status;
  if (request.has_code()) arranged.code = request.code();
  return control::ClientCommand(std::move(arranged));
}

Result<control::ClientCommand> from_proto(const v1::TellDeviceEventRequest& request) {
  const auto event = control::device_event_from_name(request.event());
  if (!event) return Error{"\"" + request.event() + "\" is no event of a device", "event", "see docs/ADAPTERS.md"};
  return control::ClientCommand(control::TellDeviceEvent{*event});
}

Result<control::ClientCommand> from_proto(const v1::SetStorageRequest& request) {
  const auto condition = value_of(control::kStorageConditionNames, request.condition());
  if (!condition) return Error{"\"" + request.condition() + "\" is no condition", "condition", "see docs/ADAPTERS.md"};
  return control::ClientCommand(control::SetStorage{*condition});
}

class Service : public AgentService, private v1::Agent::CallbackService {
 public:
  explicit Service(ClientFactory& factory) : factory_(factory) {}

  ~Service() override {
    for (const auto& [id, client] : take_all())
      client.stream->finish(grpc::Status(grpc::StatusCode::UNAVAILABLE, "the agent is ending"));
    if (endpoint_.server) endpoint_.server->Shutdown();
  }

  Result<Done> listen(const std::string& address, grpc::Service* beside) {
    auto endpoint = control_plane::serve(address, *this, beside);
    if (!endpoint) return endpoint.error();
    endpoint_ = std::move(*endpoint);
    return Done{};
  }

  std::string address() const override { return endpoint_.address; }

 private:
  struct Client {
    std::shared_ptr<ClientPort> port;
    std::shared_ptr<EventStream> stream;
  };

  grpc::ServerUnaryReactor* Describe(grpc::CallbackServerContext* context, const v1::DescribeRequest*,
                                     v1::DescribeResponse* response) override {
    auto* reactor = context->DefaultReactor();
    const auto description = factory_.describe();
    if (!description) {
      reactor->Finish(grpc::Status(grpc::StatusCode::INTERNAL, to_text(description.error())));
      return reactor;
    }
    response->set_name(description->name);
    response->set_version(description->version);
    response->set_profile(description->profile);
    response->set_host(description->host);
    for (const std::string& capability : description->capabilities) response->add_capabilities(capability);
    response->set_clock_id(description->clock_id);
    response->set_artifact(description->artifact);
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  grpc::ServerWriteReactor<v1::EventBatch>* RunClient(grpc::CallbackServerContext*,
                                                      const v1::RunClientRequest* request) override {
    const std::string id = request->client();
    auto refusal = reserve(id);
    auto stream = EventStream::open([this, id, reserved = refusal.ok()] {
      if (reserved) take(id);
    });
    if (!refusal.ok()) {
      stream->finish(refusal);
      return stream.get();
    }
    auto port = factory_.create(from_proto(*request), [weak = std::weak_ptr(stream)](trace::Event event) {
      if (const auto live = weak.lock()) live->push(event);
    });
    if (port) {
      const std::lock_guard lock(mutex_);
      if (const auto entry = clients_.find(id); entry != clients_.end()) entry->second = {std::move(*port), stream};
    } else {
      stream->finish(grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, to_text(port.error())));
    }
    return stream.get();
  }

  grpc::ServerUnaryReactor* RegisterListeners(grpc::CallbackServerContext* context, const v1::RegisterListenersRequest* request,
                                              v1::CallResponse* response) override {
    return perform(context, request->client(), control::RegisterListeners{}, response);
  }
  grpc::ServerUnaryReactor* Connect(grpc::CallbackServerContext* context, const v1::ConnectRequest* request,
                                    v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }
  grpc::ServerUnaryReactor* Disconnect(grpc::CallbackServerContext* context, const v1::DisconnectRequest* request,
                                       v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }
  grpc::ServerUnaryReactor* SendText(grpc::CallbackServerContext* context, const v1::SendTextRequest* request,
                                     v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }
  grpc::ServerUnaryReactor* Destroy(grpc::CallbackServerContext* context, const v1::DestroyRequest* request,
                                    v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }

  grpc::ServerUnaryReactor* Initialise(grpc::CallbackServerContext* context, const v1::InitialiseRequest* request,
                                       v1::CallResponse* response) override {
    return perform(context, request->client(), control::Initialise{}, response);
  }
  grpc::ServerUnaryReactor* CallTogether(grpc::CallbackServerContext* context, const v1::CallTogetherRequest* request,
                                         v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }
  grpc::ServerUnaryReactor* CallInCallback(grpc::CallbackServerContext* context, const v1::CallInCallbackRequest* request,
                                           v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }

  grpc::ServerUnaryReactor* TellDeviceEvent(grpc::CallbackServerContext* context, const v1::TellDeviceEventRequest* request,
                                            v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }
  grpc::ServerUnaryReactor* RestartApp(grpc::CallbackServerContext* context, const v1::RestartAppRequest* request,
                                       v1::CallResponse* response) override {
    return perform(context, request->client(), control::RestartApp{}, response);
  }
  grpc::ServerUnaryReactor* SetStorage(grpc::CallbackServerContext* context, const v1::SetStorageRequest* request,
                                       v1::CallResponse* response) override {
    return perform(context, request->client(), from_proto(*request), response);
  }

  // The client's events are pushed onto the stream as they happen.
  grpc::ServerUnaryReactor* CatchUp(grpc::CallbackServerContext* context, const v1::CatchUpRequest* request,
                                    v1::CatchUpResponse* response) override {
    auto* reactor = context->DefaultReactor();
    const Client client = find(request->client());
    if (client.stream) response->set_events(client.stream->told());
    reactor->Finish(client.stream ? grpc::Status::OK : unknown(request->client()));
    return reactor;
  }

  // Of a request that may say what cannot be done.
  grpc::ServerUnaryReactor* perform(grpc::CallbackServerContext* context, const std::string& id,
                                    const Result<control::ClientCommand>& command, v1::CallResponse* response) {
    if (command) return perform(context, id, *command, response);
    auto* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, to_text(command.error())));
    return reactor;
  }

  grpc::ServerUnaryReactor* perform(grpc::CallbackServerContext* context, const std::string& id,
                                    const control::ClientCommand& command, v1::CallResponse* response) {
    auto* reactor = context->DefaultReactor();
    const Client client = find(id);
    if (!client.port) {
      reactor->Finish(unknown(id));
      return reactor;
    }
    const auto reply = client.port->perform(command);
    if (reply && reply->code) response->set_code(*reply->code);
    reactor->Finish(reply ? grpc::Status::OK : grpc::Status(grpc::StatusCode::FAILED_PRECONDITION, to_text(reply.error())));
    return reactor;
  }

  grpc::Status reserve(const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (id.empty()) return {grpc::StatusCode::INVALID_ARGUMENT, "the client needs an id"};
    if (clients_.contains(id)) return {grpc::StatusCode::INVALID_ARGUMENT, "client \"" + id + "\" exists already"};
    if (clients_.size() >= kMaxClients) return {grpc::StatusCode::RESOURCE_EXHAUSTED, "this agent hosts no more clients"};
    clients_[id];
    return grpc::Status::OK;
  }

  static grpc::Status unknown(const std::string& id) {
    return {grpc::StatusCode::NOT_FOUND, "no client \"" + id + "\": make it with RunClient and keep the stream open"};
  }

  Client find(const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto entry = clients_.find(id);
    return entry == clients_.end() ? Client() : entry->second;
  }

  // Clients end outside the lock: ending one waits for what it started.
  Client take(const std::string& id) {
    const std::lock_guard lock(mutex_);
    auto node = clients_.extract(id);
    return node ? std::move(node.mapped()) : Client();
  }

  std::map<std::string, Client> take_all() {
    const std::lock_guard lock(mutex_);
    std::map<std::string, Client> live;
    for (auto& [id, client] : clients_) {
      if (client.stream) live.emplace(id, std::move(client));
    }
    clients_.clear();
    return live;
  }

  ClientFactory& factory_;
  std::mutex mutex_;
  std::map<std::string, Client> clients_;  // an entry without a port is being made
  control_plane::GrpcEndpoint endpoint_;
};

}  // namespace

Result<std::unique_ptr<AgentService>> AgentService::start(const std::string& address, ClientFactory& factory,
                                                          grpc::Service* beside) {
  auto service = std::make_unique<Service>(factory);
  if (auto listening = service->listen(address, beside); !listening) return listening.error();
  return std::unique_ptr<AgentService>(std::move(service));
}

}  // namespace redial::agent
