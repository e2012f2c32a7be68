// Makes reference clients: our own C++ client, which keeps every documented promise, behind one of the vendor's APIs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agent/ports/client_port.hpp"

namespace redial::agent::reference {

// The API profiles to choose from: control::kApiProfiles.
std::vector<std::string> profiles();

// All clients of a factory share one event loop. The factory must outlive its clients. Any thread.
// Errors: an unknown profile.
Result<std::unique_ptr<ClientFactory>> make_reference_factory(const std::string& profile);

}  // namespace redial::agent::reference
