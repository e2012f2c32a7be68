// The parts of the zoo's table. Each is defined in the file of its family, beside the defects that it lists.
#pragma once

#include <span>

#include "agent/clients/reference/zoo/zoo.hpp"

namespace redial::agent::reference::zoo {

// Whom a defect is for, where that is not every API.
inline constexpr std::string_view kUniapp[] = {"uniapp"};               // return codes, and callbacks instead of listeners
inline constexpr std::string_view kTwoStages[] = {"uniapp", "native"};  // a message store and a time limit
inline constexpr std::string_view kNative[] = {"native"};               // heartbeat levels
inline constexpr std::string_view kJavaScript[] = {"web", "nexconn-web"};

std::span<const DefectInfo> result_defects();
std::span<const DefectInfo> database_defects();
std::span<const DefectInfo> status_defects();
std::span<const DefectInfo> ending_defects();
std::span<const DefectInfo> token_defects();
std::span<const DefectInfo> retry_defects();
std::span<const DefectInfo> time_limit_defects();
std::span<const DefectInfo> heartbeat_defects();
std::span<const DefectInfo> device_defects();
std::span<const DefectInfo> navigation_defects();
std::span<const DefectInfo> socket_defects();
std::span<const DefectInfo> message_defects();
std::span<const DefectInfo> races();

}  // namespace redial::agent::reference::zoo
