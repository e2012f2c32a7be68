// Literal answers of the Server API, and what is none.
#include "doctor/case/api_answer.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(ApiAnswerText, CodeAndUsersAreReadInBothForms) {
  const ApiAnswer blocked = read_api_answer(R"({"code":200,"users":[{"userId":"u1","blockEndTime":"2015-01-11 01:28:20"}]})");
  EXPECT_EQ(blocked.code, 200);
  EXPECT_THAT(blocked.users, Optional(ElementsAre("u1")));
  EXPECT_THAT(read_api_answer(R"({"code":200,"users":["u1","u2"]})").users, Optional(ElementsAre("u1", "u2")));
}

TEST(ApiAnswerText, EmptyListIsAList) { EXPECT_THAT(read_api_answer(R"({"users":[]})").users, Optional(ElementsAre())); }

TEST(ApiAnswerText, ErrorHasACodeAndNoList) {
  const ApiAnswer error = read_api_answer(R"({"code":1004,"errorMessage":"Signature"})");
  EXPECT_EQ(error.code, 1004);
  EXPECT_FALSE(error.users);
}

TEST(ApiAnswerText, WhatIsNoAnswerSaysNothing) {
  for (const char* text : {"", "no JSON", "[]", "null", R"({"code":"200"})", R"({"code":-1})", R"({"code":99999999999})"}) {
    EXPECT_FALSE(read_api_answer(text).code) << text;
    EXPECT_FALSE(read_api_answer(text).users) << text;
  }
  EXPECT_FALSE(read_api_answer(R"({"users":{"userId":"u1"}})").users);
  EXPECT_THAT(read_api_answer(R"({"users":[1,null,{"id":"u1"},"u2"]})").users, Optional(ElementsAre("u2")));
}

TEST(ApiAnswerText, TooLongIsNotLookedAt) {
  const std::string pad(kMaxApiAnswerBytes, ' ');
  EXPECT_EQ(read_api_answer(R"({"code":200})" + pad.substr(12)).code, 200);
  EXPECT_FALSE(read_api_answer(R"({"code":200})" + pad).code);
}

}  // namespace
}  // namespace redial::doctor
