// The way of a newcomer: a standing server, a token that curl gets from its Server API, and a login with the official SDK.
#include <gtest/gtest.h>
#include <signal.h>

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

// A script that waits for the greeting gets one address less, and nothing listens for people.
TEST(Serve, ThePageIsLeftOutWhereNoneIsWanted) {
  Program with({program("redial"), "serve"});
  EXPECT_TRUE(with.value_behind("\npage").starts_with("http://127.0.0.1:")) << with.output();
  Program without({program("redial"), "serve", "--no-page"});
  ASSERT_TRUE(without.read_until("\nsecret")) << without.output();
  without.signal(SIGTERM);
  EXPECT_EQ(without.finish(), 0);
  EXPECT_EQ(without.output().find("\npage"), std::string::npos) << without.output();
}

}  // namespace
}  // namespace redial::e2e
