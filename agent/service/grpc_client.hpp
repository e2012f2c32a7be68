// What every gRPC caller of ours shares: a channel that does not wander off, call deadlines, and errors as values.
#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.hpp"

namespace redial::agent {

// No unary call of ours takes longer in honest use; a peer that does is as good as gone.
inline constexpr int kCallTimeoutSeconds = 30;

// A channel to `address` (host:port) that uses no proxy and notices a dead peer.
std::shared_ptr<grpc::Channel> open_channel(const std::string& address);

// "mock server at 127.0.0.1:5000: CreateApp failed: …" with advice by status code.
Error to_error(const std::string& peer, const std::string& call, const grpc::Status& status);

// Makes a unary call of `Stub` with the usual deadline. `on_failure` hears the status before its error is returned.
template <class Stub, class Request, class Response>
Result<Response> call(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      const Request& request, const std::string& peer, const std::string& name,
                      const std::function<void(const grpc::Status&)>& on_failure = {}) {
  grpc::ClientContext context;
  context.set_deadline(gpr_time_from_seconds(kCallTimeoutSeconds, GPR_TIMESPAN));
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok() && on_failure) on_failure(status);
  if (!status.ok()) return to_error(peer, name, status);
  return response;
}

}  // namespace redial::agent
