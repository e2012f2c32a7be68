// The words by which a trace names why a connection or a question came to nothing: Event::name of navigation-failed and
// socket-failed. Which layer failed follows from the word; what it means is the diagnosis' business.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/names.hpp"

namespace redial::doctor {

enum class Failure : std::uint8_t {
  name_not_resolved,
  unreachable,  // no route, or no network
  refused,      // TCP: nobody listens
  timed_out,    // TCP: no answer to SYN
  reset,        // the connection was reset before it served its purpose
  closed,       // the same, ended in good order
  certificate_expired,
  certificate_not_yet_valid,
  certificate_dates,  // one of the two above, and the record does not say which
  certificate_untrusted,
  certificate_host_mismatch,
  tls_version,    // no common version of TLS, or cipher
  tls_failed,     // any other end of the handshake
  silent,         // connected, and no answer in time
  http_status,    // an answer that is no success; Event::code has the status
  unusable,       // an answer that cannot be read, or that names no address
  private_cloud,  // an answer that is meant for the SDK of private clouds
  blocked,        // by the browser: CORS, mixed content, content security policy
  unknown,        // it failed, and the record does not say how
};
inline constexpr Named<Failure> kFailures[] = {{Failure::name_not_resolved, "name-not-resolved"},
                                               {Failure::unreachable, "unreachable"},
                                               {Failure::refused, "refused"},
                                               {Failure::timed_out, "timed-out"},
                                               {Failure::reset, "reset"},
                                               {Failure::closed, "closed"},
                                               {Failure::certificate_expired, "certificate-expired"},
                                               {Failure::certificate_not_yet_valid, "certificate-not-yet-valid"},
                                               {Failure::certificate_dates, "certificate-dates"},
                                               {Failure::certificate_untrusted, "certificate-untrusted"},
                                               {Failure::certificate_host_mismatch, "certificate-host-mismatch"},
                                               {Failure::tls_version, "tls-version"},
                                               {Failure::tls_failed, "tls-failed"},
                                               {Failure::silent, "silent"},
                                               {Failure::http_status, "http-status"},
                                               {Failure::unusable, "unusable"},
                                               {Failure::private_cloud, "private-cloud"},
                                               {Failure::blocked, "blocked"},
                                               {Failure::unknown, "unknown"}};
constexpr std::string_view to_name(Failure failure) { return name_of(kFailures, failure); }
constexpr std::optional<Failure> failure_from_name(std::string_view name) { return value_of(kFailures, name); }

}  // namespace redial::doctor
