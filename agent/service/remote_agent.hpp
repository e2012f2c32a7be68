// Clients under test behind a gRPC agent, as the runner's ClientFactory. The agent may be written in any language.
#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "agent/ports/client_port.hpp"
#include "redial/v1/agent.grpc.pb.h"

namespace redial::agent {

// The reader's own clock, and its name for it (see ClientDescription::clock_id).
struct LocalClock {
  std::function<TimePoint()> now;
  std::string id;
};

class RemoteAgent : public ClientFactory {
 public:
  // `address` is host:port. Connects lazily: describe() is the first to fail if nobody is there.
  RemoteAgent(std::string address, LocalClock clock);

  Result<control::ClientDescription> describe() override;
  Result<std::unique_ptr<ClientPort>> create(const control::CreateClient& client, ObservationSink sink) override;

 private:
  std::string peer_;
  LocalClock clock_;
  std::shared_ptr<redial::v1::Agent::Stub> stub_;
  std::string clock_id_;
  std::string run_;  // makes client ids of several runs with one agent differ
  std::atomic<unsigned> next_client_ = 1;
};

}  // namespace redial::agent
