// The faults that hold for one connection, together: they change its upgrade, filter its bytes, judge its replies, and wait for
// the moment to strike. It asks and remembers; what a strike does to the connection is its owner's business.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/time/random.hpp"
#include "core/wire/dialect.hpp"
#include "mock_server/faults/fault_plan.hpp"
#include "mock_server/faults/hooks_of.hpp"
#include "mock_server/faults/strike.hpp"
#include "mock_server/faults/times.hpp"

namespace redial::mock_server {

class ConnectionFaults final : public fault::ByteFilter, public fault::ReplyPolicy {
 public:
  // Told of each fault when it first makes a difference to this connection.
  using Fired = std::function<void(const ArmedFault&, TimePoint now)>;
  // `seed`: of what its faults leave to chance.
  ConnectionFaults(wire::Dialect dialect, std::uint64_t seed, Fired fired)
      : dialect_(dialect), random_(seed), fired_(std::move(fired)) {}

  // Ignored if the fault's kind is for the Web alone and the connection is not.
  void bind(const ArmedFault& fault);
  void unbind(std::uint32_t id);
  // False: nothing is bound, and everything passes as it is.
  bool any() const { return !bound_.empty(); }

  // One-shot faults that strike at this moment, or `after` it, and have not struck.
  std::vector<ArmedFault> waiting_for(fault::Moment moment) const;
  // The time has come. Nothing if the fault was unbound meanwhile or has struck.
  std::optional<Strike> strike(std::uint32_t id, TimePoint now);

  // In all of these each fault, in the order of binding, changes what the ones before have made of it.
  fault::UpgradeFate on_upgrade(TimePoint now);
  bool on_chunk(fault::Direction direction, fault::ChunkPlan& plan, TimePoint now) override;
  std::optional<std::vector<fault::Reply>> on_reply(const fault::Reply& reply, TimePoint now) override;

  // Asked for each answer to a query that has a version: true if it is to be lower than the one asked for.
  bool lowers_version(TimePoint now);

 private:
  struct Bound {
    ArmedFault fault;
    Hooks hooks;
    Times times;          // of lowers_version; hooks count by themselves
    bool active = false;  // one-shot faults: since they struck; others: from the start
    bool fired = false;
  };

  void fire(Bound& bound, TimePoint now);

  wire::Dialect dialect_;
  Random random_;
  Fired fired_;
  std::vector<Bound> bound_;
};

}  // namespace redial::mock_server
