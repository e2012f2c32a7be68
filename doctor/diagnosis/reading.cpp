// See reading.hpp.
#include "doctor/diagnosis/reading.hpp"

#include "core/session/connection_codes.hpp"

namespace redial::doctor {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;
namespace code = session::code;

namespace {

std::optional<std::int32_t> named_after(ConnectionStatus status) {
  switch (status) {
    case ConnectionStatus::token_incorrect:
      return code::kTokenIncorrect;
    case ConnectionStatus::kicked:
      return code::kKicked;
    case ConnectionStatus::blocked:
      return code::kUserBlocked;
    case ConnectionStatus::timeout:
      return code::kConnectTimeout;
    case ConnectionStatus::suspended:
      return code::kSocketClosed;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<std::int32_t> told_code(const Event& event) {
  std::optional<std::int32_t> told;
  if (event.kind == EventKind::result && event.name == "connect") told = event.code;
  // An API that refuses a call at once says so when it gives back control.
  if (event.kind == EventKind::call_returned && event.name == "connect") told = event.code;
  if (event.kind == EventKind::status) told = event.code && event.code != code::kOk ? event.code : named_after(event.status);
  const bool trouble = told && *told != code::kOk && *told != code::kDisconnectedByApp;
  return trouble ? told : std::nullopt;
}

bool tells_online(const Event& event) {
  if (event.kind == EventKind::status) return event.status == ConnectionStatus::connected;
  return event.kind == EventKind::result && event.name == "connect" && event.code == code::kOk;
}

bool ends_by_app(const Event& event) {
  const bool called = event.kind == EventKind::call && (event.name == "disconnect" || event.name == "destroy");
  return called || event.kind == EventKind::app_restarted || event.kind == EventKind::client_destroyed;
}

}  // namespace redial::doctor
