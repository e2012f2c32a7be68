// Payloads against the bytes that the official SDK sends, and against bytes written out by hand from the schemas.
#include "payload/chat_payloads.hpp"

#include <gtest/gtest.h>

#include "tests/unit/payload/bytes.hpp"

namespace redial::payload {
namespace {

// PUBLISH ppMsgP as captured: "hello 你好" with client id 1.
wire::Bytes captured_upstream() {
  return hex("0803 1209") + text("RC:TxtMsg") + hex("1a1a") + text("{\"content\":\"hello 你好\"}") + hex("4802 5001 b00100");
}

TEST(ChatPayloads, UpstreamTextIsWrittenAsTheOfficialSdkWritesIt) {
  EXPECT_EQ(encode_upstream_text("hello 你好", 1), captured_upstream());
}

TEST(ChatPayloads, UpstreamTextOfTheOfficialSdkIsRead) {
  const auto text = decode_upstream_text(captured_upstream());
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(*text, (UpstreamText{"hello 你好", 1}));
}

TEST(ChatPayloads, UpstreamTextWithoutARequiredFieldIsAnError) { EXPECT_FALSE(decode_upstream_text(hex("0803")).ok()); }

TEST(ChatPayloads, UpstreamOfAnotherClassNamesTheClass) {
  const auto image = decode_upstream_text(hex("0803 1209") + text("RC:ImgMsg") + hex("1a02") + text("{}"));
  ASSERT_FALSE(image.ok());
  EXPECT_EQ(to_text(image.error()), "message class 'RC:ImgMsg' is not served; send RC:TxtMsg");
}

TEST(ChatPayloads, ContentThatIsNoJsonIsAnError) {
  EXPECT_FALSE(decode_upstream_text(hex("0803 1209") + text("RC:TxtMsg") + hex("1a01") + text("{")).ok());
}

TEST(ChatPayloads, ContentWithoutATextIsAnError) {
  EXPECT_FALSE(decode_upstream_text(hex("0803 1209") + text("RC:TxtMsg") + hex("1a0d") + text("{\"content\":1}")).ok());
}

TEST(ChatPayloads, AnOrphanedSurrogateOfTextIsReplacedNotThrown) { EXPECT_NO_THROW(encode_upstream_text("\xed\xa0\x80", 1)); }

TEST(ChatPayloads, DownstreamTextIsWrittenWithEveryRequiredField) {
  const auto bytes = encode_downstream_text({.from = "u1", .text = "hi", .message_uid = "UID-1", .time_ms = 300});
  EXPECT_EQ(bytes, hex("0a02") + text("u1") + hex("1001 2209") + text("RC:TxtMsg") + hex("2a10") + text("{\"content\":\"hi\"}") +
                       hex("30ac02 3800 4a05") + text("UID-1"));
}

TEST(ChatPayloads, DownstreamTextIsReadBack) {
  const TextMessage message{"u1", "hi \"there\"\n", "UID-1", 1'795'294'265'902};
  const auto read = decode_downstream_text(encode_downstream_text(message));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, message);
}

TEST(ChatPayloads, NotificationIsTypeOneWithATime) { EXPECT_EQ(encode_notification(300), hex("0801 10ac02")); }

TEST(ChatPayloads, PullRequestOfTheOfficialSdkIsRead) {
  const auto request = decode_pull_request(hex("0800 1000 2001 3000 3801 4801"));
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(*request, (PullRequest{.inbox_after = 0, .outbox_after = 0, .broadcast_after = 1}));
}

TEST(ChatPayloads, PullRequestAsksForNoCompression) {
  EXPECT_EQ(encode_pull_request({300, 5, 0}), hex("08ac02 1000 2001 3005 3800"));
}

TEST(ChatPayloads, PullRequestWithoutSyncTimeIsAnError) { EXPECT_FALSE(decode_pull_request(hex("1000")).ok()); }

TEST(ChatPayloads, PullAnswerWithoutNewsIsTheCapturedOne) {
  EXPECT_EQ(encode_pull_answer({.messages{}, .inbox_until = 1, .finished = true, .broadcast_until = 1}), hex("1001 1801 2001"));
}

TEST(ChatPayloads, PullAnswerIsReadBack) {
  const PullAnswer answer{{{"u1", "one", "UID-1", 7}, {"u2", "two", "UID-2", 8}}, 8, false, 3};
  const auto read = decode_pull_answer(encode_pull_answer(answer));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(*read, answer);
}

TEST(ChatPayloads, PulledMessagesOfOtherClassesAreLeftOut) {
  const auto image =
      hex("0a02") + text("u1") + hex("1001 2209") + text("RC:ImgMsg") + hex("2a02") + text("{}") + hex("3001 3800");
  const auto answer = hex("0a") + wire::Bytes{static_cast<std::uint8_t>(image.size())} + image + hex("1001");
  const auto read = decode_pull_answer(answer);
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->messages.empty());
}

TEST(ChatPayloads, GarbageIsAnErrorEverywhere) {
  const wire::Bytes garbage = hex("ffffffffff");
  EXPECT_FALSE(decode_upstream_text(garbage).ok());
  EXPECT_FALSE(decode_downstream_text(garbage).ok());
  EXPECT_FALSE(decode_pull_request(garbage).ok());
  EXPECT_FALSE(decode_pull_answer(garbage).ok());
}

struct NothingNewCase {
  const char* topic;
  const char* request;
  const char* answer;
};
class NothingNew : public testing::TestWithParam<NothingNewCase> {};

TEST_P(NothingNew, EchoesTheVersionAskedFor) {
  const auto answer = answer_with_nothing_new(GetParam().topic, hex(GetParam().request));
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(*answer, hex(GetParam().answer));
}

INSTANTIATE_TEST_SUITE_P(
    AllTopics, NothingNew,
    testing::Values(NothingNewCase{"qAppBot", "", ""}, NothingNewCase{"pullEventChange", "08ac02", "10ac02 1800"},
                    NothingNewCase{"pullEventChange", "", "1000 1800"}, NothingNewCase{"pullUS", "0807 1801", "1007"},
                    NothingNewCase{"pullSeAtts", "0807", "0807"}, NothingNewCase{"pullModifyMsg", "0807 1001 1801", "1007 1801"},
                    NothingNewCase{"reportsdk", "0a02 7b7d", ""}),
    [](const auto& test) { return std::string(test.param.topic) + std::to_string(test.index); });

TEST(NothingNewBehind, AnswersWithALowerVersion) {
  EXPECT_EQ(*answer_with_nothing_new("pullEventChange", hex("08ac02"), 1), hex("10ab02 1800"));
  EXPECT_EQ(*answer_with_nothing_new("pullUS", hex("0807 1801"), 1), hex("1006"));
  EXPECT_EQ(*answer_with_nothing_new("pullSeAtts", hex("0807"), 1), hex("0806"));
  EXPECT_EQ(*answer_with_nothing_new("pullModifyMsg", hex("0807 1001 1801"), 1), hex("1006 1801"));
}

TEST(NothingNewBehind, SomeTopicsHaveNoVersion) {
  for (const auto* topic : {"pullEventChange", "pullUS", "pullSeAtts", "pullModifyMsg"}) EXPECT_TRUE(has_version(topic)) << topic;
  for (const auto* topic : {"qAppBot", "reportsdk", "pullStars"}) EXPECT_FALSE(has_version(topic)) << topic;
}

TEST(NothingNewErrors, UnknownTopicIsNamed) {
  const auto answer = answer_with_nothing_new("pullStars", {});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().what, "query topic 'pullStars' is not served");
}

TEST(NothingNewErrors, RequestWithoutItsRequiredFieldIsAnError) {
  EXPECT_FALSE(answer_with_nothing_new("pullUS", {}).ok());
  EXPECT_FALSE(answer_with_nothing_new("pullSeAtts", {}).ok());
  EXPECT_FALSE(answer_with_nothing_new("reportsdk", {}).ok());
}

}  // namespace
}  // namespace redial::payload
