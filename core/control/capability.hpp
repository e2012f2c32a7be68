// What an agent may or may not be able to do, as a closed list: what agents say they can, scenarios can require.
// docs/ADAPTERS.md has the same rows.
#pragma once

#include <cstdint>

#include "core/base/names.hpp"

namespace redial::control {

enum class Capability : std::uint8_t {
  listeners,
  callback,
  timeout,
  send_text,
  tls,
  wire_events,
  init,
  calls_in_callbacks,
  calls_together,
  single_tries,
  websocket,
  virtual_time,
  device_events,
  heartbeat_level,
  storage,
};
inline constexpr Named<Capability> kCapabilityNames[] = {
    {Capability::listeners, "listeners"},
    {Capability::callback, "callback"},
    {Capability::timeout, "timeout"},
    {Capability::send_text, "send-text"},
    {Capability::tls, "tls"},
    {Capability::wire_events, "wire-events"},
    {Capability::init, "init"},
    {Capability::calls_in_callbacks, "calls-in-callbacks"},
    {Capability::calls_together, "calls-together"},
    {Capability::single_tries, "single-tries"},
    {Capability::websocket, "websocket"},
    {Capability::virtual_time, "virtual-time"},
    {Capability::device_events, "device-events"},
    {Capability::heartbeat_level, "heartbeat-level"},
    {Capability::storage, "storage"},
};
constexpr std::string_view to_name(Capability capability) { return name_of(kCapabilityNames, capability); }

}  // namespace redial::control
