// Where a reference client lives: its clock, timers, network, message store, and whoever observes it. The client itself is pure.
// Implementations call nothing of the client inside these calls; what comes of them comes later, as ReferenceClient::on_….
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "agent/clients/reference/local_data.hpp"
#include "agent/clients/reference/requests.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/control/client_command.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"
#include "core/wire/bytes.hpp"
#include "payload/chat_payloads.hpp"

namespace redial::agent::reference {

using TimerId = std::uint32_t;

class Surroundings : public LocalData {
 public:
  virtual ~Surroundings() = default;

  virtual TimePoint now() const = 0;

  // Fires once, as on_timer. Starting a timer that runs replaces it; cancelling one that does not run is allowed.
  virtual void start_timer(TimerId timer, Duration delay) = 0;
  virtual void cancel_timer(TimerId timer) = 0;

  // Ends in one on_navigation, at the latest after `call.timeout`, unless the next question replaces this one.
  virtual void ask_navigation(std::uint32_t question, const NavigationCall& call) = 0;

  // `url`: ws or wss, with the token, or tcp or tls. Ends in on_opened or on_failed, unless `close` gives it up before. An open
  // socket ends in one on_closed, whoever closed it.
  virtual void dial(Epoch epoch, const std::string& url) = 0;
  virtual void send(Epoch epoch, const wire::Bytes& message) = 0;  // precondition: open
  virtual void close(Epoch epoch) = 0;                             // gracefully where open; precondition: dialled

  // Keeps it in the store opened last, and says whether it was new there; it is if no store is open.
  virtual Result<bool> keep(const payload::TextMessage& message) = 0;
  // Errors: there is no database to overwrite or delete.
  virtual Result<Done> set_storage(control::StorageCondition condition) = 0;

  virtual void observe(trace::Event event) = 0;

  // The client is destroyed, or its process killed: timers, questions, sockets and the open store go at once, and nothing comes
  // in of them any more.
  virtual void end() = 0;
};

}  // namespace redial::agent::reference
