// Whether a FaultSpec can mean anything: shared by whoever reads one (scenario files, the control service) and the server that
// arms it. It does not look at what is already armed.
#pragma once

#include <chrono>
#include <cstddef>

#include "core/base/result.hpp"
#include "core/fault/fault_spec.hpp"

namespace redial::fault {

inline constexpr std::size_t kMaxFaultNameBytes = 64;
// For `by`, `after` and `lasts`: longer than any run.
inline constexpr Duration kMaxFaultTime = std::chrono::hours(1);
// HTTP statuses that end an exchange, and what fits the protocol's status byte.
inline constexpr std::int32_t kMinHttpStatus = 200, kMaxHttpStatus = 599;
inline constexpr std::int32_t kMaxWireStatus = 255;

// The parameters that the kind takes are there and in range, the others are untouched, and the scope can be met.
// `where` of the error is the field's name in FaultSpec, `advice` what is allowed there.
Result<Done> validate(const FaultSpec& spec);

}  // namespace redial::fault
