// OpenSSL on two memory BIOs.
#include "benchmarks/peers/tls_bytes.hpp"

#include <openssl/err.h>

#include <array>

namespace redial::peers {

void TlsBytes::Free::operator()(SSL* ssl) const {
  // As if it had been closed in order: OpenSSL gives up a session whose connection it thinks has broken.
  SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
  SSL_free(ssl);
}

TlsBytes::TlsBytes(SSL* ssl) : ssl_(ssl), in_(BIO_new(BIO_s_mem())), out_(BIO_new(BIO_s_mem())) { SSL_set_bio(ssl, in_, out_); }

TlsBytes::State TlsBytes::feed(std::string_view bytes, std::string& clear) {
  if (!bytes.empty()) BIO_write(in_, bytes.data(), static_cast<int>(bytes.size()));
  if (!SSL_is_init_finished(ssl_.get())) {
    const int done = SSL_do_handshake(ssl_.get());
    if (done != 1) {
      const bool wants_more = SSL_get_error(ssl_.get(), done) == SSL_ERROR_WANT_READ;
      if (!wants_more) ERR_clear_error();
      return wants_more ? State::shaking_hands : State::failed;
    }
  }
  std::array<char, 4096> piece;
  int size = 0;
  while ((size = SSL_read(ssl_.get(), piece.data(), static_cast<int>(piece.size()))) > 0)
    clear.append(piece.data(), static_cast<std::size_t>(size));
  if (SSL_get_error(ssl_.get(), size) == SSL_ERROR_WANT_READ) return State::open;
  ERR_clear_error();
  return State::failed;
}

bool TlsBytes::say(std::string_view clear) { return SSL_write(ssl_.get(), clear.data(), static_cast<int>(clear.size())) > 0; }

std::string_view TlsBytes::to_send() const {
  char* data = nullptr;
  const long size = BIO_get_mem_data(out_, &data);
  return {data, static_cast<std::size_t>(size)};
}

void TlsBytes::sent() { BIO_reset(out_); }

bool TlsBytes::resumed() const { return SSL_session_reused(ssl_.get()) == 1; }

}  // namespace redial::peers
