// See certificate.hpp.
#include "doctor/artefacts/capture/certificate.hpp"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <cstdio>
#include <ctime>

#include "net/openssl_handles.hpp"

namespace redial::doctor::capture {
namespace {

std::string common_name(const X509_NAME* name) {
  char text[256] = {};
  const int size = X509_NAME_get_text_by_NID(name, NID_commonName, text, sizeof text);
  std::string found;
  for (int i = 0; i < size; ++i) found += text[i] >= ' ' && text[i] <= '~' ? text[i] : '?';
  return found;
}

// Times that a TimePoint cannot hold become its ends.
TimePoint time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return TimePoint{};
  const int year = parts.tm_year + 1900;
  if (year > 2261) return TimePoint::max();
  if (year < 1678) return TimePoint::min();
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                         std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
  return TimePoint(std::chrono::sys_days(date).time_since_epoch() + std::chrono::hours(parts.tm_hour) +
                   std::chrono::minutes(parts.tm_min) + std::chrono::seconds(parts.tm_sec));
}

std::string day_text(TimePoint at) {
  const auto days = std::chrono::floor<std::chrono::days>(at.time_since_epoch());
  const std::chrono::year_month_day date{std::chrono::sys_days(days)};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace

std::optional<Certificate> read_certificate(View der, const std::string& host) {
  const unsigned char* bytes = der.data();
  const net::CertificatePtr parsed(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
  if (!parsed) return std::nullopt;
  X509* certificate = parsed.get();
  const X509_NAME *subject = X509_get_subject_name(certificate), *issuer = X509_get_issuer_name(certificate);
  Certificate found;
  found.subject = common_name(subject);
  found.issuer = common_name(issuer);
  found.not_before = time_of(X509_get0_notBefore(certificate));
  found.not_after = time_of(X509_get0_notAfter(certificate));
  found.is_self_issued = X509_NAME_cmp(subject, issuer) == 0;
  found.names_host = X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1 ||
                     X509_check_ip_asc(certificate, host.c_str(), 0) == 1;
  return found;
}

std::optional<Failure> fault_of(const Certificate& certificate, TimePoint at) {
  if (at > certificate.not_after) return Failure::certificate_expired;
  if (at < certificate.not_before) return Failure::certificate_not_yet_valid;
  if (!certificate.names_host) return Failure::certificate_host_mismatch;
  return std::nullopt;
}

std::string to_text(const Certificate& certificate) {
  return "certificate of " + (certificate.subject.empty() ? "nobody" : certificate.subject) +
         (certificate.is_self_issued ? ", issued by itself" : ", issued by " + certificate.issuer) + ", from " +
         day_text(certificate.not_before) + " to " + day_text(certificate.not_after);
}

}  // namespace redial::doctor::capture
