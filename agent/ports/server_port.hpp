// The runner's view of a mock server: apps made for one scenario, commands, and what the server observed.
#pragma once

#include <memory>

#include "agent/ports/client_port.hpp"
#include "core/control/server_command.hpp"

namespace redial::agent {

// One app (tenant) of the mock server. Destruction deletes the app.
class AppPort {
 public:
  virtual ~AppPort() = default;
  virtual const control::App& app() const = 0;
  virtual Result<control::ServerReply> perform(const control::ServerCommand& command) = 0;

  // Returns when everything that the server has observed of the app up to now is with the observation sink. Errors: it cannot be
  // reached, or its observations do not come. A server in this process tells what it observes at once.
  virtual Result<Done> catch_up() { return Done{}; }

  // The clock is the whole server's. Null: it is the machine's.
  virtual Clocked* clocked() { return nullptr; }
};

// Thread-safe: scenarios run side by side.
class ServerPort {
 public:
  virtual ~ServerPort() = default;

  // PEM file with the CA that signed the server's certificates.
  virtual std::string ca_file() const = 0;

  // Observations of this app, and the loss of the server (EventKind::server_lost, once, last), go to `sink` until the port is
  // destroyed.
  virtual Result<std::unique_ptr<AppPort>> create_app(const control::CreateApp& app, ObservationSink sink) = 0;
};

}  // namespace redial::agent
