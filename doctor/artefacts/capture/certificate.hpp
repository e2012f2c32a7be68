// What a server's certificate says of itself: names and dates. Whether it is trusted is the client's business.
#pragma once

#include <optional>
#include <string>

#include "core/time/time.hpp"
#include "doctor/artefacts/capture/bytes.hpp"
#include "doctor/case/failure.hpp"

namespace redial::doctor::capture {

struct Certificate {
  std::string subject, issuer;  // common names; empty where there is none
  TimePoint not_before{}, not_after{};
  bool names_host = false;  // the host asked about
  bool is_self_issued = false;
};

// `host`: a name, or an address as text. Nothing: no certificate.
std::optional<Certificate> read_certificate(View der, const std::string& host);

// What is wrong with it at that time by what it says of itself. Nothing: nothing.
std::optional<Failure> fault_of(const Certificate& certificate, TimePoint at);

// "certificate of im.example.com, issued by Example CA, from 2026-01-01 to 2027-01-01".
std::string to_text(const Certificate& certificate);

}  // namespace redial::doctor::capture
