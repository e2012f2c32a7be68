// Channel settings and the wording of failures.
#include "agent/service/grpc_client.hpp"

namespace redial::agent {

std::shared_ptr<grpc::Channel> open_channel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 10'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5'000);
  // Channels to one address would otherwise share a connection, and its fate.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

Error to_error(const std::string& peer, const std::string& call, const grpc::Status& status) {
  Error error{call + " failed: " + status.error_message(), peer, {}};
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
      error.advice = "check that it runs and that the address is right";
      break;
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      error.advice = "it did not answer in time; it may hang or the machine may be overloaded";
      break;
    case grpc::StatusCode::UNIMPLEMENTED:
      error.advice = "it does not offer this call; scenarios that need it cannot be played with it";
      break;
    default:
      break;
  }
  return error;
}

}  // namespace redial::agent
