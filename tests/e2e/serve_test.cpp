// The way of a newcomer: a standing server, a token that curl gets from its Server API, and a login with the official SDK.
#include <gtest/gtest.h>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

// The commands of the README, with the values that `redial serve` printed.
constexpr const char* kNewcomer = R"sh(
value() { sed -n "s/^$1  *//p" "$GREETING"; }
secret=$(value secret) nonce=$RANDOM timestamp=$(date +%s000)
token=$(curl --silent --show-error --fail "$(value server-api)/user/getToken.json" \
  --header "App-Key: $(value app-key)" --header "Nonce: $nonce" --header "Timestamp: $timestamp" \
  --header "Signature: $(printf %s "$secret$nonce$timestamp" | sha1sum | cut -c1-40)" \
  --data userId=alice --data name=Alice | sed 's/.*"token":"\([^"]*\)".*/\1/')
node "$SOURCE/examples/web-sdk/login.js" "$(value navigation)" "$(value app-key)" "$token"
)sh";

TEST(Serve, TheOfficialSdkLogsInWithATokenThatCurlGot) {
  Program server({program("redial"), "serve"});
  ASSERT_TRUE(server.read_until("\nsecret")) << server.output();
  ASSERT_TRUE(server.read_until("\n")) << server.output();
  const auto greeting = empty_folder("serve") / "greeting";
  FILE* file = fopen(greeting.c_str(), "w");
  fputs(server.output().c_str(), file);
  fclose(file);
  const auto outcome = run({"bash", "-c", "GREETING=" + greeting.string() + " SOURCE=" + REDIAL_SOURCE_DIR + kNewcomer});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  EXPECT_NE(outcome.output.find("connected as alice"), std::string::npos) << outcome.output;
}

}  // namespace
}  // namespace redial::e2e
