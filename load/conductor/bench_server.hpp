// The conductor's side of the mock server: apps for the users, their tokens, what happens to them, and what it costs. It observes
// nothing, so that observing costs nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "load/crowd/app.hpp"
#include "load/plan/course.hpp"
#include "load/spec/spec.hpp"
#include "redial/v1/mock_server.grpc.pb.h"

namespace redial::load {

// One caller at a time; every call waits for the server. Errors say what failed.
class BenchServer {
 public:
  // `address` of its control plane: host:port. Makes the spec's apps there.
  static Result<std::unique_ptr<BenchServer>> open(const std::string& address, const Spec& spec, std::uint64_t seed);
  // Deletes the apps, with everybody who is there.
  ~BenchServer();
  BenchServer(const BenchServer&) = delete;
  BenchServer& operator=(const BenchServer&) = delete;

  const std::vector<App>& apps() const { return apps_; }
  const std::string& ca_file() const { return ca_file_; }

  // One for each user, in their order.
  Result<std::vector<Token>> issue_tokens(const Spec& spec);

  Result<Done> carry_out(const Command& command);
  // Nothing that `carry_out` has armed goes on.
  Result<Done> calm();

  struct Usage {
    Duration cpu{};
    std::uint64_t memory = 0, sessions = 0, logins = 0;
    std::uint32_t loops = 0;
  };
  Result<Usage> usage();

 private:
  explicit BenchServer(const std::string& address);
  Result<Done> make_app(const Spec& spec, std::uint32_t number, std::uint64_t seed);
  Result<Done> issue(const Spec& spec, std::uint64_t app, std::vector<Token>& tokens);
  Result<Done> issue_with_lifetime(const Spec& spec, std::uint64_t app, std::vector<Token>& tokens);
  Result<Done> act(const Strike& strike);
  Result<Done> act(const Restart& restart);
  Result<Done> act(const ExpireTokens&);

  std::string peer_;
  std::unique_ptr<redial::v1::MockServer::Stub> stub_;
  std::vector<App> apps_;
  std::string ca_file_, server_api_url_;
};

}  // namespace redial::load
