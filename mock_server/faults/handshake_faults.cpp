// See handshake_faults.hpp.
#include "mock_server/faults/handshake_faults.hpp"

namespace redial::mock_server {

using fault::FaultKind;
using fault::TlsFlaw;

TlsFlaw tls_flaw_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::tls_unknown_ca:
      return TlsFlaw::unknown_ca;
    case FaultKind::tls_expired:
      return TlsFlaw::expired;
    case FaultKind::tls_not_yet_valid:
      return TlsFlaw::not_yet_valid;
    case FaultKind::tls_wrong_host:
      return TlsFlaw::wrong_host;
    case FaultKind::tls_old_version:
      return TlsFlaw::old_version;
    case FaultKind::tls_hang:
      return TlsFlaw::hang;
    case FaultKind::tls_cut:
      return TlsFlaw::cut;
    default:
      return TlsFlaw::none;
  }
}

bool on_upgrade(const fault::FaultSpec& spec, fault::UpgradeFate& fate) {
  using End = fault::UpgradeFate::End;
  switch (spec.kind) {
    case FaultKind::upgrade_status:
      fate.http_status = *spec.status;
      return fate.end = End::refused, true;
    case FaultKind::upgrade_hang:
      return fate.end = End::unanswered, true;
    case FaultKind::upgrade_delay:
      return fate.after += *spec.by, true;
    case FaultKind::upgrade_garbage:
      return fate.end = End::garbage, true;
    default:
      return false;
  }
}

}  // namespace redial::mock_server
