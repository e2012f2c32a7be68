// The vendor APIs that a reference client can stand behind, by name, and what such a client says of itself.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agent/clients/reference/api_profile.hpp"
#include "agent/clients/reference/defect.hpp"
#include "core/base/result.hpp"
#include "core/control/client_command.hpp"

namespace redial::agent::reference {

// The API profiles to choose from: control::kApiProfiles.
std::vector<std::string> profiles();

// A client of ours, by what a user may ask for.
struct Kind {
  std::string profile;
  std::string defect;  // its name in the zoo; empty: healthy
};

// Errors: an unknown profile or defect.
Result<Done> check(const Kind& kind);

// A fresh one for one client; null for a healthy kind. Precondition: check(kind).
std::unique_ptr<Defect> make_defect(const Kind& kind);

// Name, version, profile and capabilities; host and clock are filled in by where it lives.
control::ClientDescription describe(const Kind& kind);

}  // namespace redial::agent::reference
