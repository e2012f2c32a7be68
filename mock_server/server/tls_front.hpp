// The server's side of TLS for all listeners: the good certificate, and the handshakes that go wrong as a fault wants.
#pragma once

#include <map>
#include <memory>

#include "core/base/result.hpp"
#include "core/fault/hooks.hpp"
#include "net/certificate_authority.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"

namespace redial::mock_server {

class TlsFront {
 public:
  // `issuer` makes the certificates that are wrong in one point; only if clients trust it is that the point they complain about.
  // Errors: as CertificateAuthority.
  // With `tells_secrets`, `on_secret` of `serve` is called.
  static Result<TlsFront> make(net::TlsContext good, const net::CertificateAuthority& issuer, bool tells_secrets);

  // Loop thread, as all of net/.
  std::unique_ptr<net::ByteStream> serve(net::Loop& loop, std::unique_ptr<net::ByteStream> stream, fault::TlsFlaw flaw,
                                         net::OnSecret on_secret) const;

 private:
  explicit TlsFront(std::map<fault::TlsFlaw, net::TlsContext> contexts) : contexts_(std::move(contexts)) {}

  std::map<fault::TlsFlaw, net::TlsContext> contexts_;  // of every flaw that has a certificate to show
};

}  // namespace redial::mock_server
