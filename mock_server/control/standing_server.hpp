// A mock server that stays up for SDKs and app servers of a user's own: one app from the start, the control service beside it,
// and a greeting that says where everything is. Commands and signals are main's business.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "mock_server/control/control_service.hpp"
#include "mock_server/server/mock_server.hpp"

namespace redial::mock_server {

// Events of each app that observers who come later are told.
inline constexpr std::size_t kRememberedEvents = 5000;

struct StandingOptions {
  Options server;
  std::uint16_t control_port = 0;                     // 0: a free one
  control::CreateApp app;                             // AppKey and secret are made where empty
  std::size_t remembered_events = kRememberedEvents;  // of each app, for observers that come later
};

class StandingServer {
 public:
  // Errors: as MockServer::start, create_app and ControlService::start. `version` is told to who asks.
  static Result<StandingServer> start(const StandingOptions& options, const std::string& version);

  // Lines "name value" for a person or a script. AppKey and secret are shown where they were made here, since nobody else knows
  // them, and redacted where they were given.
  std::string greeting() const;
  // HOST:PORT of the control service.
  std::string control_address() const { return control_->address(); }

 private:
  StandingServer() = default;

  std::unique_ptr<MockServer> server_;
  std::unique_ptr<ControlService> control_;  // goes before the server it speaks for
  control::App app_;
  bool made_app_key_ = false, made_secret_ = false;
};

}  // namespace redial::mock_server
