// The profiles' table.
#include "agent/clients/reference/profiles.hpp"

#include <algorithm>
#include <utility>

#include "agent/clients/reference/zoo/zoo.hpp"

namespace redial::agent::reference {

std::vector<std::string> profiles() { return {std::begin(control::kApiProfiles), std::end(control::kApiProfiles)}; }

Result<Done> check(const Kind& kind) {
  const auto known = profiles();
  if (std::find(known.begin(), known.end(), kind.profile) == known.end()) {
    std::string advice = "choose";
    for (const std::string& name : known) advice += (name == known.front() ? " " : ", ") + name;
    return Error{"unknown API profile \"" + kind.profile + "\"", "reference client", advice};
  }
  if (kind.defect.empty()) return Done{};
  const DefectInfo* defect = find_defect(kind.defect);
  if (!defect) {
    return Error{"unknown defect \"" + kind.defect + "\"", "reference client", "docs/ZOO.md lists those that exist"};
  }
  if (!applies_to(*defect, kind.profile)) {
    return Error{"no client with the API \"" + kind.profile + "\" can have the defect \"" + kind.defect + "\"",
                 "reference client", "choose profile " + std::string(defect->profiles.front())};
  }
  return Done{};
}

std::unique_ptr<Defect> make_defect(const Kind& kind) { return kind.defect.empty() ? nullptr : find_defect(kind.defect)->make(); }

control::ClientDescription describe(const Kind& kind) {
  control::ClientDescription description;
  description.name = "redial-reference" + (kind.defect.empty() ? "" : "+" + kind.defect);
  description.version = REDIAL_VERSION;
  description.profile = kind.profile;
  description.capabilities = {"listeners",      "send-text",          "tls",         "wire-events", "init",
                              "calls-together", "calls-in-callbacks", "single-tries"};
  if (kind.profile != "native") description.capabilities.push_back("websocket");
  if (kind.profile == "uniapp") description.capabilities.push_back("callback");
  if (kind.profile == "uniapp" || kind.profile == "native") {
    for (const auto* both_can : {"timeout", "device-events", "storage"}) description.capabilities.push_back(both_can);
  }
  if (kind.profile == "native") description.capabilities.push_back("heartbeat-level");
  return description;
}

}  // namespace redial::agent::reference
