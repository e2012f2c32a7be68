// See tls_pair.hpp. Memory stands between the two; the certificate is made on the spot.
#include "tests/unit/doctor/artefacts/capture/tls_pair.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>
#include <stdexcept>

#include "net/openssl_handles.hpp"

namespace redial::doctor::capture {
namespace {

using Context = std::unique_ptr<SSL_CTX, net::FreedBy<SSL_CTX_free>>;
using Ssl = std::unique_ptr<SSL, net::FreedBy<SSL_free>>;
using Session = std::unique_ptr<SSL_SESSION, net::FreedBy<SSL_SESSION_free>>;

void require(bool ok) {
  if (!ok) throw std::runtime_error("OpenSSL refuses what a test asks for");
}

TlsPair& pair_of(const SSL* ssl) { return *static_cast<TlsPair*>(SSL_get_app_data(ssl)); }

net::CertificatePtr self_signed(EVP_PKEY* key) {
  net::CertificatePtr made(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 86'400);
  X509_set_pubkey(made.get(), key);
  X509_NAME* name = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("im.example.com"), -1, -1, 0);
  X509_set_issuer_name(made.get(), name);
  require(X509_sign(made.get(), key, EVP_sha256()) > 0);
  return made;
}

Context context(const SSL_METHOD* method, const TlsSetting& setting, const std::string& groups) {
  Context made(SSL_CTX_new(method));
  require(SSL_CTX_set_min_proto_version(made.get(), setting.version) == 1);
  require(SSL_CTX_set_max_proto_version(made.get(), setting.version) == 1);
  require(SSL_CTX_set1_groups_list(made.get(), groups.c_str()) == 1);
  if (!setting.ciphers.empty() && setting.version == TLS1_3_VERSION)
    require(SSL_CTX_set_ciphersuites(made.get(), setting.ciphers.c_str()) == 1);
  if (!setting.ciphers.empty() && setting.version == TLS1_2_VERSION)
    require(SSL_CTX_set_cipher_list(made.get(), setting.ciphers.c_str()) == 1);
  if (!setting.encrypt_then_mac) SSL_CTX_set_options(made.get(), SSL_OP_NO_ENCRYPT_THEN_MAC);
  return made;
}

}  // namespace

struct TlsPair::Parts {
  Context client_context, server_context;
  Ssl client, server;
  Session session;
  net::KeyPtr key{EVP_RSA_gen(2048)};
  int refusal = 0;

  SSL* of(Sender side) const { return side == Sender::client ? client.get() : server.get(); }

  void connect(TlsPair* owner) {
    client.reset(SSL_new(client_context.get()));
    server.reset(SSL_new(server_context.get()));
    for (SSL* ssl : {client.get(), server.get()}) {
      SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
      SSL_set_app_data(ssl, reinterpret_cast<char*>(owner));
    }
    SSL_set_connect_state(client.get());
    SSL_set_accept_state(server.get());
    SSL_set_tlsext_host_name(client.get(), "im.example.com");
    if (session) SSL_set_session(client.get(), session.get());
  }
};

TlsPair::TlsPair(const TlsSetting& setting) : parts_(std::make_unique<Parts>()) {
  parts_->client_context = context(TLS_client_method(), setting, setting.client_groups);
  parts_->server_context = context(TLS_server_method(), setting, setting.server_groups);
  SSL_CTX_use_PrivateKey(parts_->server_context.get(), parts_->key.get());
  SSL_CTX_use_certificate(parts_->server_context.get(), self_signed(parts_->key.get()).get());
  for (SSL_CTX* side : {parts_->client_context.get(), parts_->server_context.get()})  // either may know first
    SSL_CTX_set_keylog_callback(side, [](const SSL* ssl, const char* line) { pair_of(ssl).key_log += std::string(line) + "\n"; });
  parts_->connect(this);
}

TlsPair::~TlsPair() = default;

// What one has written becomes what the other can read, until both are silent.
void TlsPair::pass(Tap& tap) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Sender from : {Sender::client, Sender::server}) {
      std::array<std::uint8_t, 70'000> bytes;
      const int size = BIO_read(SSL_get_wbio(parts_->of(from)), bytes.data(), bytes.size());
      if (size <= 0) continue;
      moved = true;
      tap.passed(from, View(bytes).first(static_cast<std::size_t>(size)));
      SSL* to = parts_->of(from == Sender::client ? Sender::server : Sender::client);
      BIO_write(SSL_get_rbio(to), bytes.data(), size);
      std::array<char, 70'000> text;
      if (SSL_is_init_finished(to) != 0) {
        while (SSL_read(to, text.data(), text.size()) > 0) continue;
      } else {
        SSL_do_handshake(to);
      }
    }
  }
}

bool TlsPair::handshake(Tap& tap) {
  SSL_do_handshake(parts_->client.get());
  pass(tap);
  return SSL_is_init_finished(parts_->client.get()) != 0 && SSL_is_init_finished(parts_->server.get()) != 0;
}

void TlsPair::resume() {
  parts_->session.reset(SSL_get1_session(parts_->client.get()));
  SSL_set_shutdown(parts_->client.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);  // or it could not be resumed
  parts_->connect(this);
}

void TlsPair::send(Sender from, const std::string& text, Tap& tap) {
  require(SSL_write(parts_->of(from), text.data(), static_cast<int>(text.size())) > 0);
  pass(tap);
}

void TlsPair::update_keys(Sender side) { require(SSL_key_update(parts_->of(side), SSL_KEY_UPDATE_REQUESTED) == 1); }

void TlsPair::close(Sender side, Tap& tap) {
  SSL_shutdown(parts_->of(side));
  pass(tap);
}

void TlsPair::refuse_certificate(int why) {
  parts_->refusal = why;
  SSL_CTX_set_cert_verify_callback(
      parts_->client_context.get(),
      [](X509_STORE_CTX* store, void* parts) {
        X509_STORE_CTX_set_error(store, static_cast<Parts*>(parts)->refusal);
        return 0;
      },
      parts_.get());
  SSL_CTX_set_verify(parts_->client_context.get(), SSL_VERIFY_PEER, nullptr);
  parts_->connect(this);
}

}  // namespace redial::doctor::capture
