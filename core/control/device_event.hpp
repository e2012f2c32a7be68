// What the system of a device tells its apps, as a closed list. It is news and changes no network: that is a fault's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/names.hpp"

namespace redial::control {

enum class DeviceEvent : std::uint8_t {
  background,      // the app is not on the screen any more
  foreground,      // the app is on the screen again
  network_change,  // another network than before: from Wi-Fi to mobile data
  network_lost,    // no network
  network_back,    // one again
};
// These are the words of scenarios, and the names in events.
inline constexpr Named<DeviceEvent> kDeviceEventNames[] = {{DeviceEvent::background, "background"},
                                                           {DeviceEvent::foreground, "foreground"},
                                                           {DeviceEvent::network_change, "network-change"},
                                                           {DeviceEvent::network_lost, "network-lost"},
                                                           {DeviceEvent::network_back, "network-back"}};
constexpr std::string_view to_name(DeviceEvent event) { return name_of(kDeviceEventNames, event); }
constexpr std::optional<DeviceEvent> device_event_from_name(std::string_view name) { return value_of(kDeviceEventNames, name); }

}  // namespace redial::control
