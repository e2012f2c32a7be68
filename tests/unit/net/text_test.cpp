// URLs, digests, the clock: what net/ knows without a socket.
#include <gtest/gtest.h>

#include "net/clock.hpp"
#include "net/digests.hpp"
#include "net/url.hpp"

namespace redial::net {
namespace {

std::string hex(const std::string& bytes) {
  std::string text;
  for (const unsigned char byte : bytes) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

TEST(Url, SplitsSchemeHostPortAndTarget) {
  const auto url = parse_url("wss://chat.example:8443/cmp/7/websocket?appId=a");
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->tls);
  EXPECT_EQ(url->host, "chat.example");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->target, "/cmp/7/websocket?appId=a");
  EXPECT_EQ(url->authority, "chat.example:8443");
}

TEST(Url, PortComesFromTheSchemeWhenMissing) {
  EXPECT_EQ(parse_url("http://a")->port, 80);
  EXPECT_EQ(parse_url("https://a/")->port, 443);
  EXPECT_EQ(parse_url("ws://a?x")->target, "/?x");
}

TEST(Url, IpV6HostStandsInBrackets) {
  const auto url = parse_url("http://[::1]:81/x");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "::1");
  EXPECT_EQ(url->port, 81);
}

TEST(Url, RefusesWhatCannotBeDialled) {
  for (const char* text :
       {"", "ftp://a", "http://", "http://a:0", "http://a:70000", "http://a:", "http://[::1", "http://[::1]x:1"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
}

TEST(Url, ErrorDoesNotQuoteTheQuery) {
  EXPECT_EQ(to_text(parse_url("tcp://a/?token=secret").error()).find("secret"), std::string::npos);
}

// RFC 4231 test case 2, FIPS 180 "abc", RFC 4648 section 10.
TEST(Digests, MatchPublishedVectors) {
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64(""), "");
}

TEST(Digests, RandomBytesDiffer) {
  EXPECT_EQ(random_bytes(16).size(), 16u);
  EXPECT_NE(random_bytes(16), random_bytes(16));
}

TEST(Clock, NeverGoesBack) {
  const TimePoint first = now();
  EXPECT_GE(now(), first);
}

TEST(Clock, EpochPlusNowIsTheWallClock) {
  const auto wall = unix_epoch() + std::chrono::duration_cast<UnixMillis>(now().time_since_epoch());
  EXPECT_LT(std::chrono::abs(wall - unix_now()), std::chrono::seconds(1));
}

TEST(Clock, IdNamesTheBootAndTheClock) {
  EXPECT_TRUE(clock_id().ends_with(" monotonic"));
  EXPECT_EQ(clock_id(), clock_id());
}

}  // namespace
}  // namespace redial::net
