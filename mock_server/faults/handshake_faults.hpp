// The faults before the WebSocket is open: in the TLS handshake, and in the answer to the upgrade request.
#pragma once

#include "core/fault/hooks.hpp"

namespace redial::mock_server {

// `none` for kinds of other families.
fault::TlsFlaw tls_flaw_of(fault::FaultKind kind);
// Changes what would have been answered to an upgrade request. False for kinds that do not.
bool on_upgrade(const fault::FaultSpec& spec, fault::UpgradeFate& fate);

}  // namespace redial::mock_server
