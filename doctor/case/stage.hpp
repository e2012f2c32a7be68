// How far a login gets: the stages that a probe goes through, and where a diagnosis says that it stopped.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/names.hpp"

namespace redial::doctor {

// In this order.
enum class Stage : std::uint8_t {
  token_text,
  name_resolution,
  tcp,
  tls,
  navigation,
  upgrade,  // to WebSocket; the native dialect has none
  login,    // CONNACK
  first_ping,
  online,
};
inline constexpr Named<Stage> kStages[] = {{Stage::token_text, "token text"},
                                           {Stage::name_resolution, "name resolution"},
                                           {Stage::tcp, "TCP"},
                                           {Stage::tls, "TLS"},
                                           {Stage::navigation, "navigation"},
                                           {Stage::upgrade, "WebSocket upgrade"},
                                           {Stage::login, "login"},
                                           {Stage::first_ping, "first ping"},
                                           {Stage::online, "online"}};
constexpr std::string_view to_name(Stage stage) { return name_of(kStages, stage); }

}  // namespace redial::doctor
