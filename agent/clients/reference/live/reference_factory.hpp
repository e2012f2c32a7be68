// Makes live reference clients: our own C++ client over real sockets, behind one of the vendor APIs, healthy or with a defect.
#pragma once

#include <memory>

#include "agent/clients/reference/profiles.hpp"
#include "agent/ports/client_port.hpp"

namespace redial::agent::reference {

// All clients of a factory share one event loop. The factory must outlive its clients. Any thread.
// Errors: an unknown profile or defect.
Result<std::unique_ptr<ClientFactory>> make_reference_factory(const Kind& kind);

}  // namespace redial::agent::reference
