// Streams of observations whose reader does not read.
#include "control_plane/event_stream.hpp"

#include <gtest/gtest.h>

#include <latch>
#include <memory>
#include <string>

#include "redial/v1/agent.grpc.pb.h"

namespace redial::control_plane {
namespace {

namespace v1 = redial::v1;

// More than a reader may be behind and all buffers of a connection together.
constexpr std::uint64_t kEvents = 400'000;

class TalkativeAgent final : public v1::Agent::CallbackService {
 public:
  grpc::ServerWriteReactor<v1::EventBatch>* RunClient(grpc::CallbackServerContext*, const v1::RunClientRequest*) override {
    const auto stream = EventStream::open({});
    for (std::uint64_t i = 0; i < kEvents; ++i) stream->push({.kind = trace::EventKind::server_login});
    told = stream->told();
    is_told.count_down();
    return stream.get();
  }

  std::latch is_told{1};
  std::uint64_t told = 0;
};

TEST(EventStream, AReaderTooFarBehindHearsHowMuchItHasLost) {
  TalkativeAgent agent;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&agent);
  const auto server = builder.BuildAndStart();
  const auto stub =
      v1::Agent::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials()));

  grpc::ClientContext context;
  const auto reader = stub->RunClient(&context, v1::RunClientRequest{});
  agent.is_told.wait();
  std::uint64_t read = 0;
  for (v1::EventBatch batch; reader->Read(&batch);) read += static_cast<std::uint64_t>(batch.events_size());
  const grpc::Status end = reader->Finish();
  EXPECT_EQ(end.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(end.error_message(), "the reader fell too far behind: of " + std::to_string(agent.told) + " events the last " +
                                     std::to_string(agent.told - read) +
                                     " are lost, and all that follow; read faster or observe less");
}

}  // namespace
}  // namespace redial::control_plane
