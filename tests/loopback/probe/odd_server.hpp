// A port whose connections do one odd thing that the mock server has no fault for.
#pragma once

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <functional>
#include <list>
#include <memory>
#include <string>

#include "net/openssl_handles.hpp"
#include "net/tcp.hpp"
#include "net/tls.hpp"

namespace redial::testing {

// Each connection is wrapped by `wrap`, and is answered with `answer` when the first bytes come, or left alone if that is empty.
class OddServer {
 public:
  using Wrap = std::function<std::unique_ptr<net::ByteStream>(net::Loop&, std::unique_ptr<net::ByteStream>)>;

  explicit OddServer(std::string answer, Wrap wrap = {}) : answer_(std::move(answer)), wrap_(std::move(wrap)) {
    port_ = loop_.call([this] {
      listener_ = std::make_unique<net::Listener>(loop_, [this](std::unique_ptr<net::ByteStream> stream) {
        if (wrap_) stream = wrap_(loop_, std::move(stream));
        peers_.emplace_back(*this, std::move(stream));
      });
      return listener_->open("127.0.0.1", 0).value();
    });
  }
  ~OddServer() {
    loop_.call([this] {
      listener_.reset();
      peers_.clear();
    });
  }

  std::string url(const std::string& scheme) const { return scheme + "://127.0.0.1:" + std::to_string(port_); }

 private:
  struct Peer final : net::ByteStream::Handler {
    Peer(OddServer& owner, std::unique_ptr<net::ByteStream> accepted) : server(owner), stream(std::move(accepted)) {
      stream->set_handler(this);
    }
    void on_bytes(std::span<const std::uint8_t>) override {
      if (!server.answer_.empty()) stream->send(net::as_bytes(server.answer_));
    }
    void on_closed(const std::string&) override {}

    OddServer& server;
    std::unique_ptr<net::ByteStream> stream;
  };

  net::Loop loop_;
  std::string answer_;
  Wrap wrap_;
  std::uint16_t port_ = 0;
  std::unique_ptr<net::Listener> listener_;
  std::list<Peer> peers_;
};

// A server whose certificate is signed by its own key.
inline net::TlsContext self_signed() {
  const net::KeyPtr key(EVP_EC_gen("P-256"));
  const net::CertificatePtr certificate(X509_new());
  X509* own = certificate.get();
  X509_set_version(own, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(own), 1);
  X509_gmtime_adj(X509_getm_notBefore(own), -3600);
  X509_gmtime_adj(X509_getm_notAfter(own), 3600);
  X509_set_pubkey(own, key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(own), "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("box"), -1,
                             -1, 0);
  X509_set_issuer_name(own, X509_get_subject_name(own));
  X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(own, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(own, key.get(), EVP_sha256());
  const auto pem = [](auto write) {
    const net::BioPtr bio(BIO_new(BIO_s_mem()));
    write(bio.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return std::string(data, static_cast<std::size_t>(size));
  };
  const std::string certificate_pem = pem([&](BIO* bio) { PEM_write_bio_X509(bio, own); });
  const std::string key_pem =
      pem([&](BIO* bio) { PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
  return net::TlsContext::server(certificate_pem, key_pem).value();
}

}  // namespace redial::testing
