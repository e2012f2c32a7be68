// When an answer is a login, from the literal bytes that servers send.
#include "benchmarks/peers/client/answer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace redial::peers {
namespace {

using namespace std::string_literals;

const std::string kHead = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

Answer websocket(const std::string& bytes) { return read_answer(Dialect::websocket, bytes); }
Answer mqtt(const std::string& bytes) { return read_answer(Dialect::mqtt, bytes); }

TEST(Answer, AnUpgradeAndAConnackOfStatusZeroIsALogin) {
  EXPECT_EQ(websocket(kHead + "\x82\x05\x20\x00\x00\x00\x02"s), Answer::logged_in);
}

TEST(Answer, UntilTheStatusHasComeNothingIsKnown) {
  const std::string whole = kHead + "\x82\x05\x20\x00\x00"s;
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_EQ(websocket(whole.substr(0, size)), Answer::incomplete) << size;
}

TEST(Answer, AnotherHttpStatusIsARefusalBeforeItsEnd) { EXPECT_EQ(websocket("HTTP/1.1 403"), Answer::refused); }

TEST(Answer, AConnackOfAnotherStatusIsARefusal) { EXPECT_EQ(websocket(kHead + "\x82\x03\x20\x00\x04"s), Answer::refused); }

TEST(Answer, AnotherMessageThanConnackIsARefusal) { EXPECT_EQ(websocket(kHead + "\x82\x03\xe0\x00\x00"s), Answer::refused); }

TEST(Answer, ACloseFrameIsARefusal) { EXPECT_EQ(websocket(kHead + "\x88\x03\x20\x00\x00"s), Answer::refused); }

TEST(Answer, MqttIsDecidedByTheReturnCode) {
  EXPECT_EQ(mqtt("\x20\x02\x00"s), Answer::incomplete);
  EXPECT_EQ(mqtt("\x20\x02\x00\x00"s), Answer::logged_in);
  EXPECT_EQ(mqtt("\x20\x02\x00\x05"s), Answer::refused);
}

}  // namespace
}  // namespace redial::peers
