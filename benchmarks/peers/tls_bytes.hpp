// One TLS connection as bytes in and bytes out, without a socket: what both the client and the bare server stand on, so that all
// that a handshake has to say at one moment leaves in one write. It checks no certificate: the logins are on loopback.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

namespace redial::peers {

class TlsBytes {
 public:
  enum class State { shaking_hands, open, failed };

  // `ssl`: fresh, connecting or accepting, owned from here on.
  explicit TlsBytes(SSL* ssl);

  // Takes what the socket has brought, which may be nothing, and appends what it says in the clear. One thread, as all here.
  State feed(std::string_view bytes, std::string& clear);
  // Precondition: feed has returned `open`. False: the connection cannot go on.
  bool say(std::string_view clear);
  // What is to be written to the socket, until the next call of this object.
  std::string_view to_send() const;
  // All of it has been written.
  void sent();

  bool resumed() const;

 private:
  struct Free {
    void operator()(SSL* ssl) const;
  };
  std::unique_ptr<SSL, Free> ssl_;
  BIO* in_ = nullptr;   // owned by ssl_
  BIO* out_ = nullptr;  // the same
};

}  // namespace redial::peers
