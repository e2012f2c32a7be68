// Navigation requests: what is answered by listener, policy and fault, and what the trace says of it.
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using control::Refusal;
using control::TokenVerdict;
using trace::EventKind;

class Navigation : public ChatWorld {
 protected:
  wire::NavigationAnswer answer(const Token& token, bool over_tls = false) {
    const auto reply = navigate(token, over_tls);
    const auto parsed = payload::parse_navigation_answer(reply->body, over_tls);
    EXPECT_TRUE(parsed.ok()) << reply->body;
    return parsed ? *parsed : wire::NavigationAnswer{};
  }
};

using wire::ChatAddress;

TEST_F(Navigation, PlainListenerNamesThePlainAddress) {
  EXPECT_EQ(answer(issue("u1")),
            (wire::NavigationAnswer{.user = "u1", .addresses = {{"127.0.0.1:9001", ChatAddress::Transport::plain, 10}}}));
}

TEST_F(Navigation, TlsListenerNamesTheTlsAddress) {
  EXPECT_EQ(answer(issue("u1"), true).addresses, (std::vector<ChatAddress>{{"127.0.0.1:9002", ChatAddress::Transport::tls, 10}}));
}

TEST_F(Navigation, SeveralAddressesDescendInWeight) {
  set_policy({.chat_addresses = 3});
  const auto addresses = answer(issue("u1")).addresses;
  ASSERT_EQ(addresses.size(), 3u);
  EXPECT_EQ(addresses[1], (ChatAddress{"127.0.0.1:9001/2", ChatAddress::Transport::plain, 9}));
  EXPECT_EQ(wire::by_preference(addresses), addresses);
}

TEST_F(Navigation, PolicySwitchesDeliveryAndLayout) {
  set_policy({.connack = control::ConnAckLayout::v4, .delivery = control::Delivery::notify});
  const auto told = answer(issue("u1"));
  EXPECT_TRUE(told.announces_messages);
  EXPECT_TRUE(told.open_anti);
}

TEST_F(Navigation, BadTokenIsAnsweredAsLongAsLoginRefusesIt) { EXPECT_EQ(answer(Token("garbage@")).addresses.size(), 1u); }

TEST_F(Navigation, PolicyRefusesAVerdictHere) {
  set_policy({.refusals = {{TokenVerdict::malformed, {Refusal::Stage::navigation, 403}}}});
  const auto reply = navigate(Token("garbage@"));
  EXPECT_EQ(reply->http_status, 403);
  EXPECT_EQ(reply->body, "{\"code\":403}");
}

TEST_F(Navigation, IsObservedWithStatusVerdictUserAndLabel) {
  navigate(issue("u1", "morning"));
  const auto event = last(EventKind::server_navigation);
  EXPECT_EQ(event.code, 200);
  EXPECT_EQ(event.detail, "valid");
  EXPECT_EQ(event.user, "u1");
  EXPECT_EQ(event.token, "morning");
}

TEST_F(Navigation, OtherAppKeyIsUnknownHere) {
  wire::NavigationRequest request;
  request.app_key = AppKey("key-nobody");
  request.token = issue("u1");
  server.navigate(app, RequestId(1), request, false, now);
  EXPECT_EQ(last(EventKind::server_navigation).detail, "unknown-app");
}

TEST_F(Navigation, OfNoAppIsNotFound) {
  server.navigate(AppKey("key-nobody"), RequestId(7), {}, false, now);
  const auto answer = std::get<AnswerNavigation>(server.take_outputs().at(0));
  EXPECT_EQ(answer.request, RequestId(7));
  EXPECT_EQ(answer.fate.http_status, 404);
}

TEST_F(Navigation, StatusFaultAnswersWithIt) {
  arm({.kind = fault::FaultKind::navigation_status, .status = 503});
  EXPECT_EQ(navigate(issue("u1"))->http_status, 503);
  EXPECT_EQ(last(EventKind::server_navigation).code, 503);
}

TEST_F(Navigation, GarbageFaultIsNoNavigationAnswer) {
  arm({.kind = fault::FaultKind::navigation_garbage});
  const auto reply = navigate(issue("u1"));
  EXPECT_EQ(reply->http_status, 200);
  EXPECT_FALSE(payload::parse_navigation_answer(reply->body, false).ok());
}

TEST_F(Navigation, HangFaultSaysNothing) {
  arm({.kind = fault::FaultKind::navigation_hang});
  EXPECT_FALSE(navigate(issue("u1")));
  EXPECT_EQ(last(EventKind::server_navigation).code, std::nullopt);
}

TEST_F(Navigation, FaultCountsRequestsFromItsArming) {
  const Token token = issue("u1");
  navigate(token);
  arm({.kind = fault::FaultKind::navigation_status, .status = 500, .first = 2, .last = 3});
  std::vector<int> statuses;
  for (int i = 0; i < 4; ++i) statuses.push_back(navigate(token)->http_status);
  EXPECT_EQ(statuses, (std::vector{200, 500, 500, 200}));
}

TEST_F(Navigation, FaultOfAUserSparesAndDoesNotCountOthers) {
  const Token mine = issue("u1");
  const Token theirs = issue("u2");
  arm({.kind = fault::FaultKind::navigation_status, .status = 500, .last = 1, .user = "u1"});
  EXPECT_EQ(navigate(theirs)->http_status, 200);
  EXPECT_EQ(navigate(mine)->http_status, 500);
  EXPECT_EQ(navigate(mine)->http_status, 200);
}

TEST_F(Navigation, EachFaultChangesWhatTheOthersMadeOfTheAnswer) {
  arm({.kind = fault::FaultKind::navigation_status, .status = 500});
  arm({.kind = fault::FaultKind::navigation_delay, .by = 2s});
  arm({.kind = fault::FaultKind::navigation_no_cors});
  EXPECT_FALSE(navigate(issue("u1")));
  pass(2s);
  take();
  ASSERT_TRUE(navigated);
  EXPECT_EQ(navigated->http_status, 500);
  EXPECT_FALSE(navigated->with_cors);
  EXPECT_EQ(observed(EventKind::fault_fired).size(), 3u);
}

TEST_F(Navigation, TimesCountsRequestsFromTheFirst) {
  const Token token = issue("u1");
  arm({.kind = fault::FaultKind::navigation_status, .status = 500, .times = 2, .first = 2});
  std::vector<int> statuses;
  for (int i = 0; i < 4; ++i) statuses.push_back(navigate(token)->http_status);
  EXPECT_EQ(statuses, (std::vector{200, 500, 500, 200}));
}

TEST_F(Navigation, RedirectedRequestIsAnswered) {
  arm({.kind = fault::FaultKind::navigation_redirect});
  const Token token = issue("u1");
  EXPECT_EQ(navigate(token)->location, "/moved/v2/navi.json");
  EXPECT_EQ(navigate(token, false, "/moved/v2/navi.json")->http_status, 200);
}

TEST_F(Navigation, OversizedAnswerIsStillAnAnswer) {
  arm({.kind = fault::FaultKind::navigation_oversized, .bytes = 5000});
  const auto reply = navigate(issue("u1"));
  EXPECT_EQ(reply->body.size(), 5000u);
  EXPECT_TRUE(payload::parse_navigation_answer(reply->body, false).ok());
}

TEST_F(Navigation, StaleAddressStandsAheadOfTheGoodOne) {
  arm({.kind = fault::FaultKind::navigation_stale_address});
  EXPECT_EQ(answer(issue("u1")).addresses, (std::vector<ChatAddress>{{"127.0.0.1:2", ChatAddress::Transport::plain, 11},
                                                                     {"127.0.0.1:9001", ChatAddress::Transport::plain, 10}}));
}

TEST_F(Navigation, ResetFaultHasNoStatusInTheTrace) {
  arm({.kind = fault::FaultKind::navigation_reset});
  EXPECT_EQ(navigate(issue("u1"))->end, fault::NavigationFate::End::reset);
  EXPECT_EQ(last(EventKind::server_navigation).code, std::nullopt);
}

TEST_F(Navigation, TlsFlawConcernsItsPlaneAndCountsHandshakes) {
  arm({.name = "bad-date", .kind = fault::FaultKind::tls_expired, .plane = fault::Plane::navigation, .last = 1});
  accept(true);
  EXPECT_EQ(accepted.tls, fault::TlsFlaw::none);
  EXPECT_EQ(server.navigation_tls(app, now), fault::TlsFlaw::expired);
  EXPECT_EQ(last(EventKind::fault_fired).name, "bad-date");
  EXPECT_EQ(server.navigation_tls(app, now), fault::TlsFlaw::none);
}

TEST_F(Navigation, TlsOfNoAppHasNoFlaw) { EXPECT_EQ(server.navigation_tls(AppKey("nobody"), now), fault::TlsFlaw::none); }

TEST_F(Navigation, FaultEndsByItself) {
  arm({.kind = fault::FaultKind::navigation_hang, .lasts = 5s});
  pass(5s);
  EXPECT_TRUE(navigate(issue("u1")));
}

}  // namespace
}  // namespace redial::mock_server
