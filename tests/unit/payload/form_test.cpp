// Form bodies, as the official SDK and app servers write them and as nobody should.
#include "payload/form.hpp"

#include <gtest/gtest.h>

namespace redial::payload {
namespace {

TEST(Form, FieldsKeepTheirOrderAndMayRepeat) {
  const auto form = parse_form("userId=a&time=1&userId=b");
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(*form, (Form{{"userId", "a"}, {"time", "1"}, {"userId", "b"}}));
}

TEST(Form, EscapesAreDecodedAndPlusIsASpace) {
  const auto form = parse_form("a%20b=c+d%2Be%3d");
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(*form, (Form{{"a b", "c d+e="}}));
}

TEST(Form, EmptyFieldsAreSkippedAndValuesMayBeMissing) {
  const auto form = parse_form("&&a&b=&");
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(*form, (Form{{"a", ""}, {"b", ""}}));
}

TEST(Form, BrokenEscapesAreErrors) {
  for (const char* body : {"a=%", "a=%4", "a=%zz", "a=%4g", "%-1=a"}) EXPECT_FALSE(parse_form(body).ok()) << body;
}

TEST(Form, TooManyFieldsAreAnError) {
  std::string body;
  for (std::size_t i = 0; i < kMaxFormFields; ++i) body += "a=1&";
  EXPECT_TRUE(parse_form(body).ok());
  EXPECT_FALSE(parse_form(body + "a=1").ok());
}

TEST(Form, IsWrittenAsEncodeUriComponentDoes) {
  EXPECT_EQ(to_form({{"token", "a+/=% &@"}, {"v", "5.38.0"}}), "token=a%2B%2F%3D%25%20%26%40&v=5.38.0");
}

TEST(Form, FindGivesTheFirstField) {
  const Form form{{"a", "1"}, {"a", "2"}};
  EXPECT_EQ(*find(form, "a"), "1");
  EXPECT_EQ(find(form, "b"), nullptr);
}

}  // namespace
}  // namespace redial::payload
