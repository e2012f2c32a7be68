// See navigation_fault.hpp.
#include "mock_server/faults/navigation_fault.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace redial::mock_server {
namespace {

using End = fault::NavigationFate::End;
using fault::NavigationDraft;
using wire::ChatAddress;

// Keeps method and body.
constexpr int kTemporaryRedirect = 307;
constexpr std::string_view kCaptivePortal = "<!doctype html><title>Sign in to this network</title>";
constexpr std::string_view kWrongTypes =
    R"({"code":"200","userId":17,"openHistoryMsg":"no","openAnti":[],"serverAddr":{"addr":1,"weight":"heavy"}})";

std::string code_alone(int code) { return "{\"code\":" + std::to_string(code) + "}"; }

void redirect(NavigationDraft& draft) {
  draft.fate.http_status = kTemporaryRedirect;
  draft.fate.location = std::string(kMovedPrefix) + draft.path;
  draft.body = "";
}

// On the host of the first good address: "127.0.0.1:9001/2" gives "127.0.0.1:2". It outweighs the good ones.
ChatAddress dead_address(const std::vector<ChatAddress>& good) {
  ChatAddress dead = good.front();
  for (const ChatAddress& address : good) dead.weight = std::max(dead.weight, address.weight + 1);
  const std::string host_and_port = dead.address.substr(0, dead.address.find('/'));
  dead.address = host_and_port.substr(0, host_and_port.rfind(':')) + ":" + std::to_string(kDeadPort);
  return dead;
}

}  // namespace

bool NavigationFault::on_navigation(NavigationDraft& draft) {
  using fault::FaultKind;
  std::vector<ChatAddress>& addresses = draft.answer.addresses;
  switch (spec_.kind) {
    case FaultKind::navigation_reset:
      return draft.fate.end = End::reset, true;
    case FaultKind::navigation_close:
      return draft.fate.end = End::closed, true;
    case FaultKind::navigation_hang:
      return draft.fate.end = End::unanswered, true;
    case FaultKind::navigation_truncated:
      return draft.fate.end = End::truncated, true;
    case FaultKind::navigation_delay:
      return draft.fate.after += *spec_.by, true;
    case FaultKind::navigation_status:
      draft.fate.http_status = *spec_.status;
      return draft.body = code_alone(*spec_.status), true;
    case FaultKind::navigation_redirect:
      if (draft.path.starts_with(kMovedPrefix)) return false;
      return redirect(draft), true;
    case FaultKind::navigation_code:
      return draft.body = code_alone(*spec_.status), true;
    case FaultKind::navigation_garbage:
      return draft.body = kCaptivePortal, true;
    case FaultKind::navigation_empty:
      return draft.body = "", true;
    case FaultKind::navigation_oversized:
      return draft.least_bytes = *spec_.bytes, true;
    case FaultKind::navigation_wrong_types:
      return draft.body = kWrongTypes, true;
    case FaultKind::navigation_no_address:
      return addresses.clear(), true;
    case FaultKind::navigation_dead_address:
      if (!addresses.empty()) addresses = {dead_address(addresses)};
      return true;
    case FaultKind::navigation_stale_address:
      if (!addresses.empty()) addresses.insert(addresses.begin(), dead_address(addresses));
      return true;
    case FaultKind::navigation_no_cors:
      return draft.fate.with_cors = false, true;
    case FaultKind::navigation_other_user:
      return draft.answer.user = kOtherUser, true;
    default:
      return false;
  }
}

}  // namespace redial::mock_server
