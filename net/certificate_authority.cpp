// Makes and signs certificates with OpenSSL: P-256 keys, SHA-256 signatures.
#include "net/certificate_authority.hpp"

#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "net/openssl_handles.hpp"

namespace redial::net {
namespace {

Error openssl_failed(const char* what) {
  return {std::string("OpenSSL cannot ") + what, "making certificates", "give certificate files instead"};
}

bool add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str());
  const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
  X509_EXTENSION_free(extension);
  return added;
}

long in_seconds(Duration duration) { return std::chrono::duration_cast<std::chrono::seconds>(duration).count(); }

// Subject, validity, serial number and key; extensions and signature are the caller's.
CertificatePtr blank_certificate(const std::string& name, EVP_PKEY* key, Duration valid_from, Duration valid_until) {
  CertificatePtr certificate(X509_new());
  std::uint64_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), in_seconds(valid_from));
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), in_seconds(valid_until));
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.data()), static_cast<int>(name.size()), -1, 0);
  return certificate;
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string to_pem(X509* certificate) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate);
  return text_of(bio.get());
}

std::string to_pem(EVP_PKEY* key) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(bio.get());
}

// As OpenSSL's extension syntax has them.
std::string alternative_names(const ServerCertificate& wanted) {
  const std::unique_ptr<ASN1_OCTET_STRING, FreedBy<ASN1_OCTET_STRING_free>> ip(a2i_IPADDRESS(wanted.host.c_str()));
  return (wanted.for_this_machine ? "DNS:localhost,IP:127.0.0.1,IP:::1," : "") + std::string(ip ? "IP:" : "DNS:") + wanted.host;
}

// Empty on failure. mkdtemp gives mode 0700.
std::string make_private_directory() {
  std::error_code error;
  std::string path = (std::filesystem::temp_directory_path(error) / "redial-ca-XXXXXX").string();
  return !error && mkdtemp(path.data()) ? path : std::string();
}

bool write_private_file(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  return ::close(file) == 0 && written;
}

}  // namespace

struct CertificateAuthority::Impl {
  KeyPtr key;
  CertificatePtr certificate;
  std::string directory, file;

  ~Impl() {
    if (directory.empty()) return;
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    std::filesystem::remove(directory, ignored);
  }
};

CertificateAuthority::CertificateAuthority(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CertificateAuthority::~CertificateAuthority() = default;
CertificateAuthority::CertificateAuthority(CertificateAuthority&&) noexcept = default;
CertificateAuthority& CertificateAuthority::operator=(CertificateAuthority&&) noexcept = default;

Result<CertificateAuthority> CertificateAuthority::make() {
  auto impl = std::make_unique<Impl>();
  impl->key.reset(EVP_EC_gen("P-256"));
  if (!impl->key) return openssl_failed("make a key");
  impl->certificate =
      blank_certificate("Redial test CA", impl->key.get(), ServerCertificate{}.valid_from, ServerCertificate{}.valid_until);
  X509* ca = impl->certificate.get();
  X509_set_issuer_name(ca, X509_get_subject_name(ca));
  const bool extended = add_extension(ca, ca, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                        add_extension(ca, ca, NID_key_usage, "critical,keyCertSign") &&
                        add_extension(ca, ca, NID_subject_key_identifier, "hash");
  if (!extended || X509_sign(ca, impl->key.get(), EVP_sha256()) == 0) return openssl_failed("make a CA certificate");

  impl->directory = make_private_directory();
  impl->file = impl->directory + "/ca.pem";
  if (impl->directory.empty() || !write_private_file(impl->file, to_pem(ca))) {
    return Error{"cannot write the CA certificate", "the temporary directory", "make it writable, or set TMPDIR to one that is"};
  }
  return CertificateAuthority(std::move(impl));
}

const std::string& CertificateAuthority::ca_file() const { return impl_->file; }

Result<TlsContext> CertificateAuthority::issue_server(const ServerCertificate& wanted, TlsVersions versions) const {
  const KeyPtr key(EVP_EC_gen("P-256"));
  if (!key) return openssl_failed("make a key");
  const CertificatePtr certificate = blank_certificate(wanted.host, key.get(), wanted.valid_from, wanted.valid_until);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(impl_->certificate.get()));
  const auto extend = [&](int kind, const std::string& value) {
    return add_extension(certificate.get(), impl_->certificate.get(), kind, value);
  };
  const bool extended = extend(NID_basic_constraints, "critical,CA:FALSE") &&
                        extend(NID_key_usage, "critical,digitalSignature") && extend(NID_ext_key_usage, "serverAuth") &&
                        extend(NID_subject_alt_name, alternative_names(wanted)) && extend(NID_authority_key_identifier, "keyid");
  if (!extended || X509_sign(certificate.get(), impl_->key.get(), EVP_sha256()) == 0)
    return openssl_failed("issue a certificate");
  return TlsContext::server(to_pem(certificate.get()), to_pem(key.get()), versions);
}

}  // namespace redial::net
