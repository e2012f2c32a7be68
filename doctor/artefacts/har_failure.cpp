// See har_failure.hpp. The names are those of Chromium's list of network errors, of Firefox's NSS and network errors, of Apple's
// URL loading system in English, of OpenSSL and of Node.js.
#include "doctor/artefacts/har_failure.hpp"

#include <algorithm>
#include <cstddef>

namespace redial::doctor {
namespace {

struct Known {
  std::string_view part;  // of the text, in lower case
  Failure failure;
};

// The first that fits counts: special ones stand ahead of general ones.
constexpr Known kKnown[] = {
    // names
    {"err_name_", Failure::name_not_resolved},
    {"err_dns_", Failure::name_not_resolved},
    {"err_icann_name_collision", Failure::name_not_resolved},
    {"ns_error_unknown_host", Failure::name_not_resolved},
    {"enotfound", Failure::name_not_resolved},
    {"eai_again", Failure::name_not_resolved},
    {"hostname could not be found", Failure::name_not_resolved},
    {"name or service not known", Failure::name_not_resolved},
    {"nodename nor servname", Failure::name_not_resolved},
    // certificates
    {"not_yet_valid", Failure::certificate_not_yet_valid},
    {"not yet valid", Failure::certificate_not_yet_valid},
    {"err_cert_date_invalid", Failure::certificate_dates},
    {"expired_certificate", Failure::certificate_expired},
    {"expired_issuer_certificate", Failure::certificate_expired},
    {"cert_has_expired", Failure::certificate_expired},
    {"certificate has expired", Failure::certificate_expired},
    {"err_cert_common_name_invalid", Failure::certificate_host_mismatch},
    {"bad_cert_domain", Failure::certificate_host_mismatch},
    {"err_tls_cert_altname_invalid", Failure::certificate_host_mismatch},
    {"hostname mismatch", Failure::certificate_host_mismatch},
    {"err_cert_", Failure::certificate_untrusted},
    {"err_certificate_transparency", Failure::certificate_untrusted},
    {"err_ssl_pinned_key", Failure::certificate_untrusted},
    {"unknown_issuer", Failure::certificate_untrusted},
    {"untrusted_cert", Failure::certificate_untrusted},
    {"self_signed_cert", Failure::certificate_untrusted},
    {"unable_to_verify_leaf_signature", Failure::certificate_untrusted},
    {"unable_to_get_issuer_cert", Failure::certificate_untrusted},
    {"self-signed certificate", Failure::certificate_untrusted},
    {"self signed certificate", Failure::certificate_untrusted},
    {"unable to get local issuer", Failure::certificate_untrusted},
    {"certificate for this server is invalid", Failure::certificate_untrusted},
    // TLS
    {"err_ssl_version_or_cipher_mismatch", Failure::tls_version},
    {"err_ssl_obsolete_version", Failure::tls_version},
    {"ssl_error_unsupported_version", Failure::tls_version},
    {"ssl_error_protocol_version_alert", Failure::tls_version},
    {"ssl_error_no_cypher_overlap", Failure::tls_version},
    {"unsupported protocol", Failure::tls_version},
    {"err_ssl_", Failure::tls_failed},
    {"err_bad_ssl_client_auth_cert", Failure::tls_failed},
    {"ssl_error_", Failure::tls_failed},
    {"an ssl error has occurred", Failure::tls_failed},
    {"a tls error caused", Failure::tls_failed},
    // by the browser itself
    {"err_blocked_by_", Failure::blocked},
    {"err_unsafe_port", Failure::blocked},
    {"err_disallowed_url_scheme", Failure::blocked},
    {"mixed-content", Failure::blocked},
    {"mixed content", Failure::blocked},
    {"content security policy", Failure::blocked},
    {"access control checks", Failure::blocked},
    {"cross-origin", Failure::blocked},
    // TCP
    {"err_connection_refused", Failure::refused},
    {"err_connection_timed_out", Failure::timed_out},
    {"err_connection_reset", Failure::reset},
    {"err_connection_aborted", Failure::reset},
    {"err_network_changed", Failure::reset},
    {"err_network_io_suspended", Failure::reset},
    {"err_socket_not_connected", Failure::reset},
    {"err_connection_closed", Failure::closed},
    {"err_empty_response", Failure::closed},
    {"err_incomplete_chunked_encoding", Failure::closed},
    {"err_content_length_mismatch", Failure::closed},
    {"err_internet_disconnected", Failure::unreachable},
    {"err_address_", Failure::unreachable},
    {"err_network_access_denied", Failure::unreachable},
    {"err_proxy_connection_failed", Failure::unreachable},
    {"err_tunnel_connection_failed", Failure::unreachable},
    {"ns_error_connection_refused", Failure::refused},
    {"ns_error_net_timeout", Failure::timed_out},
    {"ns_error_net_reset", Failure::reset},
    {"ns_error_net_interrupt", Failure::closed},
    {"ns_error_offline", Failure::unreachable},
    {"econnrefused", Failure::refused},
    {"etimedout", Failure::timed_out},
    {"econnreset", Failure::reset},
    {"epipe", Failure::reset},
    {"socket hang up", Failure::closed},
    {"enetunreach", Failure::unreachable},
    {"ehostunreach", Failure::unreachable},
    {"connection refused", Failure::refused},
    {"connect call failed", Failure::refused},
    {"connection reset", Failure::reset},
    {"could not connect to the server", Failure::refused},
    {"network connection was lost", Failure::closed},
    {"connection appears to be offline", Failure::unreachable},
    {"network is unreachable", Failure::unreachable},
    {"no route to host", Failure::unreachable},
    // answers
    {"opening handshake timed out", Failure::silent},
    {"err_timed_out", Failure::silent},
    {"request timed out", Failure::silent},
    {"connection closed before receiving a handshake response", Failure::closed},
    {"unexpected response code", Failure::http_status},
    {"err_http_response_code_failure", Failure::http_status},
    {"err_invalid_http_response", Failure::unusable},
    {"err_invalid_response", Failure::unusable},
    {"err_content_decoding_failed", Failure::unusable},
    {"during websocket handshake", Failure::unusable},
};

// In front of a code that may be shown. Compared with case: codes are written in capitals.
constexpr std::string_view kCodes[] = {"ERR_",
                                       "NS_ERROR_",
                                       "SEC_ERROR_",
                                       "SSL_ERROR_",
                                       "MOZILLA_PKIX_ERROR_",
                                       "ECONN",
                                       "ETIMEDOUT",
                                       "ENOTFOUND",
                                       "EHOSTUNREACH",
                                       "ENETUNREACH",
                                       "EPIPE",
                                       "EAI_AGAIN",
                                       "CERT_HAS_EXPIRED",
                                       "DEPTH_ZERO_SELF_SIGNED_CERT",
                                       "SELF_SIGNED_CERT_IN_CHAIN",
                                       "UNABLE_TO_VERIFY_LEAF_SIGNATURE"};
constexpr std::size_t kMaxCode = 60;

bool is_code(char c) { return (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9'); }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

}  // namespace

Failure failure_from_text(std::string_view text) {
  const std::string plain = lower(text);
  for (const Known& known : kKnown)
    if (plain.find(known.part) != std::string::npos) return known.failure;
  return Failure::unknown;
}

std::string code_in(std::string_view text) {
  for (const std::string_view prefix : kCodes) {
    const std::size_t at = text.find(prefix);
    if (at == std::string_view::npos || (at > 0 && is_code(text[at - 1]))) continue;
    const std::string_view rest = text.substr(at);
    const std::string_view code =
        rest.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest, is_code) - rest.begin()));
    const bool of_net = prefix == "ERR_" && text.substr(0, at).ends_with("net::");
    if (code.size() <= kMaxCode) return (of_net ? "net::" : "") + std::string(code);
  }
  return {};
}

}  // namespace redial::doctor
