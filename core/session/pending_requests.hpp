// The requests of one connection that wait for an answer: numbered from 1, given up after a while. It sends nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "core/time/time.hpp"
#include "core/wire/messages.hpp"

namespace redial::session::client {

struct PendingRequest {
  enum class Kind : std::uint8_t { publish, query } kind{};
  std::uint32_t request = 0;  // the caller's number
  TimePoint deadline{};
};

class PendingRequests {
 public:
  // The number for the wire. Deadlines must not decrease from call to call.
  wire::MessageId add(PendingRequest request);

  // The request that an answer to `id` belongs to; nothing when it is unknown or of the other kind.
  std::optional<PendingRequest> take(wire::MessageId id, PendingRequest::Kind kind);

  // Those whose deadline has come, oldest first.
  std::vector<PendingRequest> take_expired(TimePoint now);

  std::optional<TimePoint> next_deadline() const;

  // A new connection: everything still waiting is handed back, and numbers continue behind `last_id`.
  std::vector<PendingRequest> restart(wire::MessageId last_id = 0);

 private:
  struct Entry {
    wire::MessageId id;
    PendingRequest request;
  };
  std::deque<Entry> entries_;  // oldest first
  wire::MessageId last_id_ = 0;
};

}  // namespace redial::session::client
