// A TLS client and server of OpenSSL in one process, whose records a test hands over as it likes.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/tls_reader.hpp"

namespace redial::doctor::capture {

struct TlsSetting {
  int version = TLS1_3_VERSION;
  std::string ciphers;  // OpenSSL's names; empty: its own choice
  std::string client_groups = "P-256";
  std::string server_groups = "P-256";
  bool encrypt_then_mac = true;
};

// Not for several threads. Failures of OpenSSL end the test program.
class TlsPair {
 public:
  class Tap {  // sees what passes between them
   public:
    virtual void passed(Sender from, View bytes) = 0;

   protected:
    ~Tap() = default;
  };

  explicit TlsPair(const TlsSetting& setting);
  ~TlsPair();
  TlsPair(const TlsPair&) = delete;
  TlsPair& operator=(const TlsPair&) = delete;

  bool handshake(Tap& tap);  // false: it came to nothing
  void resume();             // a new connection of the same client, with what the server gave it
  void send(Sender from, const std::string& text, Tap& tap);
  void update_keys(Sender side);
  void close(Sender side, Tap& tap);
  void refuse_certificate(int why);  // an X509_V_ERR code, with which the client's check fails

  std::string key_log;  // SSLKEYLOGFILE's lines, so far

 private:
  struct Parts;
  void pass(Tap& tap);
  std::unique_ptr<Parts> parts_;
};

}  // namespace redial::doctor::capture
