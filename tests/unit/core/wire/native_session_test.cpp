// A whole session of the vendor's native stack with the mock server (native_session.txt, recorded by
// tests/unit/agent_native/record_session.js): what each frame of both directions says, with no byte left over.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/wire/connect.hpp"
#include "core/wire/envelope.hpp"
#include "core/wire/native_frame.hpp"
#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {
namespace {

using testing::ElementsAre;
using Lines = std::vector<std::string>;

// All that `who` sent.
Bytes recorded(const std::string& who) {
  std::ifstream file(REDIAL_SOURCE_DIR "/tests/unit/core/wire/native_session.txt");
  Bytes bytes;
  for (std::string sender, digits; file >> sender >> digits;) {
    if (sender == who) std::ranges::copy(hex(digits), std::back_inserter(bytes));
  }
  return bytes;
}

// The messages in `stream`, of which nothing must be left over.
std::vector<Bytes> messages(const Bytes& stream) {
  NativeReader reader(kUsualNativeKey);
  std::vector<Bytes> found;
  Bytes framed;
  for (const NativeEvent& event : reader.read(stream)) {
    found.push_back(std::get<Bytes>(event));
    std::ranges::copy(encode_native_frame(found.back(), kUsualNativeKey), std::back_inserter(framed));
  }
  EXPECT_EQ(framed, stream);
  return found;
}

// "QUERY pullMsg #5 u1, 12 bytes": as the trace names it, then what it has of number, user or target, and the payload's size.
template <class Message>
std::string line_of(const Message& message) {
  std::string line = to_text(message);
  std::visit(
      [&](const auto& m) {
        if constexpr (requires { m.user; }) line += " " + m.user.value_or("nobody");
        if constexpr (requires { m.id; }) line += " #" + std::to_string(m.id);
        if constexpr (requires { m.target; }) line += m.target.empty() ? "" : " " + m.target;
        if constexpr (requires { m.payload; }) line += ", " + std::to_string(m.payload.size()) + " bytes";
      },
      message);
  return line;
}

TEST(NativeSession, BeginsWithConnect) {
  const auto connect = decode_connect(messages(recorded("client")).front());
  ASSERT_TRUE(connect.ok()) << connect.error().what;
  EXPECT_EQ(connect->version, 3);
  EXPECT_EQ(connect->client, "RongIMPCClient");
  EXPECT_EQ(connect->platform, "PC--5.46.1");
  EXPECT_EQ(connect->app_key, "capture-key-1");
}

TEST(NativeSession, OfTheClientIsReadFrameByFrame) {
  Lines lines;
  const auto sent = messages(recorded("client"));
  for (std::size_t i = 1; i < sent.size(); ++i) {
    const auto message = decode_client_message(sent[i], Dialect::native);
    ASSERT_TRUE(message.ok()) << i << ": " << message.error().what;
    lines.push_back(line_of(*message));
  }
  EXPECT_THAT(lines, ElementsAre("QUERY qAppBot #1, 0 bytes",          //
                                 "QUERY pullSeAtts #2, 2 bytes",       //
                                 "QUERY pullEventChange #3, 2 bytes",  //
                                 "QUERY pullUS #4, 2 bytes",           //
                                 "QUERY pullMsg #5, 10 bytes",         //
                                 "PINGREQ",                            //
                                 "QUERY pullModifyMsg #6, 4 bytes",    //
                                 "QUERY pullModifyMsg #7, 6 bytes",    //
                                 "PUBLISH ppMsgP #8 u2, 423 bytes",    //
                                 "PUBACK #1",                          //
                                 "DISCONNECT 4"));
}

TEST(NativeSession, OfTheServerIsReadFrameByFrame) {
  Lines lines;
  for (const Bytes& bytes : messages(recorded("server"))) {
    const auto message = decode_server_message(bytes, ConnAckLayout::v3, Dialect::native);
    ASSERT_TRUE(message.ok()) << lines.size() << ": " << message.error().what;
    lines.push_back(line_of(*message));
  }
  EXPECT_THAT(lines, ElementsAre("CONNACK 0 u1",                   //
                                 "QUERYACK 0 #1, 0 bytes",         //
                                 "QUERYACK 0 #2, 2 bytes",         //
                                 "QUERYACK 0 #3, 4 bytes",         //
                                 "QUERYACK 0 #4, 2 bytes",         //
                                 "QUERYACK 0 #5, 6 bytes",         //
                                 "PINGRESP",                       //
                                 "QUERYACK 0 #6, 4 bytes",         //
                                 "QUERYACK 0 #7, 4 bytes",         //
                                 "PUBACK 0 #8",                    //
                                 "PUBLISH s_msg #1 u1, 65 bytes",  //
                                 "DISCONNECT 4"));
}

}  // namespace
}  // namespace redial::wire
