// OpenSSL contexts: what handshakes have in common. Old protocol versions are off, and session resumption at first.
#include "net/tls.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <fstream>
#include <sstream>

#include "net/openssl_handles.hpp"

namespace redial::net {
namespace {

using ContextPtr = std::shared_ptr<SSL_CTX>;

BioPtr reader(const std::string& pem) { return BioPtr(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))); }

ContextPtr make_context(const SSL_METHOD* method) {
  ContextPtr context(SSL_CTX_new(method), SSL_CTX_free);
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_num_tickets(context.get(), 0);
  SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  return context;
}

// OpenSSL's security levels above 0 know no TLS 1.1.
void limit_to_1_1(SSL_CTX* context) {
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, TLS1_1_VERSION);
  SSL_CTX_set_max_proto_version(context, TLS1_1_VERSION);
}

bool use_chain(SSL_CTX* context, const std::string& pem) {
  const BioPtr bio = reader(pem);
  const CertificatePtr leaf(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!leaf || SSL_CTX_use_certificate(context, leaf.get()) != 1) return false;
  while (CertificatePtr issuer{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    if (SSL_CTX_add1_chain_cert(context, issuer.get()) != 1) return false;
  }
  ERR_clear_error();  // the end of the text counts as an error
  return true;
}

bool use_key(SSL_CTX* context, const std::string& pem) {
  const BioPtr bio = reader(pem);
  const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  return key && SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Error{"cannot be read", path, "check the path and its permissions"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

ContextPtr make_client_context() {
  ContextPtr context = make_context(TLS_client_method());
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  return context;
}

Error no_ca_in(const std::string& where) {
  return {"no CA certificates in it", where, "give a PEM file with the CA of the server"};
}

}  // namespace

Result<TlsContext> TlsContext::server(const std::string& certificate_pem, const std::string& key_pem, TlsVersions versions) {
  ContextPtr context = make_context(TLS_server_method());
  if (versions == TlsVersions::only_1_1) limit_to_1_1(context.get());
  if (!use_chain(context.get(), certificate_pem))
    return Error{"not a certificate", "TLS certificate", "give a PEM file, the server's certificate first"};
  if (!use_key(context.get(), key_pem))
    return Error{"not the certificate's private key", "TLS key", "give the PEM key the certificate was made for"};
  return TlsContext(std::move(context));
}

Result<TlsContext> TlsContext::server_from_files(const std::string& certificate_file, const std::string& key_file) {
  const auto certificate = read_file(certificate_file);
  if (!certificate) return certificate.error();
  const auto key = read_file(key_file);
  if (!key) return key.error();
  return server(*certificate, *key);
}

Result<TlsContext> TlsContext::client(const std::string& ca_file) {
  if (ca_file.empty()) return client_of_the_system(ca_file);
  ContextPtr context = make_client_context();
  if (SSL_CTX_load_verify_file(context.get(), ca_file.c_str()) != 1) return no_ca_in(ca_file);
  return TlsContext(std::move(context));
}

Result<TlsContext> TlsContext::client_of_the_system(const std::string& ca_file) {
  ContextPtr context = make_client_context();
  if (SSL_CTX_set_default_verify_paths(context.get()) != 1) return no_ca_in("the system's CA store");
  if (!ca_file.empty() && SSL_CTX_load_verify_file(context.get(), ca_file.c_str()) != 1) return no_ca_in(ca_file);
  return TlsContext(std::move(context));
}

void TlsContext::allow_resumption() {
  SSL_CTX_clear_options(native(), SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(native(), 1);
}

}  // namespace redial::net
