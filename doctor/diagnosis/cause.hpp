// Why a login, or a connection, fails: the causes that the doctor can name, each with what to do about it. Which of them it was
// is decided in diagnose.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace redial::doctor {

enum class Cause : std::uint8_t {
  none,  // the login worked, and nothing went wrong on record
  // the token's text
  token_empty,
  token_damaged,  // visible in the text, or beside the issued one
  token_altered,  // not visible in the text
  // the token's life
  token_expired,
  token_revoked,
  secret_rotated,
  token_not_yet_valid,
  token_used_up,
  token_of_other_device,
  token_of_other_platform,
  token_of_other_app,
  // the app
  app_key_unknown,
  protocol_version,
  app_blocked,
  wrong_environment,
  not_authorised,
  package_name_mismatch,
  app_server_check_failed,
  domain_not_allowed,
  service_not_enabled,
  connection_quota,
  licence_expired,
  private_cloud_sdk,
  wrong_data_centre,
  // the user
  user_blocked,
  account_closed,
  kicked,
  other_device_online,
  // the network
  name_not_resolved,
  network_unreachable,
  connection_refused,
  connection_timed_out,
  certificate_expired,
  certificate_not_yet_valid,
  certificate_untrusted,
  certificate_host_mismatch,
  tls_version,
  tls_failed,
  browser_blocked,
  navigation_silent,
  navigation_http_error,
  navigation_unusable,
  upgrade_refused,
  upgrade_silent,
  login_unanswered,
  connection_lost,
  // the app's use of the SDK
  not_initialised,
  duplicate_connect,
  time_limit,
};

struct CauseInfo {
  Cause cause;
  std::string_view name;                    // "token-expired": in JSON, in the corpus' labels
  std::string_view title;                   // "the token has expired"
  std::string_view to_do;                   // for the app's developer
  std::string_view confirm;                 // how to make sure
  std::string_view source;                  // the document it rests on
  std::vector<std::string_view> scenarios;  // of the library, that show it
};

std::span<const CauseInfo> all_causes();  // in the order of the enumeration
const CauseInfo& describe(Cause cause);
std::optional<Cause> cause_from_name(std::string_view name);

}  // namespace redial::doctor
