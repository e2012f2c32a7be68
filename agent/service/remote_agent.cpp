// Domain commands to agent.proto calls.
#include "agent/service/remote_agent.hpp"

#include <utility>

#include "agent/service/event_reader.hpp"
#include "agent/service/grpc_client.hpp"
#include "control_plane/event_conversion.hpp"

namespace redial::agent {
namespace {

using Stub = redial::v1::Agent::Stub;

class RemoteClient : public ClientPort, private Clocked {
 public:
  RemoteClient(std::shared_ptr<Stub> stub, std::string peer, std::string id)
      : stub_(std::move(stub)), peer_(std::move(peer)), id_(std::move(id)) {}

  void keep(std::unique_ptr<EventReader> reader) { reader_ = std::move(reader); }

  Result<control::ClientReply> perform(const control::ClientCommand& command) override {
    return std::visit([this](const auto& c) { return send(c); }, command);
  }
  Clocked* clocked() override { return this; }

 private:
  Result<Done> set_clock(const CompressedClock& clock) override {
    redial::v1::SetClockRequest request;
    request.set_skipped_ns(clock.skipped.count());
    auto set = call_agent("SetClock", &Stub::SetClock, std::move(request));
    if (!set) return set.error();
    return Done{};
  }
  Result<control::Rest> settle() override {
    redial::v1::SettleRequest request;
    request.set_client(id_);
    const auto rest = call(*stub_, &Stub::Settle, request, peer_, "Settle");
    if (!rest) return rest.error();
    if (auto all = reader_->wait_for(rest->events()); !all) return all.error();
    return control_plane::from_proto(*rest);
  }

  Result<control::ClientReply> send(const control::RegisterListeners&) {
    return call_agent("RegisterListeners", &Stub::RegisterListeners, redial::v1::RegisterListenersRequest());
  }
  Result<control::ClientReply> send(const control::Connect& connect) {
    redial::v1::ConnectRequest request;
    request.set_call(connect.call.value);
    request.set_token(connect.token.value);
    request.set_token_label(connect.label.value);
    request.set_timeout_s(static_cast<std::int32_t>(connect.timeout / std::chrono::seconds(1)));
    request.set_with_callback(connect.with_callback);
    return call_agent("Connect", &Stub::Connect, std::move(request));
  }
  Result<control::ClientReply> send(const control::Disconnect& disconnect) {
    redial::v1::DisconnectRequest request;
    request.set_call(disconnect.call.value);
    return call_agent("Disconnect", &Stub::Disconnect, std::move(request));
  }
  Result<control::ClientReply> send(const control::SendText& text) {
    redial::v1::SendTextRequest request;
    request.set_call(text.call.value);
    request.set_to(text.to.value);
    request.set_text(text.text);
    return call_agent("SendText", &Stub::SendText, std::move(request));
  }
  Result<control::ClientReply> send(const control::DestroyClient& destroy) {
    redial::v1::DestroyRequest request;
    request.set_call(destroy.call.value);
    return call_agent("Destroy", &Stub::Destroy, std::move(request));
  }

  template <class Request, class Method>
  Result<control::ClientReply> call_agent(const std::string& name, Method method, Request request) {
    request.set_client(id_);
    auto response = call(*stub_, method, request, peer_, name);
    if (!response) return response.error();
    control::ClientReply reply;
    if (response->has_code()) reply.code = response->code();
    return reply;
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
      stub_(redial::v1::Agent::NewStub(open_channel(address))),
      run_(std::to_string(clock_.now().time_since_epoch().count())) {}

Result<control::ClientDescription> RemoteAgent::describe() {
  auto response = call(*stub_, &Stub::Describe, redial::v1::DescribeRequest(), peer_, "Describe");
  if (!response) return response.error();
  clock_id_ = response->clock_id();
  return control::ClientDescription{response->name(),
                                    response->version(),
                                    response->profile(),
                                    response->host(),
                                    {response->capabilities().begin(), response->capabilities().end()},
                                    response->clock_id()};
}

Result<std::unique_ptr<ClientPort>> RemoteAgent::create(const control::CreateClient& client, ObservationSink sink) {
  redial::v1::RunClientRequest request;
  request.set_client(run_ + "-" + std::to_string(next_client_++));
  request.set_name(client.name);
  request.set_app_key(client.app_key.value);
  for (const std::string& navigator : client.navigators) request.add_navigators(navigator);
  request.set_ca_file(client.ca_file);
  if (client.clock) request.set_skipped_ns(client.clock->skipped.count());

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
