// A value or an error, and how an error reads.
#include "core/base/result.hpp"

#include <gtest/gtest.h>

namespace redial {
namespace {

TEST(ResultTest, HoldsEitherTheValueOrTheError) {
  const Result<int> good = 7;
  ASSERT_TRUE(good.ok());
  EXPECT_EQ(*good, 7);
  const Result<int> bad = Error{"no such user", "", ""};
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.error().what, "no such user");
}

TEST(ResultTest, ErrorTextNamesThePlaceAndTheAdviceWhereThereAreSome) {
  EXPECT_EQ(to_text(Error{"port in use", "", ""}), "port in use");
  EXPECT_EQ(to_text(Error{"port in use", "navigation", "choose another with --port"}),
            "navigation: port in use; choose another with --port");
}

}  // namespace
}  // namespace redial
