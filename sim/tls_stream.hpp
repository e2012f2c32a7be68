// TLS as far as a connection notices it: one round trip before the first byte, records around the bytes, flaws of the handshake.
// No cryptography: a checksum stands for the authentication, and the bytes can be read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/fault/hooks.hpp"
#include "core/wire/bytes.hpp"
#include "sim/stream.hpp"

namespace redial::sim {

class TlsStream final : public Stream, private Stream::Handler {
 public:
  // `trusts`: this client knows the server's CA.
  static std::unique_ptr<Stream> client(std::unique_ptr<Stream> transport, bool trusts);
  static std::unique_ptr<Stream> server(std::unique_ptr<Stream> transport, fault::TlsFlaw flaw);

  void set_handler(Stream::Handler* handler) override;
  void send(std::span<const std::uint8_t> bytes) override;
  void close() override;
  void reset() override { transport_->reset(); }

 private:
  enum class Record : std::uint8_t { alert = 21, handshake = 22, data = 23 };

  TlsStream(std::unique_ptr<Stream> transport, bool is_client, fault::TlsFlaw flaw);

  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void write(Record record, std::span<const std::uint8_t> payload);
  bool read_record();
  void handle(Record record, std::span<const std::uint8_t> payload);
  void shake_hands(std::span<const std::uint8_t> payload);
  void answer_hello();
  void judge_server(fault::TlsFlaw flaw);
  void finish_handshake();
  void fail(const std::string& why);

  std::unique_ptr<Stream> transport_;
  bool is_client_;
  fault::TlsFlaw flaw_;  // the server's, or what a client without trust makes of any server
  Stream::Handler* handler_ = nullptr;
  bool is_established_ = false;
  bool said_hello_ = false;  // the server
  bool closing_ = false;
  std::string ended_;     // why, where the transport does not know it
  wire::Bytes waiting_;   // for the handshake
  wire::Bytes received_;  // less than a record
};

}  // namespace redial::sim
