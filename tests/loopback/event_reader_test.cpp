// Streams of observations of peers that do not keep to the contract.
#include "agent/service/event_reader.hpp"

#include <gtest/gtest.h>

#include <latch>

#include "redial/v1/agent.grpc.pb.h"

namespace redial::agent {
namespace {

using namespace std::chrono_literals;

// Opens a stream and says nothing until it is released.
class SilentAgent final : public redial::v1::Agent::Service {
 public:
  grpc::Status RunClient(grpc::ServerContext*, const redial::v1::RunClientRequest*,
                         grpc::ServerWriter<redial::v1::EventBatch>*) override {
    released.wait();
    return grpc::Status::OK;
  }

  std::latch released{1};
};

TEST(EventReader, APeerThatNeverBeginsIsGivenUp) {
  SilentAgent agent;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&agent);
  const auto server = builder.BuildAndStart();
  const auto stub = redial::v1::Agent::NewStub(open_channel("127.0.0.1:" + std::to_string(port)));

  EventReader::Options options{"agent", trace::EventKind::agent_lost, [] { return TimePoint{}; }, true, [](trace::Event) {}};
  options.begins_within = 1ms;
  const auto reader = EventReader::start(
      [&](grpc::ClientContext& context) { return stub->RunClient(&context, redial::v1::RunClientRequest{}); }, options);
  agent.released.count_down();
  ASSERT_FALSE(reader.ok());
  EXPECT_EQ(to_text(reader.error()), "agent: nothing was observed; it may hang or the machine may be overloaded");
}

}  // namespace
}  // namespace redial::agent
