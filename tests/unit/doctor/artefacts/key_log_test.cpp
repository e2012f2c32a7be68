// Which texts are key logs.
#include "doctor/artefacts/key_log.hpp"

#include <gtest/gtest.h>

#include <string>

namespace redial::doctor {
namespace {

const std::string kRandom(64, 'a'), kSecret(96, 'b');

TEST(KeyLogTest, FirstLineThatIsNoCommentDecides) {
  EXPECT_TRUE(is_key_log("CLIENT_RANDOM " + kRandom + " " + kSecret + "\n"));
  EXPECT_TRUE(is_key_log("# SSL/TLS secrets log file\r\n\r\nSERVER_HANDSHAKE_TRAFFIC_SECRET " + kRandom + " " + kSecret));
  EXPECT_TRUE(is_key_log("RSA 0123456789abcdef " + kSecret));
  EXPECT_FALSE(is_key_log("hello\nCLIENT_RANDOM " + kRandom + " " + kSecret));
}

TEST(KeyLogTest, OtherTextsAreNone) {
  EXPECT_FALSE(is_key_log(""));
  EXPECT_FALSE(is_key_log("# only a comment\n"));
  EXPECT_FALSE(is_key_log("CLIENT_RANDOM"));
  EXPECT_FALSE(is_key_log("CLIENT_RANDOM abc def"));
  EXPECT_FALSE(is_key_log("CLIENT_RANDOM " + std::string(64, 'z') + " " + kSecret));
}

}  // namespace
}  // namespace redial::doctor
