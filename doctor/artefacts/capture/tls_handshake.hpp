// The messages of a TLS handshake that say who talks to whom, and how. It derives no keys.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/key_log.hpp"
#include "doctor/artefacts/capture/tls_opener.hpp"

namespace redial::doctor::capture {

enum class HandshakeType : std::uint8_t {
  client_hello = 1,
  server_hello = 2,
  certificate = 11,
  finished = 20,
  key_update = 24,
};

inline constexpr std::uint16_t kTls12 = 0x0303, kTls13 = 0x0304;
inline constexpr std::size_t kMaxHandshakeBytes = 128 * 1024;  // of one message; longer ones end the reading

struct ClientHello {
  TlsRandom random{};
  std::string server_name;  // SNI; empty if none was sent
  bool has_early_data = false;
};
std::optional<ClientHello> parse_client_hello(View body);

struct ServerHello {
  TlsRandom random{};
  std::uint16_t version = 0, suite = 0;
  bool is_retry = false;  // a HelloRetryRequest: another hello of each side follows
  bool encrypt_then_mac = false;
};
std::optional<ServerHello> parse_server_hello(View body);

// The server's own certificate, the first of its list, as DER. Nothing: none, or no list.
std::optional<View> first_certificate(View body, bool is_13);

// Joins the handshake messages of one direction out of records' texts.
class HandshakeMessages {
 public:
  class Sink {
   public:
    virtual void handshake(HandshakeType type, View body) = 0;

   protected:
    ~Sink() = default;
  };
  // False: a message too long to be true.
  bool add(View bytes, Sink& sink);

 private:
  wire::Bytes begun_;
};

}  // namespace redial::doctor::capture
