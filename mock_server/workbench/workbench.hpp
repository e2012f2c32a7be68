// The page of `redial serve`: a listener and a loop of its own, so that people looking do not disturb what is looked at. It goes
// through the control service for everything.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.hpp"

namespace redial::mock_server::workbench {

struct WorkbenchOptions {
  std::string address = "127.0.0.1";  // an IP address of this machine
  std::string public_host;            // another name that leads to it; may be empty
  std::uint16_t port = 0;             // 0: a free one
  std::string control_address;        // HOST:PORT of the control service, which must outlive the workbench
};

class Workbench {
 public:
  // Error: an address or port that cannot be listened on.
  static Result<std::unique_ptr<Workbench>> start(const WorkbenchOptions& options);
  ~Workbench();
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;

  // With the key of this start behind the '#': whoever has it, has the server's secrets.
  const std::string& url() const;

 private:
  struct Impl;
  explicit Workbench(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::mock_server::workbench
