// Names of plays as names of files.
#include "core/base/file_name.hpp"

#include <gtest/gtest.h>

namespace redial {
namespace {

TEST(FileName, APlayStaysLegible) {
  EXPECT_EQ(file_name("network/reset (tls), rongcloud-web 5.38.0"), "network.reset-tls-rongcloud-web-5.38.0");
  EXPECT_EQ(file_name("token/refused [status=4]"), "token.refused-status=4");
}

TEST(FileName, NothingLeadsOutOfAFolderOrHides) {
  EXPECT_EQ(file_name("../../etc/passwd"), "etc.passwd");
  EXPECT_EQ(file_name(".profile"), "profile");
  EXPECT_EQ(file_name("-rf *"), "rf");
  EXPECT_EQ(file_name(std::string_view("a\0b\nc", 5)), "a-b-c");
}

TEST(FileName, WhatHasNoLetterHasAName) {
  EXPECT_EQ(file_name(""), "unnamed");
  EXPECT_EQ(file_name("重连"), "unnamed");
}

TEST(FileName, ALongNameIsCut) {
  EXPECT_EQ(file_name(std::string(kMaxFileNameBytes, 'x')), std::string(kMaxFileNameBytes, 'x'));
  EXPECT_EQ(file_name(std::string(kMaxFileNameBytes + 1, 'x')), std::string(kMaxFileNameBytes, 'x'));
}

}  // namespace
}  // namespace redial
