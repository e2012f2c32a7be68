// Serves proto/redial/v1/agent.proto for the clients of a ClientFactory: proto to domain and back, and nothing else.
#pragma once

#include <memory>
#include <string>

#include "agent/ports/client_port.hpp"
#include "core/base/result.hpp"

namespace grpc {
class Service;
}

namespace redial::agent {

// Live clients that one agent hosts at most; one more is refused with RESOURCE_EXHAUSTED.
inline constexpr std::size_t kMaxClients = 256;

class AgentService {
 public:
  // Listens on `address` (host:port, port 0 lets the kernel choose) and serves until destroyed. `factory` must outlive the
  // service, and so must what is served beside it, if not null.
  static Result<std::unique_ptr<AgentService>> start(const std::string& address, ClientFactory& factory,
                                                     grpc::Service* beside = nullptr);

  // Ends every client and every call.
  virtual ~AgentService() = default;

  // host:port that is really listened on.
  virtual std::string address() const = 0;
};

}  // namespace redial::agent
