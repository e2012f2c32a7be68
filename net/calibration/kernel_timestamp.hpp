// When the kernel says that bytes arrived, beside when they were read: receive timestamps in software (SO_TIMESTAMPING), which a
// kernel or a sandbox may not give. It knows the form of control messages and no connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace redial::net {

// Since 1970, by CLOCK_REALTIME.
using KernelTimestamp = std::chrono::nanoseconds;

// Asks the kernel to stamp what this socket receives. False: it does not.
bool ask_for_timestamps(int socket);

struct Received {
  std::ptrdiff_t size = 0;                   // as recv() tells it: 0 at the end, -1 with errno where there is nothing, or trouble
  std::optional<KernelTimestamp> timestamp;  // of the last byte
};

// Reads what is there into `buffer`.
Received receive_with_timestamp(int socket, std::span<std::uint8_t> buffer);

// The software timestamp among control messages as recvmsg() fills them in. Nothing: none is there, it is damaged, or zero, which
// the kernel writes where it has none.
std::optional<KernelTimestamp> timestamp_in(std::span<const std::uint8_t> control);

}  // namespace redial::net
