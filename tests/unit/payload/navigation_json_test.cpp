// Navigation in its text forms: literal bodies, wrong types, limits.
#include "payload/navigation_json.hpp"

#include <gtest/gtest.h>

namespace redial::payload {
namespace {

using wire::ChatAddress;
using wire::NavigationAnswer;

NavigationAnswer parsed(std::string_view body, bool over_tls = false) {
  auto answer = parse_navigation_answer(body, over_tls);
  EXPECT_TRUE(answer.ok()) << (answer ? "" : to_text(answer.error()));
  return answer ? *answer : NavigationAnswer{};
}

TEST(NavigationAnswerText, RecommendedAnswerIsRead) {
  const auto answer = parsed(R"({"code":200,"userId":"u1","openHistoryMsg":0,"logSwitch":0,
      "serverAddr":[{"addr":"127.0.0.1:9001","protocol":5,"weight":10,"race":false}]})");
  EXPECT_EQ(answer, (NavigationAnswer{.user = "u1", .addresses = {{"127.0.0.1:9001", ChatAddress::Transport::plain, 10}}}));
}

TEST(NavigationAnswerText, SmallestAnswerConnectsAndAnnouncesMessages) {
  const auto answer = parsed(R"({"server":"127.0.0.1:9001"})");
  ASSERT_EQ(answer.addresses.size(), 1u);
  EXPECT_EQ(answer.addresses[0].address, "127.0.0.1:9001");
  EXPECT_TRUE(answer.announces_messages);
}

TEST(NavigationAnswerText, LegacyFormTakesTransportFromTheNavigator) {
  EXPECT_EQ(parsed(R"({"server":"a:1"})", true).addresses[0].transport, ChatAddress::Transport::tls);
  EXPECT_EQ(parsed(R"({"server":"a:1"})", false).addresses[0].transport, ChatAddress::Transport::plain);
}

TEST(NavigationAnswerText, LegacyBackupsFollowInOrder) {
  const auto answer = parsed(R"({"server":"a:1","backupServer":"b:1,,c:1","bs":"d:1"})");
  ASSERT_EQ(answer.addresses.size(), 4u);
  EXPECT_EQ(answer.addresses[1].address, "b:1");
  EXPECT_EQ(answer.addresses[3].address, "d:1");
  EXPECT_EQ(by_preference(answer.addresses), answer.addresses);
}

TEST(NavigationAnswerText, AnAnswerCarriesTheOldFormTooForSdksThatKnowNoOther) {
  const std::string body = to_json({.addresses = {{"b:1", ChatAddress::Transport::plain, 5},
                                                  {"a:1", ChatAddress::Transport::plain, 10},
                                                  {"c:1", ChatAddress::Transport::plain, 1}}});
  EXPECT_NE(body.find(R"("server":"a:1")"), std::string::npos) << body;
  EXPECT_NE(body.find(R"("backupServer":"b:1,c:1")"), std::string::npos) << body;
}

TEST(NavigationAnswerText, OldSdksTakeWhatStandsBetweenTheBraces) {
  EXPECT_EQ(json_part(R"(x({"code":200,"a":{}});)"), R"({"code":200,"a":{}})");
  for (const char* none : {"", "x", "{", "}", "}{"}) EXPECT_EQ(json_part(none), none);
}

TEST(NavigationAnswerText, ServerAddrHidesTheLegacyForm) {
  EXPECT_TRUE(parsed(R"({"serverAddr":[],"server":"a:1"})").addresses.empty());
}

TEST(NavigationAnswerText, ProtocolsOneAndTwoAreNative) {
  using enum ChatAddress::Transport;
  const std::vector<ChatAddress> native{{"a:1", plain, 10, wire::Dialect::native}, {"b:1", tls, 5, wire::Dialect::native}};
  EXPECT_EQ(
      parsed(R"({"serverAddr":[{"addr":"a:1","protocol":1,"weight":10},{"addr":"b:1","protocol":2,"weight":5}]})").addresses,
      native);
  EXPECT_EQ(parsed(to_json({.addresses = native})).addresses, native);
}

TEST(NavigationAnswerText, AnAnswerWithoutAUserDoesNotNameOne) {
  EXPECT_EQ(to_json({}).find("userId"), std::string::npos);
  EXPECT_NE(to_json({.user = "u1"}).find(R"("userId":"u1")"), std::string::npos);
}

TEST(NavigationAnswerText, ProtocolOtherThanFiveIsTls) {
  const auto answer = parsed(R"({"serverAddr":[{"addr":"a:1"},{"addr":"b:1","protocol":7},{"addr":"c:1","protocol":"5"}]})");
  ASSERT_EQ(answer.addresses.size(), 3u);
  for (const ChatAddress& address : answer.addresses) EXPECT_EQ(address.transport, ChatAddress::Transport::tls);
}

TEST(NavigationAnswerText, ElementsThatAreNoAddressesAreLeftOut) {
  EXPECT_TRUE(parsed(R"({"serverAddr":[1,null,[],{"addr":""},{"addr":5},{}]})").addresses.empty());
}

TEST(NavigationAnswerText, OtherCodesAreTakenOver) { EXPECT_EQ(parsed(R"({"code":403})").code, 403); }

TEST(NavigationAnswerText, CodesThatAreNoIntegersAreErrors) {
  for (const char* body : {R"({"code":"200"})", R"({"code":null})", R"({"code":1e99})", R"({"code":18446744073709551615})"})
    EXPECT_FALSE(parse_navigation_answer(body, false).ok()) << body;
}

TEST(NavigationAnswerText, BodiesThatAreNoObjectsAreErrors) {
  for (const char* body : {"", "null", "5", "[]", "{", "<html>", "\xff"})
    EXPECT_FALSE(parse_navigation_answer(body, false).ok()) << body;
}

TEST(NavigationAnswerText, ServerAddrThatIsNoListIsAnError) {
  EXPECT_FALSE(parse_navigation_answer(R"({"serverAddr":"a:1"})", false).ok());
}

TEST(NavigationAnswerText, SwitchesOfWrongTypeAreOff) {
  const auto answer = parsed(R"({"openAnti":"1","openHistoryMsg":"0","userId":7,"server":7})");
  EXPECT_FALSE(answer.open_anti);
  EXPECT_TRUE(answer.announces_messages);  // anything but the number 0
  EXPECT_EQ(answer.user, "");
}

TEST(NavigationAnswerText, LongestBodyIsRead) {
  const std::string small = R"({"server":"a:1"})";
  EXPECT_TRUE(parse_navigation_answer(small + std::string(kMaxNavigationBytes - small.size(), ' '), false).ok());
  EXPECT_FALSE(parse_navigation_answer(small + std::string(kMaxNavigationBytes - small.size() + 1, ' '), false).ok());
}

TEST(NavigationAnswerText, IsReadBackAsWritten) {
  const NavigationAnswer answer{
      .code = 200,
      .user = "ü1",
      .addresses = {{"a:1", ChatAddress::Transport::plain, 10}, {"b:1/2", ChatAddress::Transport::tls, 5}},
      .announces_messages = true,
      .open_anti = true};
  EXPECT_EQ(parsed(to_json(answer)), answer);
}

TEST(NavigationForm, RequestOfTheOfficialSdkIsRead) {
  const auto request = parse_navigation_form("token=tok-A%40&v=5.38.0&platfrom=browser");
  ASSERT_TRUE(request.ok());
  EXPECT_EQ(request->token, Token("tok-A@"));
  EXPECT_EQ(request->sdk_version, "5.38.0");
  EXPECT_EQ(request->platform, "browser");
}

TEST(NavigationForm, IsWrittenAsTheOfficialSdkWritesIt) {
  wire::NavigationRequest request;
  request.token = Token("tok-A@");
  request.sdk_version = "5.38.0";
  request.platform = "browser";
  EXPECT_EQ(to_form(request), "token=tok-A%40&v=5.38.0&platfrom=browser");
}

TEST(NavigationAnswer, TypeOneIsForPrivateClouds) {
  EXPECT_TRUE(is_for_private_cloud(R"({"type": 1})"));
  EXPECT_FALSE(is_for_private_cloud(R"({"type": "1"})"));
  EXPECT_FALSE(is_for_private_cloud(R"({"code": 200})"));
  EXPECT_FALSE(is_for_private_cloud("<html>"));
}

TEST(NavigationForm, RequestWithoutTokenIsAnError) { EXPECT_FALSE(parse_navigation_form("v=5.38.0").ok()); }

TEST(NavigationForm, BrokenFormIsAnError) { EXPECT_FALSE(parse_navigation_form("token=%").ok()); }

TEST(NavigationForm, TooLongARequestIsAnError) {
  EXPECT_FALSE(parse_navigation_form("token=" + std::string(kMaxNavigationBytes, 'a')).ok());
}

}  // namespace
}  // namespace redial::payload
