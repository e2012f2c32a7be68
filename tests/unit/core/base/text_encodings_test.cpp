// Base64 and hexadecimal against literals, and everything that is neither.
#include "core/base/text_encodings.hpp"

#include <gtest/gtest.h>

namespace redial {
namespace {

// RFC 4648, section 10.
TEST(Base64, IsWrittenAsTheStandardSays) {
  EXPECT_EQ(to_base64(""), "");
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(to_base64("\xfb\xff"), "+/8=");
}

TEST(Base64, IsReadBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    bytes += static_cast<char>(i);
  }
}

TEST(Base64, AnythingElseIsRefused) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zh==", "Zg==Zg==", "Zm9v=", "Zm 9", "Zm9-", "====", "Zm9v\n"})
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(Hex, IsLowerCase) { EXPECT_EQ(to_hex(std::string("\x00\xab\xff", 3)), "00abff"); }

TEST(Hex, ComesBack) { EXPECT_EQ(from_hex("00abff"), std::string("\x00\xab\xff", 3)); }

TEST(Hex, OfAnotherFormIsRefused) {
  for (const char* text : {"0", "abc", "AB", "0x", "0g", "00 1", "zz"}) EXPECT_EQ(from_hex(text), std::nullopt) << text;
}

}  // namespace
}  // namespace redial
