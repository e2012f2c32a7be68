// Whether a FaultSpec can mean anything: shared by whoever reads one (scenario files, the control service) and the server that
// arms it. It does not look at what is already armed.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "core/base/result.hpp"
#include "core/fault/fault_spec.hpp"
#include "core/wire/bytes.hpp"

namespace redial::fault {

inline constexpr std::size_t kMaxFaultNameBytes = 64;
// For `by`, `after` and `lasts`: longer than any run.
inline constexpr Duration kMaxFaultTime = std::chrono::hours(1);
// For `status`: HTTP statuses that end an exchange, what fits the protocol's status fields, close codes (RFC 6455 §7.4.2; the
// reserved ones too), and the vendor's codes of five digits.
inline constexpr std::int32_t kMinHttpStatus = 200, kMaxHttpStatus = 599;
inline constexpr std::int32_t kMaxWireStatus = 255;
inline constexpr std::int32_t kMaxAckStatus = 65535;
inline constexpr std::int32_t kMinCloseCode = 1000, kMaxCloseCode = 4999;
inline constexpr std::int32_t kMaxBodyCode = 99999;
// For `bytes`: what a test waits for or keeps in memory, and more than any message has.
inline constexpr std::uint32_t kMaxFaultBytes = 16u << 20;
inline constexpr std::uint32_t kMinOversizedFrame = wire::kMaxMessageBytes + 1;
// For `times`.
inline constexpr std::uint32_t kMaxFaultTimes = 1'000'000;

// The parameters that the kind takes are there and in range, the others are untouched, and the scope can be met.
// `where` of the error is the field's name in FaultSpec, `advice` what is allowed there.
Result<Done> validate(const FaultSpec& spec);

}  // namespace redial::fault
