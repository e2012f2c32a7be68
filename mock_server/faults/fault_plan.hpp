// The armed faults of one app, and which of them the next connection, TLS handshake or navigation request falls
// under. It counts; it strikes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/fault/fault_spec.hpp"

namespace redial::mock_server {

// More than this at a time are refused.
inline constexpr std::size_t kMaxArmedFaults = 64;

struct ArmedFault {
  std::uint32_t id = 0;       // from 1, never reused in a plan
  fault::FaultSpec spec;      // its name is never empty
  std::uint32_t counted = 0;  // connections (handshakes, requests) since the arming
};

class FaultPlan {
 public:
  // Errors: what fault::validate says, a name that is armed already, kMaxArmedFaults.
  Result<ArmedFault> arm(fault::FaultSpec spec);

  // An id for a fault that is not of the plan.
  std::uint32_t take_id() { return ++last_id_; }
  const std::vector<ArmedFault>& armed() const { return armed_; }

  // Disarms and gives back what was armed under that name (everything when empty), or under that id.
  std::vector<ArmedFault> clear(std::string_view name);
  std::optional<ArmedFault> clear(std::uint32_t id);

  // Counts a connection and says which faults hold for it. Once with an empty `user` when it is accepted, which counts for the
  // faults of all users; once more, as soon as its token tells the user, for the faults of that user.
  std::vector<ArmedFault> count_connection(std::string_view user);
  // Counts a TLS handshake on a listener of that plane, chat or navigation.
  std::vector<ArmedFault> count_handshake(fault::Plane plane);
  // Counts a navigation request, whose user (empty if unknown) stands in the token.
  std::vector<ArmedFault> count_request(std::string_view user);

 private:
  std::uint32_t last_id_ = 0;
  std::vector<ArmedFault> armed_;  // in order of arming
};

// Does it concern connections that are alive when it is armed? `Moment::now` strikes them; a lasting fault without a count covers
// them.
bool concerns_live_connections(const fault::FaultSpec& spec);
// True when, struck once, it has nothing left to do: `Moment::now`, and nothing that goes on.
bool is_spent_once_struck(const fault::FaultSpec& spec);

}  // namespace redial::mock_server
