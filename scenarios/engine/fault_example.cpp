// See fault_example.hpp.
#include "scenarios/engine/fault_example.hpp"

#include <string_view>

namespace redial::scenarios {
namespace {

using fault::FaultKind;
using fault::FaultKindInfo;

std::string_view status_of(const FaultKindInfo& info) {
  switch (info.status) {
    case fault::StatusRange::http:
      return "503";
    case fault::StatusRange::wire:
      return "4";
    case fault::StatusRange::ack:
      return "23406";
    case fault::StatusRange::close:
      return "1001";
    case fault::StatusRange::body:
      return "31004";
    case fault::StatusRange::none:
      break;
  }
  return "";
}

std::string_view bytes_of(const FaultKindInfo& info) {
  switch (info.kind) {
    case FaultKind::oversized_frame:
    case FaultKind::navigation_oversized:
      return "2000000";
    case FaultKind::slice:
      return "1";
    case FaultKind::fragments:
      return "8";
    default:
      return "500";
  }
}

}  // namespace

std::string example_step(const FaultKindInfo& info) {
  std::string parameters;
  const auto add = [&](std::string_view name, std::string_view value) {
    parameters += ", " + std::string(name) + ": " + std::string(value);
  };
  if (info.takes_by) add("by", "2 s");
  if (info.status != fault::StatusRange::none) add("status", status_of(info));
  if (info.takes_bytes) add("bytes", bytes_of(info));
  const std::string kind(info.name);
  return parameters.empty() ? "fault: " + kind : "fault: {kind: " + kind + parameters + "}";
}

}  // namespace redial::scenarios
