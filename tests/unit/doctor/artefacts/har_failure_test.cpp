// Texts of failures, as several programs write them.
#include "doctor/artefacts/har_failure.hpp"

#include <gtest/gtest.h>

namespace redial::doctor {
namespace {

TEST(HarFailureTest, TextsOfManyProgramsAreKnown) {
  EXPECT_EQ(failure_from_text("net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"), Failure::tls_version);
  EXPECT_EQ(failure_from_text("net::ERR_SSL_PROTOCOL_ERROR"), Failure::tls_failed);
  EXPECT_EQ(failure_from_text("net::ERR_CERT_COMMON_NAME_INVALID"), Failure::certificate_host_mismatch);
  EXPECT_EQ(failure_from_text("net::ERR_CERT_REVOKED"), Failure::certificate_untrusted);
  EXPECT_EQ(failure_from_text("net::ERR_INTERNET_DISCONNECTED"), Failure::unreachable);
  EXPECT_EQ(failure_from_text("net::ERR_CONNECTION_TIMED_OUT"), Failure::timed_out);
  EXPECT_EQ(failure_from_text("net::ERR_BLOCKED_BY_CLIENT"), Failure::blocked);
  EXPECT_EQ(failure_from_text("MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE"), Failure::certificate_not_yet_valid);
  EXPECT_EQ(failure_from_text("SEC_ERROR_EXPIRED_CERTIFICATE"), Failure::certificate_expired);
  EXPECT_EQ(failure_from_text("The network connection was lost."), Failure::closed);
  EXPECT_EQ(failure_from_text("connect ECONNREFUSED 127.0.0.1:1"), Failure::refused);
  EXPECT_EQ(failure_from_text("certificate verify failed: unable to get local issuer certificate"),
            Failure::certificate_untrusted);
  EXPECT_EQ(failure_from_text("Error during WebSocket handshake: 'Upgrade' header is missing"), Failure::unusable);
}

TEST(HarFailureTest, WhatSaysNothingIsUnknown) {
  EXPECT_EQ(failure_from_text(""), Failure::unknown);
  EXPECT_EQ(failure_from_text("net::ERR_ABORTED"), Failure::unknown);
  EXPECT_EQ(failure_from_text("something else"), Failure::unknown);
}

TEST(HarFailureTest, OnlyTheCodeOfATextIsShown) {
  EXPECT_EQ(code_in("Error in connection establishment: net::ERR_CONNECTION_REFUSED at token=abc"),
            "net::ERR_CONNECTION_REFUSED");
  EXPECT_EQ(code_in("connect ECONNRESET 10.0.0.1"), "ECONNRESET");
  EXPECT_EQ(code_in("NS_ERROR_UNKNOWN_HOST"), "NS_ERROR_UNKNOWN_HOST");
  EXPECT_EQ(code_in("token MYERR_1234 and ERR_" + std::string(80, 'A')), "");
  EXPECT_EQ(code_in(""), "");
}

}  // namespace
}  // namespace redial::doctor
