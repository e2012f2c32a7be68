// See hooks_of.hpp.
#include "mock_server/faults/hooks_of.hpp"

#include "mock_server/faults/blackhole.hpp"
#include "mock_server/faults/connack_faults.hpp"
#include "mock_server/faults/delay.hpp"
#include "mock_server/faults/navigation_faults.hpp"
#include "mock_server/faults/ping_unanswered.hpp"

namespace redial::mock_server {

Hooks hooks_of(const fault::FaultSpec& spec) {
  using fault::FaultKind;
  switch (spec.kind) {
    case FaultKind::blackhole:
      return {.bytes = std::make_unique<Blackhole>()};
    case FaultKind::delay:
      return {.bytes = std::make_unique<Delay>(*spec.by, spec.direction)};
    case FaultKind::connack_withhold:
      return {.replies = std::make_unique<ConnAckWithheld>()};
    case FaultKind::connack_delay:
      return {.replies = std::make_unique<ConnAckDelayed>(*spec.by)};
    case FaultKind::connack_status:
      return {.replies = std::make_unique<ConnAckStatus>(static_cast<std::uint8_t>(*spec.status))};
    case FaultKind::ping_unanswered:
      return {.replies = std::make_unique<PingUnanswered>()};
    case FaultKind::navigation_status:
      return {.navigation = std::make_unique<NavigationStatus>(*spec.status)};
    case FaultKind::navigation_garbage:
      return {.navigation = std::make_unique<NavigationGarbage>()};
    case FaultKind::navigation_hang:
      return {.navigation = std::make_unique<NavigationHang>()};
    case FaultKind::refuse:
    case FaultKind::reset:
    case FaultKind::close:
    case FaultKind::disconnect:
      break;
  }
  return {};
}

}  // namespace redial::mock_server
