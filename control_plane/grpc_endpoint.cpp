// Building the server.
#include "control_plane/grpc_endpoint.hpp"

#include <grpcpp/ext/proto_server_reflection_plugin.h>

namespace redial::control_plane {

Result<GrpcEndpoint> serve(const std::string& address, grpc::Service& service, grpc::Service* beside) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // a second server on the same port would take half of the calls
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  if (beside != nullptr) builder.RegisterService(beside);
  GrpcEndpoint endpoint{builder.BuildAndStart(), {}};
  if (!endpoint.server || port == 0) return Error{"cannot listen", address, "give a free address as HOST:PORT, or port 0"};
  endpoint.address = address.substr(0, address.rfind(':') + 1) + std::to_string(port);
  return endpoint;
}

}  // namespace redial::control_plane
