// Client commands through agent.proto: what RemoteAgent sends is what the client behind AgentService is asked to do.
#include "agent/service/agent_service.hpp"

#include <gtest/gtest.h>

#include "agent/service/remote_agent.hpp"
#include "redial/v1/agent.grpc.pb.h"

namespace redial::agent {
namespace {

// Makes clients that write down what they are asked.
class RecordingFactory final : public ClientFactory {
 public:
  Result<control::ClientDescription> describe() override { return control::ClientDescription{}; }
  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient& client, ObservationSink) override {
    created = client;
    return std::unique_ptr<ClientPort>(std::make_unique<Client>(*this));
  }

  control::CreateClient created;
  std::vector<control::ClientCommand> commands;

 private:
  struct Client final : ClientPort {
    explicit Client(RecordingFactory& owner) : factory(owner) {}
    Result<control::ClientReply> perform(const control::ClientCommand& command) override {
      factory.commands.push_back(command);
      return control::ClientReply{5};
    }
    RecordingFactory& factory;
  };
};

class AgentServiceTest : public testing::Test {
 protected:
  template <class Command>
  Command carried(const Command& command) {
    EXPECT_EQ(client->perform(command)->code, 5);
    return std::get<Command>(factory.commands.back());
  }
  static control::Connect connect() {
    control::Connect call;
    call.call = CallId(3);
    call.token = Token("token@");
    call.label = TokenLabel("good");
    call.timeout = std::chrono::seconds(7);
    call.with_callback = false;
    return call;
  }
  static void expect_same(const control::Connect& call) {
    EXPECT_EQ(call.call, CallId(3));
    EXPECT_EQ(call.token, Token("token@"));
    EXPECT_EQ(call.label, TokenLabel("good"));
    EXPECT_EQ(call.timeout, std::chrono::seconds(7));
    EXPECT_FALSE(call.with_callback);
  }

  RecordingFactory factory;
  std::unique_ptr<AgentService> service = std::move(AgentService::start("127.0.0.1:0", factory).value());
  RemoteAgent agent{service->address(), {[] { return TimePoint{}; }, "a clock"}};
  std::unique_ptr<ClientPort> client =
      std::move(agent.create({"alice", AppKey("app"), {"http://n"}, "ca.pem", false, {}, 3}, [](trace::Event) {}).value());
};

TEST_F(AgentServiceTest, AClientCanBeMadeUninitialised) {
  EXPECT_FALSE(factory.created.initialised);
  EXPECT_EQ(factory.created.ca_file, "ca.pem");
}

TEST_F(AgentServiceTest, TheHeartbeatLevelIsCarried) { EXPECT_EQ(factory.created.heartbeat_level, 3u); }

TEST_F(AgentServiceTest, InitialiseIsCarried) { carried(control::Initialise{}); }

TEST_F(AgentServiceTest, ConnectIsCarried) { expect_same(carried(connect())); }

TEST_F(AgentServiceTest, CallsTogetherKeepTheirOrder) {
  const auto together =
      carried(control::CallTogether{{connect(), control::Disconnect{CallId(4)}, control::SendText{CallId(5), UserId("bob"), "hi"},
                                     control::DestroyClient{CallId(6)}}});
  ASSERT_EQ(together.calls.size(), 4u);
  expect_same(std::get<control::Connect>(together.calls[0]));
  EXPECT_EQ(std::get<control::Disconnect>(together.calls[1]).call, CallId(4));
  EXPECT_EQ(std::get<control::SendText>(together.calls[2]).text, "hi");
  EXPECT_EQ(std::get<control::DestroyClient>(together.calls[3]).call, CallId(6));
}

TEST_F(AgentServiceTest, ACallInACallbackIsCarriedWithItsOccasion) {
  const auto arranged = carried(control::CallInCallback{
      .told = trace::EventKind::status, .status = trace::ConnectionStatus::suspended, .code = 30011, .call = connect()});
  EXPECT_EQ(arranged.told, trace::EventKind::status);
  EXPECT_EQ(arranged.status, trace::ConnectionStatus::suspended);
  EXPECT_EQ(arranged.code, 30011);
  expect_same(std::get<control::Connect>(arranged.call));
}

TEST_F(AgentServiceTest, TheOccasionOfACallInACallbackMayLeaveStatusAndCodeOpen) {
  const auto arranged = carried(control::CallInCallback{
      .told = trace::EventKind::message, .status = {}, .code = {}, .call = control::Disconnect{CallId(1)}});
  EXPECT_FALSE(arranged.status);
  EXPECT_FALSE(arranged.code);
}

TEST_F(AgentServiceTest, WhatTheDeviceTellsIsCarried) {
  for (const auto& [event, name] : control::kDeviceEventNames)
    EXPECT_EQ(carried(control::TellDeviceEvent{event}).event, event) << name;
}

TEST_F(AgentServiceTest, ADeviceEventThatThereIsNotIsRefused) {
  auto stub = redial::v1::Agent::NewStub(grpc::CreateChannel(service->address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  redial::v1::TellDeviceEventRequest request;
  request.set_event("sunshine");
  redial::v1::CallResponse response;
  EXPECT_EQ(stub->TellDeviceEvent(&context, request, &response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(AgentServiceTest, ARestartOfTheAppIsCarried) { carried(control::RestartApp{}); }

TEST_F(AgentServiceTest, EveryConditionOfTheStorageIsCarried) {
  for (const auto& [condition, name] : control::kStorageConditionNames)
    EXPECT_EQ(carried(control::SetStorage{condition}).condition, condition) << name;
}

TEST_F(AgentServiceTest, AConditionOfNoKnownNameIsRefused) {
  auto stub = redial::v1::Agent::NewStub(grpc::CreateChannel(service->address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  redial::v1::SetStorageRequest request;
  request.set_condition("soaked");
  redial::v1::CallResponse response;
  EXPECT_EQ(stub->SetStorage(&context, request, &response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(AgentServiceTest, ACallInACallbackOfNoKnownKindIsRefused) {
  auto stub = redial::v1::Agent::NewStub(grpc::CreateChannel(service->address(), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  redial::v1::CallInCallbackRequest request;
  request.set_told("birthday");
  redial::v1::CallResponse response;
  EXPECT_EQ(stub->CallInCallback(&context, request, &response).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace redial::agent
