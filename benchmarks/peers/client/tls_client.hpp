// How the client begins TLS connections: always anew, or with the ticket that the server gave to the first one.
#pragma once

#include <openssl/ssl.h>

#include <memory>

#include "benchmarks/peers/tls_bytes.hpp"

namespace redial::peers {

class TlsClient {
 public:
  // `resume`: keep the first ticket that a server gives, and offer it from then on.
  explicit TlsClient(bool resume);
  ~TlsClient();
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  TlsBytes begin() const;
  // Has a server given a ticket?
  bool has_ticket() const { return ticket_ != nullptr; }

 private:
  static int on_ticket(SSL* ssl, SSL_SESSION* session);
  static int take_any(X509_STORE_CTX* store, void* argument);

  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  SSL_SESSION* ticket_ = nullptr;
};

}  // namespace redial::peers
