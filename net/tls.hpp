// TLS as a layer over any byte stream, in both roles. Where certificates come from is certificate_authority.hpp's business.
// No session is resumed unless a server is told to allow it: every handshake is a full one, so that runs do not influence each
// other.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "net/byte_stream.hpp"
#include "net/loop.hpp"
#include "net/tls_facts.hpp"

struct ssl_ctx_st;

namespace redial::net {

// What a server speaks: TLS 1.2 and newer, or 1.1 and nothing else, with the ciphers of that time. No client of ours speaks 1.1,
// and the handshake fails.
enum class TlsVersions : std::uint8_t { modern, only_1_1 };

// What handshakes of one role have in common. Cheap to copy, immutable but for `tell_secrets` and `allow_resumption`, usable from
// any thread.
class TlsContext {
 public:
  // PEM texts: a certificate (followed by its chain) and its private key. Errors say which of them is wrong.
  static Result<TlsContext> server(const std::string& certificate_pem, const std::string& key_pem,
                                   TlsVersions versions = TlsVersions::modern);
  // The same from files.
  static Result<TlsContext> server_from_files(const std::string& certificate_file, const std::string& key_file);
  // Trusts the CAs of `ca_file` (PEM) and nothing else; the system's CAs when empty.
  static Result<TlsContext> client(const std::string& ca_file);
  // Trusts the system's CAs, and those of `ca_file` unless it is empty.
  static Result<TlsContext> client_of_the_system(const std::string& ca_file);

  // Servers made with it from now on, and with its copies, tell their secrets to who wants them. Before the first of them is
  // made.
  void tell_secrets();
  // Servers made with it from now on, and with its copies, give each client a ticket by which it may resume its session, in TLS
  // 1.3 and 1.2, and keep nothing themselves. Before the first of them is made.
  void allow_resumption();

  ssl_ctx_st* native() const { return context_.get(); }

 private:
  explicit TlsContext(std::shared_ptr<ssl_ctx_st> context) : context_(std::move(context)) {}
  std::shared_ptr<ssl_ctx_st> context_;
};

// One line of a key log, without the newline, in NSS's format: what decrypts a connection. During the handshake, before any byte
// that needs it is sent or handed on.
using OnSecret = std::function<void(std::string_view line)>;

// TLS streams are usable at once: bytes sent before the handshake is done wait for it. A failed handshake ends the stream, and
// on_closed says why. `on_secret` may be empty, and is called only if the context tells secrets.
std::unique_ptr<ByteStream> tls_server(Loop& loop, const TlsContext& context, std::unique_ptr<ByteStream> transport,
                                       OnSecret on_secret = {});
// A server that fails in the handshake: it never answers, or resets the connection at the client's first bytes.
enum class HandshakeFlaw : std::uint8_t { unanswered, reset };
std::unique_ptr<ByteStream> tls_broken_server(std::unique_ptr<ByteStream> transport, HandshakeFlaw flaw);
// Told what the handshake showed, once, when it is over: ahead of on_secured where it went well, and of on_closed where it ended
// over what the server sent. Not told of a connection that breaks.
using OnHandshake = std::function<void(const TlsFacts& facts)>;
// The server's certificate must be good for `host`, a name or an IP address. `on_handshake` may be empty.
std::unique_ptr<ByteStream> tls_client(Loop& loop, const TlsContext& context, std::unique_ptr<ByteStream> transport,
                                       const std::string& host, OnHandshake on_handshake = {});

}  // namespace redial::net
