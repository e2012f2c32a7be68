// A TLS connection read along, 1.2 and 1.3: the handshake, and with its secrets everything behind it. It takes no part: nothing
// is verified but that a record is whole. What its end means is tls_trouble.hpp's business.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/wire/bytes.hpp"
#include "core/wire/message_fields.hpp"
#include "doctor/artefacts/capture/key_log.hpp"
#include "doctor/artefacts/capture/tls_handshake.hpp"
#include "doctor/artefacts/capture/tls_records.hpp"

namespace redial::doctor::capture {

using wire::Sender;

struct TlsAlert {
  Sender from = Sender::client;
  bool is_fatal = false;
  std::uint8_t description = 0;  // of IANA's registry of alerts
};

struct TlsFacts {
  std::string server_name;                   // SNI
  std::uint16_t version = 0, suite = 0;      // agreed; 0: not yet
  bool has_hello = false;                    // of the client
  bool has_answer = false;                   // of the server, a HelloRetryRequest apart
  wire::Bytes certificate;                   // the server's own, as DER; empty where it could not be read
  std::optional<TlsAlert> alert;             // the first but close_notify
  bool is_open = false;                      // something encrypted could be read
  bool is_sealed = false;                    // something encrypted could not be read, for want of secrets
  std::array<std::uint64_t, 2> encrypted{};  // records, by sender
  std::uint64_t first_encrypted = 0;         // bytes in the client's first one
  std::array<std::uint64_t, 2> carried{};    // bytes of the application that could be read, by sender
  bool has_hole = false;                     // … because packets are missing
  std::string trouble;                       // why reading ended ahead of the connection
};

class TlsReader final : TlsRecords::Sink, HandshakeMessages::Sink {
 public:
  class Sink {
   public:
    virtual void plain_data(Sender from, View bytes) = 0;
    // Bytes of the application, nobody knows how many, are missing here.
    virtual void plain_lost(Sender from) = 0;

   protected:
    ~Sink() = default;
  };

  // Both must outlive it. `keys` may still get lines.
  TlsReader(const KeyLog& keys, Sink& sink) : keys_(keys), sink_(sink) {}
  TlsReader(const TlsReader&) = delete;
  TlsReader& operator=(const TlsReader&) = delete;

  void data(Sender from, View bytes);
  void lost(Sender from, std::uint64_t bytes);
  const TlsFacts& facts() const { return facts_; }

 private:
  struct Direction {
    TlsRecords records;
    HandshakeMessages messages;
    std::optional<TlsOpener> opener;
    wire::Bytes secret;  // of TLS 1.3, that the opener's keys are made from
    bool is_encrypted = false;
    bool is_traffic = false;   // TLS 1.3: behind Finished
    bool is_on_trial = false;  // these may be the next keys already
    bool has_opened = false;   // a record
  };

  void record(const TlsRecord& record) override;
  void record_lost() override;
  void handshake(HandshakeType type, View body) override;
  void encrypted(const TlsRecord& record);
  void opened(std::uint8_t type, View plain);
  void alert(View body);
  void server_hello(const ServerHello& hello);
  bool has_keys(Direction& direction);
  void use_secret(Direction& direction, wire::Bytes secret);
  bool find_keys_13(Direction& direction);
  bool find_keys_12(Direction& direction);
  void key_changes(HandshakeType type);
  bool is_13() const { return facts_.version == kTls13; }
  Direction& direction(Sender side) { return directions_[static_cast<std::size_t>(side)]; }

  const KeyLog& keys_;
  Sink& sink_;
  TlsFacts facts_;
  std::array<Direction, 2> directions_;
  Sender from_ = Sender::client;  // of the bytes being read
  TlsRandom client_random_{}, server_random_{};
  std::optional<TlsSuite> suite_;
  bool encrypt_then_mac_ = false, has_early_data_ = false;
};

}  // namespace redial::doctor::capture
