// A certificate authority that lives as long as this object: made on the spot, its key never leaves memory, its certificate lies
// in a private directory for clients to trust. It issues server certificates for this machine only and revokes nothing.
#pragma once

#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "net/tls.hpp"

namespace redial::net {

class CertificateAuthority {
 public:
  // Errors: no temporary directory, no entropy.
  static Result<CertificateAuthority> make();
  ~CertificateAuthority();  // removes file and directory
  CertificateAuthority(CertificateAuthority&&) noexcept;
  CertificateAuthority& operator=(CertificateAuthority&&) noexcept;

  // PEM, mode 0600 in a directory of mode 0700.
  const std::string& ca_file() const;

  // Valid for localhost, 127.0.0.1 and ::1, and for `host` too, a name or an IP address.
  Result<TlsContext> issue_server(const std::string& host = "localhost") const;

 private:
  struct Impl;
  explicit CertificateAuthority(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace redial::net
