// The requests that are played, held against the protocols' own words.
#include "benchmarks/peers/client/requests.hpp"

#include <gmock/gmock.h>

#include <set>

#include "mock_server/chat/login_claim.hpp"

namespace redial::peers {
namespace {

using namespace std::string_literals;

std::string query_of(const std::string& request) {
  const std::size_t begin = request.find('?') + 1;
  return request.substr(begin, request.find(' ', begin) - begin);
}

TEST(Requests, OurServerReadsAppKeyTokenAndPlatformOutOfTheUpgrade) {
  const auto claim = mock_server::login_claim(query_of(websocket_request("key-1", "R+/1=@", 7)));
  EXPECT_EQ(claim.app_key, "key-1");
  EXPECT_EQ(claim.token.value, "R+/1=@");
  EXPECT_EQ(claim.platform, "browser");
  EXPECT_EQ(claim.device, "0000000000000000000007");
}

TEST(Requests, AnUpgradeEndsWithAnEmptyLine) {
  EXPECT_THAT(websocket_request("key-1", "t@", 0), testing::EndsWith("==\r\n\r\n"));
}

TEST(Requests, MqttConnectIsThatOfVersion311) {
  EXPECT_EQ(mqtt_connect(7), "\x10\x22\x00\x04MQTT\x04\x02\x00\x00\x00\x16"s + "0000000000000000000007");
}

TEST(Requests, EachUserHasARequestOfItsOwn) {
  for (const Dialect dialect : {Dialect::websocket, Dialect::mqtt}) {
    const auto requests = make_requests(dialect, "key-1", made_up_tokens(100));
    EXPECT_EQ(std::set<std::string>(requests.begin(), requests.end()).size(), 100u);
  }
}

TEST(Requests, AFileWithoutTokensIsAnError) {
  const auto tokens = read_tokens("/dev/null");
  ASSERT_FALSE(tokens.ok());
  EXPECT_EQ(to_text(tokens.error()), "/dev/null: no tokens in it; give a file with one token a line");
}

}  // namespace
}  // namespace redial::peers
