// Calls by name, and their messages as JSON.
#include "mock_server/workbench/json_method.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "redial/v1/mock_server.pb.h"

namespace redial::mock_server::workbench {
namespace {

TEST(JsonMethod, CallsAreFoundByName) {
  EXPECT_EQ(JsonMethod::find("IssueToken")->path(), "/redial.v1.MockServer/IssueToken");
  EXPECT_FALSE(JsonMethod::find("Sneeze").has_value());
  EXPECT_FALSE(JsonMethod::find("").has_value());
}

TEST(JsonMethod, StreamsAreNoCalls) { EXPECT_FALSE(JsonMethod::find("Observe").has_value()); }

TEST(JsonMethod, ARequestIsReadFromItsFields) {
  const auto bytes = JsonMethod::find("IssueToken")->request_bytes(R"({"appKey": "k", "lifetimeMs": "60000", "oneTime": true})");
  ASSERT_TRUE(bytes) << to_text(bytes.error());
  redial::v1::IssueTokenRequest request;
  ASSERT_TRUE(request.ParseFromString(*bytes));
  EXPECT_EQ(request.app_key(), "k");
  EXPECT_EQ(request.lifetime_ms(), 60'000);
  EXPECT_TRUE(request.one_time());
}

TEST(JsonMethod, NoTextIsAnEmptyRequest) { EXPECT_EQ(*JsonMethod::find("ListApps")->request_bytes(""), ""); }

TEST(JsonMethod, WhatIsNoRequestIsAnError) {
  const auto method = JsonMethod::find("IssueToken");
  for (const char* json : {"[]", "{", R"({"nose": 1})", R"({"lifetimeMs": "soon"})"})
    EXPECT_FALSE(method->request_bytes(json)) << json;
}

TEST(JsonMethod, AnAnswerHasAllItsFields) {
  const auto json = JsonMethod::find("GetStats")->response_json("");
  ASSERT_TRUE(json);
  EXPECT_EQ(nlohmann::json::parse(*json)["loginsRefused"], "0");
}

TEST(JsonMethod, AnAnswerThatIsNoneIsAnError) { EXPECT_FALSE(JsonMethod::find("GetStats")->response_json("\xff")); }

}  // namespace
}  // namespace redial::mock_server::workbench
