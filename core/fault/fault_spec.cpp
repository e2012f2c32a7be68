// The table of fault kinds: what each does, what causes it in production, which parameters it takes.
#include "core/fault/fault_spec.hpp"

#include <algorithm>

namespace redial::fault {
namespace {

constexpr FaultKindInfo kKinds[] = {
    {.kind = FaultKind::refuse,
     .name = "refuse",
     .meaning = "nobody listens: TCP connections are refused",
     .cause = "the server process is down, or a firewall rejects the port",
     .takes_plane = true},
    {.kind = FaultKind::reset,
     .name = "reset",
     .meaning = "the connection ends with a TCP reset",
     .cause = "a crashed server, an expired NAT or load-balancer entry, a carrier that injects resets",
     .takes_moment = true},
    {.kind = FaultKind::close,
     .name = "close",
     .meaning = "the connection ends gracefully: WebSocket close frame, then FIN",
     .cause = "a server that is being drained for a deployment",
     .takes_moment = true},
    {.kind = FaultKind::blackhole,
     .name = "blackhole",
     .meaning = "the connection stays up and nothing more passes, either way",
     .cause = "a network switch without notice, a dead link, a frozen server: a half-open connection",
     .takes_moment = true},
    {.kind = FaultKind::delay,
     .name = "delay",
     .meaning = "every chunk arrives later",
     .cause = "a slow or distant network, a queue that has filled up",
     .takes_by = true,
     .takes_direction = true},
    {.kind = FaultKind::navigation_status,
     .name = "navigation-status",
     .meaning = "navigation answers with an HTTP status",
     .cause = "a navigation service that is overloaded, misrouted or refuses the token",
     .takes_status = true},
    {.kind = FaultKind::navigation_garbage,
     .name = "navigation-garbage",
     .meaning = "navigation answers 200 with a body that is no navigation answer",
     .cause = "a captive portal or a proxy that answers in the service's place"},
    {.kind = FaultKind::navigation_hang,
     .name = "navigation-hang",
     .meaning = "navigation accepts the request and never answers",
     .cause = "a navigation service that is stuck behind its own dependencies"},
    {.kind = FaultKind::connack_withhold,
     .name = "connack-withhold",
     .meaning = "no CONNACK, ever",
     .cause = "a login service that is stuck, a proxy that swallows the first message"},
    {.kind = FaultKind::connack_delay,
     .name = "connack-delay",
     .meaning = "CONNACK comes later",
     .cause = "a login storm after an outage",
     .takes_by = true},
    {.kind = FaultKind::connack_status,
     .name = "connack-status",
     .meaning = "CONNACK carries a status, whatever the token says",
     .cause = "a server-side decision that the client has to live with: quota, blocked app, redirect",
     .takes_status = true},
    {.kind = FaultKind::disconnect,
     .name = "disconnect",
     .meaning = "DISCONNECT with a status, then close",
     .cause = "a kick, a ban, an expired token, or a move to another node",
     .takes_status = true,
     .takes_moment = true},
    {.kind = FaultKind::ping_unanswered,
     .name = "ping-unanswered",
     .meaning = "PINGREQ gets no PINGRESP",
     .cause = "a server that holds connections and no longer serves them"},
};

}  // namespace

std::span<const FaultKindInfo> all_fault_kinds() { return kKinds; }

const FaultKindInfo& describe(FaultKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<FaultKind> fault_kind_from_name(std::string_view name) {
  const auto info = std::ranges::find(kKinds, name, &FaultKindInfo::name);
  if (info == std::end(kKinds)) return std::nullopt;
  return info->kind;
}

}  // namespace redial::fault
