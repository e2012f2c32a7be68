// See network_fault.hpp. A table: the failure, and the kinds of fault that look like it at navigation and at the chat server.
#include "doctor/reproduction/network_fault.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace redial::doctor {
namespace {

struct Row {
  Failure how;
  std::string_view navigation, chat;  // empty: none
};
constexpr std::array kRows{Row{Failure::name_not_resolved, "refuse", "refuse"},
                           Row{Failure::unreachable, "refuse", "refuse"},
                           Row{Failure::refused, "refuse", "refuse"},
                           Row{Failure::timed_out, "navigation-hang", "upgrade-hang"},
                           Row{Failure::reset, "navigation-reset", "reset"},
                           Row{Failure::closed, "navigation-close", "close"},
                           Row{Failure::certificate_expired, "tls-expired", "tls-expired"},
                           Row{Failure::certificate_not_yet_valid, "tls-not-yet-valid", "tls-not-yet-valid"},
                           Row{Failure::certificate_dates, "tls-expired", "tls-expired"},
                           Row{Failure::certificate_untrusted, "tls-unknown-ca", "tls-unknown-ca"},
                           Row{Failure::certificate_host_mismatch, "tls-wrong-host", "tls-wrong-host"},
                           Row{Failure::tls_version, "tls-old-version", "tls-old-version"},
                           Row{Failure::tls_failed, "tls-cut", "tls-cut"},
                           Row{Failure::silent, "navigation-hang", "upgrade-hang"},
                           Row{Failure::http_status, "navigation-status", "upgrade-status"},
                           Row{Failure::unusable, "navigation-garbage", "upgrade-garbage"},
                           Row{Failure::blocked, "navigation-no-cors", ""},
                           Row{Failure::unknown, "refuse", "refuse"}};

bool takes_plane(std::string_view kind) { return kind == "refuse" || kind.starts_with("tls-"); }
bool takes_moment(std::string_view kind) { return kind == "reset" || kind == "close"; }
bool takes_status(std::string_view kind) { return kind.ends_with("-status"); }

}  // namespace

std::optional<NetworkFault> fault_of(const Attempt& failed) {
  if (failed.opened && failed.failure == Failure::silent)
    return NetworkFault{"connack-withhold", step("fault", {{"kind", text("connack-withhold")}})};
  const bool at_navigation = failed.what == Attempt::What::navigation;
  const auto row = std::ranges::find(kRows, failed.failure, &Row::how);
  if (row == kRows.end()) return std::nullopt;
  const std::string_view kind = at_navigation ? row->navigation : row->chat;
  if (kind.empty()) return std::nullopt;
  std::vector<Field> fields{{"kind", text(std::string(kind))}};
  if (takes_plane(kind)) fields.emplace_back("plane", text(at_navigation ? "navigation" : "chat"));
  if (takes_moment(kind)) fields.emplace_back("moment", text(failed.opened ? "open" : "accept"));
  if (takes_status(kind) && failed.status) fields.emplace_back("status", number(*failed.status));
  return NetworkFault{std::string(kind), step("fault", std::move(fields)), kind.starts_with("tls-")};
}

NetworkFault one_navigator_down() {
  const std::string kind = "navigation-reset";
  return {kind, step("fault", {{"kind", text(kind)}, {"times", number(1)}})};
}

}  // namespace redial::doctor
