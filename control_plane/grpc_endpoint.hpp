// A gRPC server of ours: its services, plus health and reflection, on an address that is really its own.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "core/base/result.hpp"

namespace redial::control_plane {

struct GrpcEndpoint {
  std::unique_ptr<grpc::Server> server;
  std::string address;  // host:port that is listened on
};

// `address` is host:port; port 0 lets the kernel choose. Not authenticated: loopback, or a network of your own.
// `service`, and what is served beside it if not null, must outlive the server. Error: the address is taken or none of this
// machine's.
Result<GrpcEndpoint> serve(const std::string& address, grpc::Service& service, grpc::Service* beside = nullptr);

}  // namespace redial::control_plane
