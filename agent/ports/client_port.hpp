// The runner's view of a client under test, whatever drives it: a remote agent, the reference client, a simulated one.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "agent/ports/clocked.hpp"
#include "core/base/result.hpp"
#include "core/control/client_command.hpp"
#include "core/trace/event.hpp"

namespace redial::agent {

// Where observations go. Must be callable from any thread, must not block, and must not call back into the port.
using ObservationSink = std::function<void(trace::Event)>;

// One client under test. Destruction ends the client and returns when nothing of it is left.
class ClientPort {
 public:
  virtual ~ClientPort() = default;

  // Carries the command out and returns what the API call gave back at once; outcomes arrive as observations.
  // An error means that the agent could not be reached or refused the command, never that the SDK said no.
  virtual Result<control::ClientReply> perform(const control::ClientCommand& command) = 0;

  // Returns when everything that has been observed of the client up to now is with the observation sink; at once after its crash,
  // and where its agent cannot tell. Errors: the agent cannot be reached, or its observations do not come. A client in this
  // process tells what is observed of it at once.
  virtual Result<Done> catch_up() { return Done{}; }

  // Null: its clock is its own.
  virtual Clocked* clocked() { return nullptr; }
};

// Makes clients of one kind. Thread-safe: scenarios run side by side.
class ClientFactory {
 public:
  virtual ~ClientFactory() = default;

  virtual Result<control::ClientDescription> describe() = 0;

  // Observations of this client, and the loss of it (EventKind::agent_lost, once, last), go to `sink` until the port is
  // destroyed.
  virtual Result<std::unique_ptr<ClientPort>> create(const control::CreateClient& client, ObservationSink sink) = 0;
};

}  // namespace redial::agent
