// What cleaners of recordings leave.
#include "doctor/artefacts/masked.hpp"

#include <gtest/gtest.h>

namespace redial::doctor {
namespace {

TEST(MaskedTest, WordsAndFillersAreMasks) {
  for (const char* value : {"REDACTED", "[redacted]", "***", "xxxxxxxx", "q3Zt***", "••••••", "<removed>", "..."})
    EXPECT_TRUE(is_masked(value)) << value;
  for (const char* value : {"", "q3Zt7+Yw/2bA91kLmn0PQw==@", "8luwapkv84g0l", " ", "{token}"})
    EXPECT_FALSE(is_masked(value)) << value;
}

TEST(MaskedTest, TokenThatIsMaskedTakesTheAppKeyWithIt) {
  bool left_out = false;
  EXPECT_EQ(without_masked("appId=k1&token=%5Bredacted%5D&v=5", left_out), "v=5");
  EXPECT_TRUE(left_out);
}

TEST(MaskedTest, AppKeyThatIsMaskedGoesAlone) {
  bool left_out = false;
  EXPECT_EQ(without_masked("appId=***&token=q3Zt7&v=5", left_out), "token=q3Zt7&v=5");
  EXPECT_TRUE(left_out);
}

TEST(MaskedTest, WholeFormIsGivenBackAsItIs) {
  bool left_out = false;
  EXPECT_EQ(without_masked("appId=k1&token=a+b", left_out), "appId=k1&token=a+b");
  EXPECT_EQ(without_masked("%zz", left_out), "%zz");
  EXPECT_FALSE(left_out);
}

}  // namespace
}  // namespace redial::doctor
