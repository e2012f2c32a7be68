// A client that dies while its agent lives: told once, last, and ahead of the failure of the call that it died over.
#include <gtest/gtest.h>

#include <latch>
#include <mutex>

#include "agent/service/remote_agent.hpp"
#include "redial/v1/agent.grpc.pb.h"

namespace redial::agent {
namespace {

namespace v1 = redial::v1;

v1::EventBatch batch(const std::string& kind) {
  v1::EventBatch batch;
  v1::Event& event = *batch.add_events();
  event.set_lane("app");
  event.set_kind(kind);
  return batch;
}

// Its client dies of the first call.
class CrashingAgent final : public v1::Agent::Service {
 public:
  grpc::Status RunClient(grpc::ServerContext*, const v1::RunClientRequest*, grpc::ServerWriter<v1::EventBatch>* out) override {
    out->Write(batch("client-created"));
    called_.wait();
    out->Write(batch("client-crashed"));
    return grpc::Status::OK;
  }
  grpc::Status Connect(grpc::ServerContext*, const v1::ConnectRequest*, v1::CallResponse*) override { return die(); }
  grpc::Status Settle(grpc::ServerContext*, const v1::SettleRequest*, v1::Rest*) override { return die(); }
  grpc::Status CatchUp(grpc::ServerContext*, const v1::CatchUpRequest*, v1::CatchUpResponse*) override { return die(); }

 private:
  grpc::Status die() {
    called_.count_down();
    return {grpc::StatusCode::NOT_FOUND, "the client is gone: SIGSEGV"};
  }

  std::latch called_{1};
};

class ClientCrashTest : public testing::Test {
 protected:
  ClientCrashTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service);
    server = builder.BuildAndStart();
    RemoteAgent agent("127.0.0.1:" + std::to_string(port), {[] { return TimePoint{}; }, "a clock"});
    client = std::move(agent
                           .create({"alice", AppKey("app"), {}, "", true},
                                   [this](const trace::Event& event) {
                                     const std::lock_guard lock(mutex);
                                     told +=
                                         (told.empty() ? "" : ", ") + event.client + " " + std::string(describe(event.kind).name);
                                   })
                           .value());
  }
  std::string heard() {
    const std::lock_guard lock(mutex);
    return told;
  }

  const std::string both = "alice client-created, alice client-crashed";
  CrashingAgent service;
  std::unique_ptr<grpc::Server> server;
  std::mutex mutex;
  std::string told;
  std::unique_ptr<ClientPort> client;
};

TEST_F(ClientCrashTest, IsToldBeforeTheCallFails) {
  EXPECT_FALSE(client->perform(control::Connect{}).ok());
  EXPECT_EQ(heard(), both);
}

TEST_F(ClientCrashTest, IsToldBeforeSettlingFails) {
  EXPECT_FALSE(client->clocked()->settle().ok());
  EXPECT_EQ(heard(), both);
}

TEST_F(ClientCrashTest, IsAllThatThereIsToCatchUpWith) {
  EXPECT_TRUE(client->catch_up().ok());
  EXPECT_EQ(heard(), both);
}

TEST_F(ClientCrashTest, IsNoLossOfTheAgent) {
  EXPECT_FALSE(client->perform(control::Connect{}).ok());
  client.reset();
  EXPECT_EQ(heard(), both);
}

}  // namespace
}  // namespace redial::agent
