// Domain commands to agent.proto calls.
#include "agent/service/remote_agent.hpp"

#include <utility>

#include "agent/service/event_reader.hpp"
#include "agent/service/grpc_client.hpp"
#include "control_plane/event_conversion.hpp"
#include "core/base/overloaded.hpp"

namespace redial::agent {
namespace {

namespace v1 = redial::v1;
using Stub = v1::Agent::Stub;

v1::ConnectRequest to_proto(const control::Connect& connect) {
  v1::ConnectRequest request;
  request.set_call(connect.call.value);
  request.set_token(connect.token.value);
  request.set_token_label(connect.label.value);
  request.set_timeout_s(static_cast<std::int32_t>(connect.timeout / std::chrono::seconds(1)));
  request.set_with_callback(connect.with_callback);
  return request;
}

v1::DisconnectRequest to_proto(const control::Disconnect& disconnect) {
  v1::DisconnectRequest request;
  request.set_call(disconnect.call.value);
  return request;
}

v1::SendTextRequest to_proto(const control::SendText& text) {
  v1::SendTextRequest request;
  request.set_call(text.call.value);
  request.set_to(text.to.value);
  request.set_text(text.text);
  return request;
}

v1::DestroyRequest to_proto(const control::DestroyClient& destroy) {
  v1::DestroyRequest request;
  request.set_call(destroy.call.value);
  return request;
}

v1::ApiCall to_proto(const control::ApiCall& call) {
  v1::ApiCall message;
  std::visit(Overloaded{[&](const control::Connect& c) { *message.mutable_connect() = to_proto(c); },
                        [&](const control::Disconnect& c) { *message.mutable_disconnect() = to_proto(c); },
                        [&](const control::SendText& c) { *message.mutable_send_text() = to_proto(c); },
                        [&](const control::DestroyClient& c) { *message.mutable_destroy() = to_proto(c); }},
             call);
  return message;
}

v1::CallTogetherRequest to_proto(const control::CallTogether& together) {
  v1::CallTogetherRequest request;
  for (const control::ApiCall& call : together.calls) *request.add_calls() = to_proto(call);
  return request;
}

v1::CallInCallbackRequest to_proto(const control::CallInCallback& arranged) {
  v1::CallInCallbackRequest request;
  request.set_told(std::string(trace::describe(arranged.told).name));
  if (arranged.status) request.set_status(std::string(trace::to_name(*arranged.status)));
  if (arranged.code) request.set_code(*arranged.code);
  *request.mutable_call() = to_proto(arranged.call);
  return request;
}

class RemoteClient : public ClientPort, private Clocked {
 public:
  RemoteClient(std::shared_ptr<Stub> stub, std::string peer, std::string id)
      : stub_(std::move(stub)), peer_(std::move(peer)), id_(std::move(id)) {}

  void keep(std::unique_ptr<EventReader> reader) { reader_ = std::move(reader); }

  Result<control::ClientReply> perform(const control::ClientCommand& command) override {
    return std::visit([this](const auto& c) { return send(c); }, command);
  }
  Result<Done> catch_up() override {
    v1::CatchUpRequest request;
    request.set_client(id_);
    grpc::StatusCode refusal{};
    const auto told = call(*stub_, &Stub::CatchUp, request, peer_, "CatchUp", [&](const grpc::Status& status) {
      refusal = status.error_code();
      hear_end()(status);
    });
    if (told) return reader_->wait_for(told->events());
    const bool is_all = refusal == grpc::StatusCode::NOT_FOUND || refusal == grpc::StatusCode::UNIMPLEMENTED;
    return is_all ? Result<Done>(Done{}) : told.error();
  }
  Clocked* clocked() override { return this; }

 private:
  Result<control::ClientReply> send(const control::Initialise&) {
    return call_agent("Initialise", &Stub::Initialise, v1::InitialiseRequest());
  }
  Result<Done> set_clock(const CompressedClock& clock) override {
    v1::SetClockRequest request;
    request.set_skipped_ns(clock.skipped.count());
    auto set = call_agent("SetClock", &Stub::SetClock, std::move(request));
    if (!set) return set.error();
    return Done{};
  }
  Result<control::Rest> settle() override {
    v1::SettleRequest request;
    request.set_client(id_);
    const auto rest = call(*stub_, &Stub::Settle, request, peer_, "Settle", hear_end());
    if (!rest) return rest.error();
    if (auto all = reader_->wait_for(rest->events()); !all) return all.error();
    return control_plane::from_proto(*rest);
  }

  Result<control::ClientReply> send(const control::RegisterListeners&) {
    return call_agent("RegisterListeners", &Stub::RegisterListeners, v1::RegisterListenersRequest());
  }
  Result<control::ClientReply> send(const control::Connect& connect) {
    return call_agent("Connect", &Stub::Connect, to_proto(connect));
  }
  Result<control::ClientReply> send(const control::Disconnect& disconnect) {
    return call_agent("Disconnect", &Stub::Disconnect, to_proto(disconnect));
  }
  Result<control::ClientReply> send(const control::SendText& text) {
    return call_agent("SendText", &Stub::SendText, to_proto(text));
  }
  Result<control::ClientReply> send(const control::DestroyClient& destroy) {
    return call_agent("Destroy", &Stub::Destroy, to_proto(destroy));
  }
  Result<control::ClientReply> send(const control::CallTogether& together) {
    return call_agent("CallTogether", &Stub::CallTogether, to_proto(together));
  }
  Result<control::ClientReply> send(const control::CallInCallback& arranged) {
    return call_agent("CallInCallback", &Stub::CallInCallback, to_proto(arranged));
  }

  Result<control::ClientReply> send(const control::TellDeviceEvent& told) {
    v1::TellDeviceEventRequest request;
    request.set_event(std::string(control::to_name(told.event)));
    return call_agent("TellDeviceEvent", &Stub::TellDeviceEvent, std::move(request));
  }
  Result<control::ClientReply> send(const control::RestartApp&) {
    return call_agent("RestartApp", &Stub::RestartApp, v1::RestartAppRequest());
  }
  Result<control::ClientReply> send(const control::SetStorage& storage) {
    v1::SetStorageRequest request;
    request.set_condition(std::string(to_name(storage.condition)));
    return call_agent("SetStorage", &Stub::SetStorage, std::move(request));
  }

  template <class Request, class Method>
  Result<control::ClientReply> call_agent(const std::string& name, Method method, Request request) {
    request.set_client(id_);
    auto response = call(*stub_, method, request, peer_, name, hear_end());
    if (!response) return response.error();
    control::ClientReply reply;
    if (response->has_code()) reply.code = response->code();
    return reply;
  }

  // The agent no longer knows the client: why, stands at the end of its stream, and is to be with the sink before the call fails.
  std::function<void(const grpc::Status&)> hear_end() {
    return [this](const grpc::Status& status) {
      if (status.error_code() == grpc::StatusCode::NOT_FOUND) reader_->wait_for_end();
    };
  }

  std::shared_ptr<Stub> stub_;
  std::string peer_;
  std::string id_;
  std::unique_ptr<EventReader> reader_;
};

}  // namespace

RemoteAgent::RemoteAgent(std::string address, LocalClock clock)
    : peer_("agent at " + address),
      clock_(std::move(clock)),
      stub_(v1::Agent::NewStub(open_channel(address))),
      run_(std::to_string(clock_.now().time_since_epoch().count())) {}

Result<control::ClientDescription> RemoteAgent::describe() {
  auto response = call(*stub_, &Stub::Describe, v1::DescribeRequest(), peer_, "Describe");
  if (!response) return response.error();
  clock_id_ = response->clock_id();
  return control::ClientDescription{response->name(),
                                    response->version(),
                                    response->profile(),
                                    response->host(),
                                    {response->capabilities().begin(), response->capabilities().end()},
                                    response->clock_id(),
                                    response->artifact()};
}

Result<std::unique_ptr<ClientPort>> RemoteAgent::create(const control::CreateClient& client, ObservationSink sink) {
  v1::RunClientRequest request;
  request.set_client(run_ + "-" + std::to_string(next_client_++));
  request.set_name(client.name);
  request.set_app_key(client.app_key.value);
  for (const std::string& navigator : client.navigators) request.add_navigators(navigator);
  request.set_ca_file(client.ca_file);
  request.set_uninitialised(!client.initialised);
  if (client.clock) request.set_skipped_ns(client.clock->skipped.count());
  if (client.heartbeat_level) request.set_heartbeat_level(*client.heartbeat_level);

  auto port = std::make_unique<RemoteClient>(stub_, peer_, request.client());
  // Events are named for the client here, so that an agent need not be trusted with it.
  auto named = [name = client.name, sink = std::move(sink)](trace::Event event) {
    event.client = name;
    sink(std::move(event));
  };
  auto reader = EventReader::start(
      [&](grpc::ClientContext& context) { return stub_->RunClient(&context, request); },
      {peer_, trace::EventKind::agent_lost, clock_.now, client.clock || clock_id_ == clock_.id, std::move(named)});
  if (!reader) return reader.error();
  port->keep(std::move(*reader));
  return std::unique_ptr<ClientPort>(std::move(port));
}

}  // namespace redial::agent
