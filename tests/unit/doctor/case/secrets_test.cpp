// Secrets get labels, and no text that leaves has one in it.
#include "doctor/case/secrets.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kToken = "q3Zt7+Yw/2bA91kLmn0PQw==@nav.example.com";

TEST(SecretsTest, WholeTextAndFormForChatAreOneToken) {
  Secrets secrets;
  EXPECT_EQ(secrets.token("q3Zt7+Yw/2bA91kLmn0PQw==@").label, "token-1");
  EXPECT_EQ(secrets.token(kToken).label, "token-1");
  EXPECT_EQ(secrets.token(kToken).text.navigators.size(), 1u);
  EXPECT_EQ(secrets.token("another0another0").label, "token-2");
}

TEST(SecretsTest, KnownSecretsAreReplacedInEverySpelling) {
  Secrets secrets;
  secrets.token(kToken);
  secrets.app_key("8luwapkv84g0l");
  const std::string out = secrets.redact(
      "connect(q3Zt7+Yw/2bA91kLmn0PQw==@nav.example.com) ?x=q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D%40 for 8luwapkv84g0l");
  EXPECT_EQ(out, "connect(token-1) ?x=token-1 for app-key-1");
}

TEST(SecretsTest, UnknownValuesOfSecretNamesAreHidden) {
  const Secrets secrets;
  EXPECT_EQ(secrets.redact("ws://h/websocket?appId=abcdef&token=xyz123&v=5"), "ws://h/websocket?appId=secret&token=secret&v=5");
  EXPECT_EQ(secrets.redact(R"({"accessToken": "abc", "user": "u1"})"), R"({"accessToken": "secret", "user": "u1"})");
}

TEST(SecretsTest, LongRunsAreHiddenWhateverTheyAreCalled) {
  const Secrets secrets;
  const std::string run = "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3BxcnN0";
  EXPECT_THAT(secrets.redact("credential " + run), Not(HasSubstr(run)));
  EXPECT_EQ(secrets.redact("http://127.0.0.1:9000/v2/navi.json"), "http://127.0.0.1:9000/v2/navi.json");
}

TEST(SecretsTest, AppKeyIsHintedAtByAQuarterAtMost) {
  Secrets secrets;
  EXPECT_EQ(secrets.app_key("8luwapkv84g0l"), "app-key-1");
  EXPECT_EQ(secrets.take_app_keys().front().hint, "8lu… (13 characters)");
}

TEST(SecretsTest, PresentedTokenIsRecognisedAsAMangledFormOfTheIssuedOne) {
  const auto mangled = [](const std::string& presented) {
    Secrets secrets;
    secrets.token(kToken).issued_at = TimePoint{};
    secrets.token(presented).presented = true;
    return secrets.take_tokens().back().mangling;
  };
  EXPECT_EQ(mangled("q3Zt7 Yw/2bA91kLmn0PQw==@nav.example.com"), Mangling::plus_to_space);
  EXPECT_EQ(mangled("q3Zt7+Yw/2bA91k"), Mangling::cut);
  EXPECT_EQ(mangled("q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D%40nav.example.com"), Mangling::percent_encoded);
  EXPECT_EQ(mangled(std::string("\"") + kToken + "\""), Mangling::padded);
  EXPECT_EQ(mangled("q3Zt8+Yw/2bA91kLmn0PQw==@nav.example.com"), Mangling::characters_changed);
  EXPECT_EQ(mangled("q3zt7+yw/2ba91klmn0pqw==@nav.example.com"), Mangling::characters_changed);
  EXPECT_EQ(mangled("0000000000000000000000000000000000000000"), Mangling::none);
}

}  // namespace
}  // namespace redial::doctor
