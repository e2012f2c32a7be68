// The HTTP that simulated ends speak with each other.
#include "sim/http_text.hpp"

#include <gtest/gtest.h>

#include "sim/stream.hpp"

namespace redial::sim {
namespace {

TEST(HttpText, ReadsWhatItWrites) {
  HttpReader reader;
  const auto message = reader.read(as_bytes(to_text({"POST /a HTTP/1.1", {{"RC-Appkey", "key"}}, "body"}) + "rest"));
  ASSERT_TRUE(message);
  EXPECT_EQ(message->first_line, "POST /a HTTP/1.1");
  EXPECT_EQ(message->header("RC-Appkey"), "key");
  EXPECT_EQ(message->header("Other"), "");
  EXPECT_EQ(message->body, "body");
  EXPECT_EQ(reader.rest(), "rest");
}

TEST(HttpText, AMessageMayComeByteByByte) {
  HttpReader reader;
  const std::string text = to_text({"HTTP/1.1 200", {}, "body"});
  for (std::size_t i = 0; i + 1 < text.size(); ++i) EXPECT_FALSE(reader.read(as_bytes(text.substr(i, 1))));
  EXPECT_TRUE(reader.read(as_bytes(text.substr(text.size() - 1))));
}

TEST(HttpText, ALargerBodyThanAClientReadsIsAFlaw) {
  HttpReader reader;
  EXPECT_FALSE(reader.read(as_bytes(to_text({"HTTP/1.1 200", {}, std::string(kMaxBodyBytes + 1, 'x')}))));
  EXPECT_EQ(reader.flaw(), "body longer than 262144 bytes");
}

TEST(HttpText, AnythingElseIsNoHttp) {
  HttpReader reader;
  EXPECT_FALSE(reader.read(as_bytes("hello\r\n\r\n")));
  EXPECT_EQ(reader.flaw(), "malformed HTTP: bad version");
}

}  // namespace
}  // namespace redial::sim
