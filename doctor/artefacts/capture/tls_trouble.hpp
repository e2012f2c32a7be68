// Why a TLS connection came to nothing: what its alerts, its certificate and its end say together.
#pragma once

#include <optional>
#include <string>

#include "core/time/time.hpp"
#include "doctor/artefacts/capture/tcp_connection.hpp"
#include "doctor/artefacts/capture/tls_reader.hpp"
#include "doctor/case/failure.hpp"

namespace redial::doctor::capture {

// A client that hangs up so soon behind the certificate, without a word, did so because of it.
inline constexpr Duration kHangUpAtOnce = std::chrono::seconds(1);

// Who has not answered ClientHello for so long was silent, whatever came then.
inline constexpr Duration kSilence = std::chrono::seconds(5);

struct TlsEnding {
  std::string host;  // whom the client meant: SNI, or the address it dialled
  TimePoint at{};
  Duration since_answer{};   // since the server last did anything
  std::optional<Sender> by;  // who ended the TCP connection; nobody: the capture ends
  TcpEnd how = TcpEnd::fin;
};
struct TlsTrouble {
  Failure how = Failure::tls_failed;
  std::string detail;
};

// Nothing: the handshake was done and the connection used, or the capture does not say.
std::optional<TlsTrouble> trouble_of(const TlsFacts& facts, const TlsEnding& ending);

}  // namespace redial::doctor::capture
