// Serves proto/redial/v1/mock_server.proto for a MockServer: proto to domain and back, and nothing else.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "mock_server/server/mock_server.hpp"

namespace redial::mock_server {

class ControlService {
 public:
  // Listens on `address` (host:port, port 0 lets the kernel choose) and serves until destroyed, with health and reflection beside
  // it. `server` must outlive the service. Unauthenticated: loopback, or a network of your own. `version` is told to who asks.
  static Result<std::unique_ptr<ControlService>> start(const std::string& address, MockServer& server,
                                                       const std::string& version);

  // Ends all calls.
  virtual ~ControlService() = default;

  // host:port that is really listened on.
  virtual std::string address() const = 0;
};

}  // namespace redial::mock_server
