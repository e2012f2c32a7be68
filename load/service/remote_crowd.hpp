// The conductor's side of one agent: orders there, progress and results back. Errors say which agent.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/result.hpp"
#include "load/crowd/shard.hpp"
#include "redial/v1/load.grpc.pb.h"

namespace redial::load {

// One caller at a time. Destroying it ends the agent's users.
class RemoteCrowd {
 public:
  // `address`: host:port. Nothing is asked yet.
  explicit RemoteCrowd(const std::string& address);
  ~RemoteCrowd();
  RemoteCrowd(const RemoteCrowd&) = delete;
  RemoteCrowd& operator=(const RemoteCrowd&) = delete;

  // Does not wait for the agent, which makes its users then.
  Result<Done> set_up(const redial::v1::LoadSetup& setup, const std::vector<Token>& tokens);
  // Waits until they exist.
  Result<Done> wait_until_ready();
  // Does not wait for the agent either.
  Result<Done> begin(std::uint32_t phase, TimePoint at);
  // As last told. Error: the agent is gone, or has refused.
  Result<Progress> progress();
  Result<Done> end(std::optional<TimePoint> struck, bool interrupted);
  // Waits for what `end` has asked for.
  Result<Phase> result();

 private:
  Result<Done> send(const redial::v1::LoadOrder& order);
  void read();
  template <class Holds>
  Result<Done> wait_for(const Holds& holds);
  Error gone();

  std::string peer_;
  std::unique_ptr<redial::v1::Load::Stub> stub_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<redial::v1::LoadOrder, redial::v1::LoadReport>> stream_;

  std::mutex mutex_;
  std::condition_variable told_;
  bool ended_ = false;  // nothing more will be told
  bool ready_ = false;
  std::optional<Progress> progress_;
  std::optional<std::string> phase_json_;
  std::optional<grpc::Status> status_;  // once finished
  std::thread reader_;
};

}  // namespace redial::load
