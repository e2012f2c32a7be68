// The faults that hold for one connection, together: they filter its bytes, judge its replies, and wait for the moment to strike.
// It asks and remembers; ending the connection is its owner's business.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <variant>
#include <vector>

#include "mock_server/faults/fault_plan.hpp"
#include "mock_server/faults/hooks_of.hpp"

namespace redial::mock_server {

// What the owner has to do when a one-shot fault strikes.
struct ResetConnection {};
struct CloseConnection {};
struct SendDisconnect {
  std::uint8_t status = 0;
};
struct GoSilent {};  // nothing: from now on the byte filter holds everything
using Strike = std::variant<ResetConnection, CloseConnection, SendDisconnect, GoSilent>;

class ConnectionFaults final : public fault::ByteFilter, public fault::ReplyPolicy {
 public:
  // Told of each fault when it first makes a difference to this connection.
  using Fired = std::function<void(const ArmedFault&, TimePoint now)>;
  explicit ConnectionFaults(Fired fired) : fired_(std::move(fired)) {}

  void bind(const ArmedFault& fault);
  void unbind(std::uint32_t id);

  // One-shot faults that strike at this moment, or `after` it, and have not struck.
  std::vector<ArmedFault> waiting_for(fault::Moment moment) const;
  // The time has come. Nothing if the fault was unbound meanwhile or has struck.
  std::optional<Strike> strike(std::uint32_t id, TimePoint now);

  // Delays add up; one that holds beats them all.
  fault::ChunkFate on_chunk(fault::Direction direction, std::size_t size, TimePoint now) override;
  // The fault armed first decides among those that object.
  fault::ReplyFate on_reply(const wire::ServerMessage& message, TimePoint now) override;

 private:
  struct Bound {
    ArmedFault fault;
    Hooks hooks;
    bool active = false;  // one-shot faults: since they struck; others: from the start
    bool fired = false;
  };

  void fire(Bound& bound, TimePoint now);

  Fired fired_;
  std::vector<Bound> bound_;
};

}  // namespace redial::mock_server
