// The profiles' table.
#include "agent/clients/reference/profiles.hpp"

#include <algorithm>
#include <utility>

#include "agent/clients/reference/zoo/zoo.hpp"

namespace redial::agent::reference {

std::vector<std::string> profiles() { return {"uniapp", "web"}; }

std::unique_ptr<ApiProfile> make_api_profile(const std::string& profile, OpenDatabase open_database) {
  return profile == "web" ? make_web_api() : make_uniapp_api(std::move(open_database));
}

Result<Done> check(const Kind& kind) {
  const auto known = profiles();
  if (std::find(known.begin(), known.end(), kind.profile) == known.end()) {
    return Error{"unknown API profile \"" + kind.profile + "\"", "reference client", "choose uniapp or web"};
  }
  if (kind.defect.empty()) return Done{};
  const DefectInfo* defect = find_defect(kind.defect);
  if (!defect) {
    return Error{"unknown defect \"" + kind.defect + "\"", "reference client", "docs/ZOO.md lists those that exist"};
  }
  if (!applies_to(*defect, kind.profile)) {
    return Error{"defect \"" + kind.defect + "\" needs the " + std::string(defect->profile) + " API", "reference client",
                 "choose profile " + std::string(defect->profile)};
  }
  return Done{};
}

std::unique_ptr<Defect> make_defect(const Kind& kind) { return kind.defect.empty() ? nullptr : find_defect(kind.defect)->make(); }

control::ClientDescription describe(const Kind& kind) {
  control::ClientDescription description;
  description.name = "redial-reference" + (kind.defect.empty() ? "" : "+" + kind.defect);
  description.version = REDIAL_VERSION;
  description.profile = kind.profile;
  description.capabilities = {"listeners", "send-text", "tls", "wire-events", "init", "calls-together", "calls-in-callbacks"};
  if (kind.profile == "uniapp") description.capabilities.insert(description.capabilities.end(), {"callback", "timeout"});
  return description;
}

}  // namespace redial::agent::reference
