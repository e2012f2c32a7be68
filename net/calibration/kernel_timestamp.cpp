// Documented in the kernel's Documentation/networking/timestamping.rst: a message of level SOL_SOCKET and type SCM_TIMESTAMPING
// holds three times, of which the first is that of software.
#include "net/calibration/kernel_timestamp.hpp"

#include <linux/errqueue.h>
#include <linux/net_tstamp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace redial::net {

bool ask_for_timestamps(int socket) {
  const int wanted = SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE;
  return setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPING, &wanted, sizeof wanted) == 0;
}

Received receive_with_timestamp(int socket, std::span<std::uint8_t> buffer) {
  alignas(cmsghdr) std::array<std::uint8_t, 256> control{};
  iovec into{buffer.data(), buffer.size()};
  msghdr message{};
  message.msg_iov = &into;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t size = recvmsg(socket, &message, MSG_DONTWAIT);
  if (size <= 0) return {size, std::nullopt};
  return {size, timestamp_in(std::span(control).first(message.msg_controllen))};
}

std::optional<KernelTimestamp> timestamp_in(std::span<const std::uint8_t> control) {
  constexpr std::size_t kHeader = CMSG_LEN(0);
  while (control.size() >= kHeader) {
    cmsghdr header;
    std::memcpy(&header, control.data(), sizeof header);
    if (header.cmsg_len < kHeader || header.cmsg_len > control.size()) return std::nullopt;
    if (header.cmsg_level == SOL_SOCKET && header.cmsg_type == SCM_TIMESTAMPING) {
      scm_timestamping times;
      if (header.cmsg_len < CMSG_LEN(sizeof times)) return std::nullopt;
      std::memcpy(&times, control.data() + kHeader, sizeof times);
      const KernelTimestamp found = std::chrono::seconds(times.ts[0].tv_sec) + std::chrono::nanoseconds(times.ts[0].tv_nsec);
      if (found == KernelTimestamp::zero()) return std::nullopt;
      return found;
    }
    control = control.subspan(std::min(CMSG_ALIGN(header.cmsg_len), control.size()));
  }
  return std::nullopt;
}

}  // namespace redial::net
