// Alerts are those of IANA's registry (RFC 8446 §6).
#include "doctor/artefacts/capture/tls_trouble.hpp"

#include "core/base/names.hpp"
#include "doctor/artefacts/capture/certificate.hpp"

namespace redial::doctor::capture {
namespace {

enum Alert : std::uint8_t {
  handshake_failure = 40,
  bad_certificate = 42,
  unsupported_certificate = 43,
  certificate_revoked = 44,
  certificate_expired = 45,
  certificate_unknown = 46,
  unknown_ca = 48,
  protocol_version = 70,
  insufficient_security = 71,
  inappropriate_fallback = 86,
};

constexpr Named<std::uint8_t> kAlerts[] = {{10, "unexpected_message"},
                                           {20, "bad_record_mac"},
                                           {22, "record_overflow"},
                                           {handshake_failure, "handshake_failure"},
                                           {bad_certificate, "bad_certificate"},
                                           {unsupported_certificate, "unsupported_certificate"},
                                           {certificate_revoked, "certificate_revoked"},
                                           {certificate_expired, "certificate_expired"},
                                           {certificate_unknown, "certificate_unknown"},
                                           {47, "illegal_parameter"},
                                           {unknown_ca, "unknown_ca"},
                                           {49, "access_denied"},
                                           {50, "decode_error"},
                                           {51, "decrypt_error"},
                                           {protocol_version, "protocol_version"},
                                           {insufficient_security, "insufficient_security"},
                                           {80, "internal_error"},
                                           {inappropriate_fallback, "inappropriate_fallback"},
                                           {90, "user_canceled"},
                                           {109, "missing_extension"},
                                           {112, "unrecognized_name"},
                                           {116, "certificate_required"},
                                           {120, "no_application_protocol"}};

// Of TLS 1.3: level, description, type, and what authenticates them. No other message of a client is as short.
constexpr std::uint64_t kSealedAlert = 2 + 1 + 16;

std::string_view side_text(Sender side) { return side == Sender::client ? "the client" : "the server"; }

std::string alert_text(const TlsAlert& alert) {
  const std::string_view name = name_of(kAlerts, alert.description);
  return "alert " + (name.empty() ? std::to_string(alert.description) : std::string(name)) + " by " +
         std::string(side_text(alert.from));
}

bool blames_certificate(std::uint8_t alert) { return alert >= bad_certificate && alert <= unknown_ca && alert != 47; }

Failure meaning_of(const TlsAlert& alert, const std::optional<Failure>& fault, bool is_certificate_known) {
  const std::uint8_t number = alert.description;
  if (number == protocol_version || number == insufficient_security || number == inappropriate_fallback)
    return Failure::tls_version;
  if (number == handshake_failure && alert.from == Sender::server) return Failure::tls_version;
  if (alert.from != Sender::client || !blames_certificate(number)) return Failure::tls_failed;
  if (fault) return *fault;
  if (number == certificate_expired) return Failure::certificate_expired;
  if (number == unknown_ca || is_certificate_known) return Failure::certificate_untrusted;
  return Failure::tls_failed;
}

std::string end_text(const TlsEnding& ending) {
  if (!ending.by) return "the capture ends";
  return std::string(ending.how == TcpEnd::reset ? "reset by " : "closed by ") + std::string(side_text(*ending.by));
}

// An end without an alert that could be read.
std::optional<TlsTrouble> ended_silently(const TlsFacts& facts, const TlsEnding& ending, const std::optional<Certificate>& shown,
                                         const std::optional<Failure>& fault) {
  if (!ending.by) return std::nullopt;
  const std::string how = end_text(ending);
  if (facts.has_hole) return std::nullopt;
  if (!facts.has_answer && !facts.trouble.empty())
    return TlsTrouble{Failure::tls_failed, "ClientHello was answered by " + facts.trouble};
  if (!facts.has_answer) {
    const bool is_silence = ending.by == Sender::client || ending.since_answer > kSilence;
    return TlsTrouble{is_silence ? Failure::silent : Failure::tls_failed, how + " ahead of any answer to ClientHello"};
  }
  if (ending.by == Sender::server) {
    if (facts.encrypted[0] > 0) return std::nullopt;  // behind the client's Finished: no longer TLS' business
    return TlsTrouble{Failure::tls_failed, how + " during the handshake"};
  }
  if (facts.is_sealed && facts.first_encrypted == kSealedAlert && facts.version == kTls13)
    return TlsTrouble{Failure::tls_failed, "an alert by the client that cannot be read without its secrets, then " + how};
  const bool at_once = ending.since_answer <= kHangUpAtOnce;
  if (fault && at_once) return TlsTrouble{*fault, how + " behind the server's certificate"};
  if ((facts.is_sealed && facts.encrypted[0] > 1) || !at_once) return std::nullopt;  // used, or never needed
  return TlsTrouble{
      shown ? Failure::certificate_untrusted : Failure::tls_failed,
      how + (shown ? " behind the server's certificate, which names the host and is in date" : " behind the server's answer")};
}

}  // namespace

std::optional<TlsTrouble> trouble_of(const TlsFacts& facts, const TlsEnding& ending) {
  if (!facts.has_hello || facts.carried[0] > 0) return std::nullopt;
  const auto shown = facts.certificate.empty() ? std::nullopt : read_certificate(facts.certificate, ending.host);
  const auto fault = shown ? fault_of(*shown, ending.at) : std::nullopt;
  std::optional<TlsTrouble> trouble;
  if (facts.alert && facts.alert->is_fatal)
    trouble = TlsTrouble{meaning_of(*facts.alert, fault, shown.has_value()), alert_text(*facts.alert)};
  else
    trouble = ended_silently(facts, ending, shown, fault);
  if (trouble && shown) trouble->detail += "; " + to_text(*shown);
  return trouble;
}

}  // namespace redial::doctor::capture
