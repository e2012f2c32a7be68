// What a client meets on the wire under each fault of navigation.
#include "core/fault/validate.hpp"
#include "net/clock.hpp"
#include "payload/navigation_json.hpp"
#include "tests/loopback/mock_server_fixture.hpp"
#include "tests/loopback/raw_client.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::FaultKind;
using testing::RawClient;

class NavigationOnTheWire : public testing::MockServerFixture {
 protected:
  Result<net::HttpReply> ask() { return navigate(app.navigation_url, token("u1")); }
  // The addresses of an answer.
  std::vector<std::string> addresses() {
    const auto reply = ask();
    const auto answer = payload::parse_navigation_answer(reply->body, false);
    std::vector<std::string> texts;
    for (const auto& address : answer->addresses) texts.push_back(address.address);
    return texts;
  }
  // A client that has asked.
  std::unique_ptr<RawClient> raw() {
    const std::string form = payload::to_form({{"token", token("u1")}});
    auto client = std::make_unique<RawClient>(loop, app.navigation_url.substr(std::string_view("http://").size()));
    client->send("POST /v2/navi.json HTTP/1.1\r\nHost: a\r\nRC-Appkey: " + app.app_key.value +
                 "\r\nContent-Length: " + std::to_string(form.size()) + "\r\n\r\n" + form);
    return client;
  }
};

TEST_F(NavigationOnTheWire, ResetIsAReset) {
  arm({.kind = FaultKind::navigation_reset});
  auto client = raw();
  EXPECT_EQ(client->rest(), "");
  EXPECT_EQ(client->why_closed(), "reset by peer");
}

TEST_F(NavigationOnTheWire, CloseIsAnEndWithoutABytes) {
  arm({.kind = FaultKind::navigation_close});
  auto client = raw();
  EXPECT_EQ(client->rest(), "");
  EXPECT_EQ(client->why_closed(), "closed by peer");
}

TEST_F(NavigationOnTheWire, HangKeepsTheConnectionUpWithoutABytes) {
  arm({.kind = FaultKind::navigation_hang});
  auto client = raw();
  await(trace::EventKind::fault_fired);
  arm({.kind = FaultKind::refuse, .plane = fault::Plane::navigation});  // resets what is up
  EXPECT_EQ(client->rest(), "");
  EXPECT_EQ(client->why_closed(), "reset by peer");
}

TEST_F(NavigationOnTheWire, RequestWhoseClientHasGoneIsForgotten) {
  arm({.kind = FaultKind::navigation_delay, .by = 30ms});
  raw().reset();
  EXPECT_EQ(ask()->status, 200);  // behind the answer to the first
}

TEST_F(NavigationOnTheWire, DelayedAnswerComesLate) {
  arm({.kind = FaultKind::navigation_delay, .by = 30ms});
  const TimePoint start = net::now();
  EXPECT_EQ(ask()->status, 200);
  EXPECT_GE(net::now() - start, 30ms);
}

TEST_F(NavigationOnTheWire, EveryClassOfStatusIsAnswered) {
  for (const int status : {200, 201, 204, 301, 304, 400, 401, 403, 404, 416, 429, 500, 502, 503, 599}) {
    arm({.name = "s", .kind = FaultKind::navigation_status, .status = status});
    EXPECT_EQ(ask()->status, status);
    perform(control::ClearFaults{"s"});
  }
}

TEST_F(NavigationOnTheWire, StatusesWithoutABodyLeaveTheConnectionUsable) {
  for (const int status : {204, 304}) {
    arm({.name = "s", .kind = FaultKind::navigation_status, .status = status});
    auto client = raw();
    EXPECT_EQ(client->take_head().find("Content-Length"), std::string::npos);
    client->send("OPTIONS /v2/navi.json HTTP/1.1\r\n\r\n");
    EXPECT_TRUE(client->take_head().starts_with("HTTP/1.1 204 "));
    perform(control::ClearFaults{"s"});
  }
}

TEST_F(NavigationOnTheWire, RedirectLeadsToAPathThatAnswers) {
  arm({.kind = FaultKind::navigation_redirect});
  const auto redirect = ask();
  EXPECT_EQ(redirect->status, 307);
  const std::string moved(net::find_header(redirect->headers, "Location"));
  const std::string path = "/v2/navi.json?cloud=0";
  ASSERT_TRUE(moved.ends_with(path)) << moved;
  EXPECT_EQ(navigate(app.navigation_url + moved.substr(0, moved.size() - path.size()), token("u1"))->status, 200);
}

TEST_F(NavigationOnTheWire, CodeStandsInTheBodyOfA200) {
  arm({.kind = FaultKind::navigation_code, .status = 403});
  EXPECT_EQ(ask()->status, 200);
  EXPECT_EQ(ask()->body, "{\"code\":403}");
}

TEST_F(NavigationOnTheWire, GarbageIsNoJson) {
  arm({.kind = FaultKind::navigation_garbage});
  EXPECT_TRUE(ask()->body.starts_with("<!doctype html>"));
}

TEST_F(NavigationOnTheWire, EmptyBodyIsEmpty) {
  arm({.kind = FaultKind::navigation_empty});
  const auto reply = ask();
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->body, "");
}

TEST_F(NavigationOnTheWire, TruncatedBodyEndsHalfWay) {
  const std::string whole = ask()->body;
  arm({.kind = FaultKind::navigation_truncated});
  auto client = raw();
  EXPECT_NE(client->take_head().find("Content-Length: " + std::to_string(whole.size()) + "\r\n"), std::string::npos);
  EXPECT_EQ(client->rest(), whole.substr(0, whole.size() / 2));
  EXPECT_EQ(client->why_closed(), "closed by peer");
}

TEST_F(NavigationOnTheWire, TruncatedBodyIsAnErrorForAClient) {
  arm({.kind = FaultKind::navigation_truncated});
  EXPECT_EQ(ask().error().what, "no complete reply: closed by peer");
}

TEST_F(NavigationOnTheWire, OversizedAnswerArrivesWhole) {
  arm({.kind = FaultKind::navigation_oversized, .bytes = fault::kMaxFaultBytes});
  auto client = raw();
  EXPECT_NE(client->take_head().find("Content-Length: 16777216\r\n"), std::string::npos);
  EXPECT_EQ(client->take(fault::kMaxFaultBytes).size(), fault::kMaxFaultBytes);
}

TEST_F(NavigationOnTheWire, OversizedAnswerIsAnErrorForAClient) {
  arm({.kind = FaultKind::navigation_oversized, .bytes = net::kMaxHttpBodyBytes + 1});
  for (const auto& url : {app.navigation_url, app.navigation_tls_url})
    EXPECT_EQ(navigate(url, token("u1")).error().what, "body longer than 262144 bytes");
}

TEST_F(NavigationOnTheWire, WrongTypesAreJsonThatIsNoAnswer) {
  arm({.kind = FaultKind::navigation_wrong_types});
  const auto reply = ask();
  EXPECT_TRUE(reply->body.starts_with("{\"code\":\"200\"")) << reply->body;
  EXPECT_FALSE(payload::parse_navigation_answer(reply->body, false));
}

TEST_F(NavigationOnTheWire, NoAddressIsAnAnswerWithoutOne) {
  arm({.kind = FaultKind::navigation_no_address});
  EXPECT_TRUE(addresses().empty());
}

TEST_F(NavigationOnTheWire, DeadAddressRefusesDials) {
  arm({.kind = FaultKind::navigation_dead_address});
  const auto named = addresses();
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(dial("ws://" + named.front() + "/websocket"), nullptr);
  EXPECT_NE(dial_error.find("Connection refused"), std::string::npos) << dial_error;
}

TEST_F(NavigationOnTheWire, StaleAddressStandsBeforeTheGoodOne) {
  arm({.kind = FaultKind::navigation_stale_address});
  const auto named = addresses();
  ASSERT_EQ(named.size(), 2u);
  EXPECT_EQ(named.back(), app.chat_address);
}

TEST_F(NavigationOnTheWire, AnswerWithoutCorsIsGoodOtherwise) {
  arm({.kind = FaultKind::navigation_no_cors});
  const auto reply = ask();
  EXPECT_EQ(reply->status, 200);
  for (const auto& [name, value] : reply->headers) EXPECT_FALSE(name.starts_with("Access-Control-")) << name;
}

}  // namespace
}  // namespace redial::mock_server
