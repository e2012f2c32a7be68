// A certificate authority that lives as long as this object: made on the spot, its key never leaves memory, its certificate lies
// in a private directory for clients to trust. It issues server certificates for this machine only and revokes nothing.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/time/time.hpp"
#include "net/tls.hpp"

namespace redial::net {

// What a server certificate says of itself; good by default.
struct ServerCertificate {
  std::string host = "localhost";  // a name or an IP address
  bool for_this_machine = true;    // good for localhost, 127.0.0.1 and ::1 too
  // From now. It begins early because clocks differ, and lasts as long as a standing server, with room to spare.
  Duration valid_from = -std::chrono::days(1);
  Duration valid_until = std::chrono::days(365);
};

class CertificateAuthority {
 public:
  // Errors: no temporary directory, no entropy.
  static Result<CertificateAuthority> make();
  ~CertificateAuthority();  // removes file and directory
  CertificateAuthority(CertificateAuthority&&) noexcept;
  CertificateAuthority& operator=(CertificateAuthority&&) noexcept;

  // PEM, mode 0600 in a directory of mode 0700.
  const std::string& ca_file() const;

  // Errors: no entropy, a host that is neither a name nor an address.
  Result<TlsContext> issue_server(const ServerCertificate& wanted = {}, TlsVersions versions = TlsVersions::modern) const;

 private:
  struct Impl;
  explicit CertificateAuthority(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::net
