// What is observed of a client and still on its way when a run ends, by agents that can tell, cannot tell, and do not deliver.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>

#include "agent/service/agent_service.hpp"
#include "agent/service/remote_agent.hpp"
#include "redial/v1/agent.grpc.pb.h"

namespace redial::agent {
namespace {

namespace v1 = redial::v1;

constexpr int kMany = 10'000;

// Makes clients of which much is observed when they are told to do anything.
class BusyFactory final : public ClientFactory {
 public:
  Result<control::ClientDescription> describe() override { return control::ClientDescription{}; }
  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient&, ObservationSink sink) override {
    auto client = std::make_unique<Client>();
    client->sink = std::move(sink);
    return std::unique_ptr<ClientPort>(std::move(client));
  }

 private:
  struct Client final : ClientPort {
    Result<control::ClientReply> perform(const control::ClientCommand&) override {
      trace::Event event;
      event.kind = trace::EventKind::client_log;
      for (int i = 0; i < kMany; ++i) sink(event);
      return control::ClientReply{};
    }
    ObservationSink sink;
  };
};

// Says that it has told one event, and has told none.
class ForgetfulAgent : public v1::Agent::Service {
 public:
  grpc::Status RunClient(grpc::ServerContext*, const v1::RunClientRequest*, grpc::ServerWriter<v1::EventBatch>* out) override {
    out->Write(v1::EventBatch());
    asked.wait();
    return grpc::Status::OK;
  }
  grpc::Status CatchUp(grpc::ServerContext*, const v1::CatchUpRequest*, v1::CatchUpResponse* response) override {
    asked.count_down();
    response->set_events(1);
    return grpc::Status::OK;
  }

  std::latch asked{1};
};

// Of a contract that had no such call.
class OldAgent final : public ForgetfulAgent {
 public:
  grpc::Status CatchUp(grpc::ServerContext*, const v1::CatchUpRequest*, v1::CatchUpResponse*) override {
    asked.count_down();
    return {grpc::StatusCode::UNIMPLEMENTED, "no such call"};
  }
};

std::unique_ptr<ClientPort> client_of(const std::string& address, ObservationSink sink) {
  RemoteAgent agent(address, {[] { return TimePoint{}; }, "a clock"});
  return std::move(agent.create({"alice", AppKey("app"), {}, "", true}, std::move(sink)).value());
}

Result<Done> catch_up_with(v1::Agent::Service& agent) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&agent);
  const auto server = builder.BuildAndStart();
  return client_of("127.0.0.1:" + std::to_string(port), [](trace::Event) {})->catch_up();
}

TEST(CatchUp, AllThatIsObservedIsWithTheSink) {
  BusyFactory factory;
  const auto service = std::move(AgentService::start("127.0.0.1:0", factory).value());
  std::atomic<int> told = 0;
  const auto client = client_of(service->address(), [&](trace::Event) { ++told; });
  ASSERT_TRUE(client->perform(control::Connect{}).ok());
  ASSERT_TRUE(client->catch_up().ok());
  EXPECT_EQ(told, kMany);
}

TEST(CatchUp, AnAgentThatCannotTellIsDoneWithout) {
  OldAgent agent;
  EXPECT_TRUE(catch_up_with(agent).ok());
}

TEST(CatchUp, WhatDoesNotComeIsAnError) {
  ForgetfulAgent agent;
  EXPECT_EQ(catch_up_with(agent).error().what, "its observations do not come");
}

}  // namespace
}  // namespace redial::agent
