// The context, with what a browser would choose: X25519 and AES-128, which no peer is better at than another.
#include "benchmarks/peers/client/tls_client.hpp"

namespace redial::peers {

TlsClient::TlsClient(bool resume) : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
  SSL_CTX_set_min_proto_version(context_.get(), TLS1_3_VERSION);
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_cert_verify_callback(context_.get(), &TlsClient::take_any, nullptr);
  SSL_CTX_set_ciphersuites(context_.get(), "TLS_AES_128_GCM_SHA256");
  SSL_CTX_set1_groups_list(context_.get(), "X25519");
  SSL_CTX_set_mode(context_.get(), SSL_MODE_RELEASE_BUFFERS);
  if (!resume) return;
  SSL_CTX_set_session_cache_mode(context_.get(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
  SSL_CTX_set_app_data(context_.get(), this);
  SSL_CTX_sess_set_new_cb(context_.get(), &TlsClient::on_ticket);
}

TlsClient::~TlsClient() { SSL_SESSION_free(ticket_); }

int TlsClient::on_ticket(SSL* ssl, SSL_SESSION* session) {
  auto* self = static_cast<TlsClient*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
  if (self->ticket_ != nullptr) return 0;
  self->ticket_ = session;
  // Otherwise OpenSSL would spoil the ticket as soon as it has been used once.
  SSL_CTX_set_session_cache_mode(self->context_.get(), SSL_SESS_CACHE_OFF);
  return 1;  // ours from here on
}

// Without it OpenSSL would build the certificate's chain all the same, and then not mind.
int TlsClient::take_any(X509_STORE_CTX*, void*) { return 1; }

TlsBytes TlsClient::begin() const {
  SSL* ssl = SSL_new(context_.get());
  SSL_set_connect_state(ssl);
  if (ticket_ != nullptr) SSL_set_session(ssl, ticket_);
  return TlsBytes(ssl);
}

}  // namespace redial::peers
