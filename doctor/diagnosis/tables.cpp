// See tables.hpp.
#include "doctor/diagnosis/tables.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "core/control/server_command.hpp"
#include "core/fault/fault_spec.hpp"
#include "core/session/connection_codes.hpp"
#include "core/wire/status_tables.hpp"

namespace redial::doctor {
namespace {

using fault::FaultKind;
namespace code = session::code;

using enum Cause;

// On the way to a server, whichever it is.
const std::vector<Cause> kOnTheWay = {
    name_not_resolved,         network_unreachable,   connection_refused,        connection_timed_out, certificate_expired,
    certificate_not_yet_valid, certificate_untrusted, certificate_host_mismatch, tls_version,          tls_failed,
    browser_blocked,           connection_lost};

std::vector<Cause> with(std::vector<Cause> causes, std::initializer_list<Cause> more) {
  causes.insert(causes.end(), more);
  return causes;
}

const std::vector<Cause> kNavigationTroubles = with(kOnTheWay, {navigation_silent, navigation_http_error, navigation_unusable});
const std::vector<Cause> kChatTroubles =
    with(kOnTheWay, {upgrade_refused, upgrade_silent, login_unanswered, navigation_unusable});
const std::vector<Cause> kDialTroubles = with(kOnTheWay, {upgrade_refused, upgrade_silent});

const std::map<std::int32_t, std::vector<Cause>>& by_code() {
  static const std::map<std::int32_t, std::vector<Cause>> kByCode = {
      {-1, kChatTroubles},
      {30004, kNavigationTroubles},
      {30005, kNavigationTroubles},
      {30006, kNavigationTroubles},
      {30007, kNavigationTroubles},
      {30008, {navigation_unusable}},
      {30009, {navigation_unusable}},
      {30010, kDialTroubles},
      {30011, {connection_lost}},
      {30012, {connection_lost}},
      {30013, {connection_lost}},
      {30014, {connection_lost}},
      {30019, {network_unreachable}},
      {30021, {login_unanswered, connection_lost}},
      {31000, {login_unanswered, connection_lost}},
      {31001, {protocol_version}},
      {31002, {app_key_unknown}},
      {31003, {service_not_enabled}},
      {31005, {not_authorised}},
      {31007, {package_name_mismatch}},
      {31008, {app_blocked}},
      {31009, {user_blocked}},
      {31010, {kicked}},
      {31011, {user_blocked}},
      {31020, {token_expired}},
      {31021, {token_of_other_device}},
      {31022, {domain_not_allowed}},
      {31023, {other_device_online}},
      {31024, {connection_quota}},
      {31025, {wrong_environment}},
      {31026, {app_server_check_failed}},
      {31027, {token_used_up}},
      {31028, {token_of_other_platform}},
      {31029, {account_closed}},
      {31030, {licence_expired}},
      {32054, {connection_lost}},
      {32061, {connection_refused}},
      {33001, {not_initialised}},
      {33006, {duplicate_connect}},
      {34001, {duplicate_connect}},
      {34005, {private_cloud_sdk}},
      {34006, {time_limit}},
      {35007, {duplicate_connect}},
      {code::kNoChatAddress, kChatTroubles},
  };
  return kByCode;
}

struct FailureRow {
  Failure failure;
  Cause asking, dialling, logging_in;  // of a navigator, before the socket is open, and behind
};
constexpr FailureRow kByFailure[] = {
    {Failure::name_not_resolved, name_not_resolved, name_not_resolved, name_not_resolved},
    {Failure::unreachable, network_unreachable, network_unreachable, connection_lost},
    {Failure::refused, connection_refused, connection_refused, connection_refused},
    {Failure::timed_out, connection_timed_out, connection_timed_out, connection_lost},
    {Failure::reset, connection_lost, connection_lost, connection_lost},
    {Failure::closed, connection_lost, connection_lost, connection_lost},
    {Failure::certificate_expired, certificate_expired, certificate_expired, certificate_expired},
    {Failure::certificate_not_yet_valid, certificate_not_yet_valid, certificate_not_yet_valid, certificate_not_yet_valid},
    {Failure::certificate_untrusted, certificate_untrusted, certificate_untrusted, certificate_untrusted},
    {Failure::certificate_host_mismatch, certificate_host_mismatch, certificate_host_mismatch, certificate_host_mismatch},
    {Failure::tls_version, tls_version, tls_version, tls_version},
    {Failure::tls_failed, tls_failed, tls_failed, tls_failed},
    {Failure::silent, navigation_silent, upgrade_silent, login_unanswered},
    {Failure::http_status, navigation_http_error, upgrade_refused, upgrade_refused},
    {Failure::unusable, navigation_unusable, upgrade_refused, login_unanswered},
    {Failure::private_cloud, private_cloud_sdk, private_cloud_sdk, private_cloud_sdk},
    {Failure::blocked, browser_blocked, browser_blocked, browser_blocked},
};

}  // namespace

const std::vector<Cause>& unnamed_token_causes() {
  static const std::vector<Cause> kCauses = {token_expired,       token_of_other_app, token_revoked, secret_rotated,
                                             token_not_yet_valid, token_altered,      token_damaged};
  return kCauses;
}

const std::vector<Cause>& causes_of_code(std::int32_t told) {
  static const std::vector<Cause> kNone;
  if (told == code::kTokenIncorrect) return unnamed_token_causes();
  const auto row = by_code().find(told);
  return row == by_code().end() ? kNone : row->second;
}

std::optional<std::int32_t> code_of_refusal(const Attempt& attempt) {
  if (!attempt.status) return std::nullopt;
  constexpr std::int32_t kLicence = 416;
  if (attempt.what == Attempt::What::navigation)
    return attempt.status == kLicence ? code::kLicenceExpired : code::kTokenIncorrect;
  const wire::StatusMeaning meaning = wire::connack_meaning(static_cast<std::uint16_t>(*attempt.status));
  return meaning.code == 0 ? std::nullopt : std::optional(meaning.code);
}

std::optional<std::int32_t> code_of_disconnect(std::int32_t status) {
  const wire::StatusMeaning meaning = wire::disconnect_meaning(static_cast<std::uint16_t>(status));
  return meaning.reaction == wire::Reaction::terminal ? std::optional(meaning.code) : std::nullopt;
}

std::vector<Cause> causes_of_failure(const Attempt& attempt) {
  const bool asks = attempt.what == Attempt::What::navigation;
  if (attempt.failure == Failure::certificate_dates) return {certificate_expired, certificate_not_yet_valid};
  const bool was_cut = attempt.failure == Failure::reset || attempt.failure == Failure::closed;
  if (was_cut && attempt.over_tls && !attempt.opened) return {connection_lost, tls_failed};  // in the handshake, or behind it
  const auto row = std::ranges::find(kByFailure, attempt.failure, &FailureRow::failure);
  if (row != std::end(kByFailure)) return {asks ? row->asking : attempt.opened ? row->logging_in : row->dialling};
  if (asks) return kNavigationTroubles;
  return attempt.opened ? std::vector<Cause>{login_unanswered, connection_lost} : kDialTroubles;
}

std::optional<Cause> cause_of_verdict(std::string_view verdict) {
  using control::TokenVerdict;
  static const std::map<TokenVerdict, Cause> kByVerdict = {{TokenVerdict::malformed, token_damaged},
                                                           {TokenVerdict::altered, token_altered},
                                                           {TokenVerdict::old_secret, secret_rotated},
                                                           {TokenVerdict::foreign_app, token_of_other_app},
                                                           {TokenVerdict::unknown_app, app_key_unknown},
                                                           {TokenVerdict::expired, token_expired},
                                                           {TokenVerdict::not_yet_valid, token_not_yet_valid},
                                                           {TokenVerdict::revoked, token_revoked},
                                                           {TokenVerdict::user_blocked, user_blocked},
                                                           {TokenVerdict::user_deactivated, account_closed},
                                                           {TokenVerdict::used_up, token_used_up},
                                                           {TokenVerdict::other_device, token_of_other_device}};
  const auto known = control::verdict_from_name(verdict);
  const auto row = known ? kByVerdict.find(*known) : kByVerdict.end();
  return row == kByVerdict.end() ? std::nullopt : std::optional(row->second);
}

std::optional<Cause> cause_of_fault(std::string_view kind, const Attempt& attempt) {
  static const std::map<FaultKind, Cause> kByFault = {{FaultKind::navigation_reset, connection_lost},
                                                      {FaultKind::navigation_close, connection_lost},
                                                      {FaultKind::navigation_hang, navigation_silent},
                                                      {FaultKind::navigation_status, navigation_http_error},
                                                      {FaultKind::navigation_redirect, navigation_http_error},
                                                      {FaultKind::navigation_code, navigation_http_error},
                                                      {FaultKind::navigation_garbage, navigation_unusable},
                                                      {FaultKind::navigation_empty, navigation_unusable},
                                                      {FaultKind::navigation_truncated, navigation_unusable},
                                                      {FaultKind::navigation_oversized, navigation_unusable},
                                                      {FaultKind::navigation_wrong_types, navigation_unusable},
                                                      {FaultKind::navigation_no_address, navigation_unusable},
                                                      {FaultKind::navigation_no_cors, browser_blocked},
                                                      {FaultKind::tls_unknown_ca, certificate_untrusted},
                                                      {FaultKind::tls_expired, certificate_expired},
                                                      {FaultKind::tls_not_yet_valid, certificate_not_yet_valid},
                                                      {FaultKind::tls_wrong_host, certificate_host_mismatch},
                                                      {FaultKind::tls_old_version, tls_version},
                                                      {FaultKind::tls_hang, tls_failed},
                                                      {FaultKind::tls_cut, tls_failed},
                                                      {FaultKind::upgrade_status, upgrade_refused},
                                                      {FaultKind::upgrade_garbage, upgrade_refused},
                                                      {FaultKind::upgrade_hang, upgrade_silent},
                                                      {FaultKind::connack_withhold, login_unanswered},
                                                      {FaultKind::refuse, connection_refused},
                                                      {FaultKind::reset, connection_lost},
                                                      {FaultKind::close, connection_lost},
                                                      {FaultKind::close_code, connection_lost},
                                                      {FaultKind::reset_in_frame, connection_lost},
                                                      {FaultKind::cut, connection_lost}};
  if (attempt.end == Attempt::End::accepted) return connection_lost;
  const auto known = fault::fault_kind_from_name(kind);
  const auto row = known ? kByFault.find(*known) : kByFault.end();
  return row == kByFault.end() ? std::nullopt : std::optional(row->second);
}

}  // namespace redial::doctor
