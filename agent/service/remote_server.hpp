// A mock server behind its gRPC control service, as the runner's ServerPort.
#pragma once

#include <memory>
#include <string>

#include "agent/ports/server_port.hpp"
#include "agent/service/remote_agent.hpp"
#include "redial/v1/mock_server.grpc.pb.h"

namespace redial::agent {

class RemoteServer : public ServerPort {
 public:
  // Asks the control service at `address` (host:port) who it is; the error if nobody answers.
  static Result<std::unique_ptr<RemoteServer>> connect(std::string address, LocalClock clock);

  std::string ca_file() const override { return ca_file_; }
  Result<std::unique_ptr<AppPort>> create_app(const control::CreateApp& app, ObservationSink sink) override;

 private:
  RemoteServer(std::string peer, LocalClock clock, std::shared_ptr<redial::v1::MockServer::Stub> stub);

  std::string peer_;
  LocalClock clock_;
  std::shared_ptr<redial::v1::MockServer::Stub> stub_;
  std::string ca_file_;
  bool same_clock_ = false;
};

}  // namespace redial::agent
