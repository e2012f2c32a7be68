// The page's server over real sockets: the page, calls as JSON, events as they come, and who is not let in.
#include "mock_server/workbench/workbench.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "mock_server/control/control_service.hpp"
#include "mock_server/workbench/gateway.hpp"
#include "tests/loopback/mock_server_fixture.hpp"

namespace redial::mock_server::workbench {
namespace {

using Json = nlohmann::json;
using testing::Inbox;
using testing::StreamPeer;

struct Answer {
  int status = 0;
  std::string head, body;
};

class WorkbenchTest : public testing::MockServerFixture {
 protected:
  std::string authority() const { return bench->url().substr(7, bench->url().find("/#") - 7); }
  std::string key() const { return bench->url().substr(bench->url().find("#key=") + 5); }

  std::unique_ptr<StreamPeer> connect() {
    Inbox<std::optional<Result<testing::Stream>>> dialled;
    const auto port = static_cast<std::uint16_t>(std::stoi(authority().substr(authority().find(':') + 1)));
    auto tcp = loop.call([&] {
      return std::make_unique<net::TcpDial>(loop, "127.0.0.1", port, [&](auto stream) { dialled.put(std::move(stream)); });
    });
    auto peer = std::make_unique<StreamPeer>(loop, std::move(*dialled.take()).value());
    loop.call([&] { tcp.reset(); });
    return peer;
  }
  std::string request_text(const std::string& method_and_path, const std::string& body, const std::string& more) {
    return method_and_path + " HTTP/1.1\r\nHost: " + authority() + "\r\n" + more +
           "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  }
  std::string with_key() const { return "Redial-Key: " + key() + "\r\n"; }

  Answer ask(const std::string& method_and_path, const std::string& body = "", const std::string& more = "") {
    auto browser = connect();
    browser->send(request_text(method_and_path, body, "Connection: close\r\n" + more));
    const std::string text = browser->receive(1u << 22);
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string::npos) return {};
    return {std::stoi(text.substr(9, 3)), text.substr(0, end), text.substr(end + 4)};
  }
  Answer call(const std::string& name, const Json& request) { return ask("POST /call/" + name, request.dump(), with_key()); }
  Json of_app() { return {{"appKey", app.app_key.value}}; }

  // A page that follows the app's events.
  std::unique_ptr<StreamPeer> follow() {
    auto browser = connect();
    browser->send(request_text("POST /observe", of_app().dump(), with_key()));
    return browser;
  }
  // Reads until the text is there, or the end.
  static std::string read_until(StreamPeer& browser, const std::string& text) {
    std::string all;
    while (all.find(text) == std::string::npos) {
      const std::string more = browser.receive(1);
      if (more.empty()) break;
      all += more;
    }
    return all;
  }

  std::unique_ptr<ControlService> service = std::move(ControlService::start("127.0.0.1:0", *server, "1.2.3").value());
  std::unique_ptr<Workbench> bench = std::move(Workbench::start({.control_address = service->address()}).value());
};

TEST_F(WorkbenchTest, ThePageIsServedWithoutAKeyAndMayNotBeFramed) {
  const Answer page = ask("GET /");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(page.body.find("<title>Workbench"), std::string::npos);
  EXPECT_NE(page.head.find("Content-Security-Policy: frame-ancestors 'none'"), std::string::npos);
  EXPECT_EQ(page.head.find("Access-Control-"), std::string::npos);
  EXPECT_EQ(page.body.find(app.secret), std::string::npos);
}

TEST_F(WorkbenchTest, EveryStartHasAKeyOfItsOwn) {
  const auto other = Workbench::start({.control_address = service->address()});
  ASSERT_TRUE(other);
  EXPECT_EQ(key().size(), 32u);
  EXPECT_EQ((*other)->url().find(key()), std::string::npos);
}

TEST_F(WorkbenchTest, WithoutTheKeyNothingIsDone) {
  EXPECT_EQ(ask("POST /call/RotateSecret", of_app().dump()).status, 401);
  EXPECT_EQ(ask("POST /observe", of_app().dump()).status, 401);
  EXPECT_EQ(server->apps().at(0).app.secret, app.secret);
}

TEST_F(WorkbenchTest, APageOfAnotherOriginIsRefused) {
  EXPECT_EQ(ask("POST /call/ListApps", "{}", with_key() + "Origin: http://evil.example\r\n").status, 403);
}

TEST_F(WorkbenchTest, ACallReachesTheServerAndItsAnswerComesBack) {
  const Answer issued = call("IssueToken", {{"appKey", app.app_key.value}, {"user", "u1"}});
  ASSERT_EQ(issued.status, 200) << issued.body;
  auto client = dial(chat_url(Json::parse(issued.body)["token"].get<std::string>()));
  EXPECT_EQ(status_of_login(*client), 0);
  const Json state = Json::parse(call("GetAppState", of_app()).body);
  EXPECT_EQ(state["connections"][0]["user"], "u1");
  EXPECT_EQ(state["connections"][0]["phase"], "online");
}

TEST_F(WorkbenchTest, WhatTheServerRefusesIsToldInItsWords) {
  const Answer refused = call("ArmFault", {{"appKey", app.app_key.value}, {"kind", "reset"}, {"status", 3}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_NE(Json::parse(refused.body)["message"].get<std::string>().find("status"), std::string::npos);
  EXPECT_EQ(call("GetAppState", {{"appKey", "nobody"}}).status, 404);
  EXPECT_EQ(call("GetAppState", {{"nose", 1}}).status, 400);
  EXPECT_EQ(call("CreateApp", of_app()).status, 409);
}

TEST_F(WorkbenchTest, WhatDoesNotExistIsNotFound) {
  EXPECT_EQ(call("Sneeze", Json::object()).status, 404);
  EXPECT_EQ(call("Observe", of_app()).status, 404);
  EXPECT_EQ(ask("GET /call/ListApps", "", with_key()).status, 404);
  EXPECT_EQ(ask("GET /favicon.ico", "", with_key()).status, 404);
}

TEST_F(WorkbenchTest, AConnectionServesSeveralRequests) {
  auto browser = connect();
  for (int i = 0; i < 2; ++i) {
    browser->send(request_text("POST /call/ListApps", "{}", with_key()));
    EXPECT_NE(read_until(*browser, "\"apps\"").find("200 OK"), std::string::npos);
    // The rest of the answer is with it: it is short, and sent in one go.
  }
}

TEST_F(WorkbenchTest, EventsComeAsTheyHappen) {
  auto browser = follow();
  EXPECT_NE(read_until(*browser, "event: events").find("text/event-stream"), std::string::npos);
  login("u1");
  EXPECT_NE(read_until(*browser, "\"server-login\"").find("\"server-login\""), std::string::npos);
}

TEST_F(WorkbenchTest, TheEndOfTheAppEndsItsEvents) {
  auto browser = follow();
  read_until(*browser, "event: events");
  EXPECT_EQ(call("DeleteApp", of_app()).status, 200);
  EXPECT_NE(read_until(*browser, "event: end").find("event: end"), std::string::npos);
}

TEST_F(WorkbenchTest, AnUnknownAppHasNoEvents) {
  auto browser = connect();
  browser->send(request_text("POST /observe", R"({"appKey": "nobody"})", with_key()));
  EXPECT_NE(read_until(*browser, "no app").find("event: end"), std::string::npos);
  EXPECT_EQ(ask("POST /observe", "[]", with_key()).status, 400);
}

TEST_F(WorkbenchTest, PagesThatFollowAreLimited) {
  std::vector<std::unique_ptr<StreamPeer>> pages;
  for (std::size_t i = 0; i < kMaxFeeds; ++i) {
    pages.push_back(follow());
    read_until(*pages.back(), "event: events");
  }
  EXPECT_EQ(ask("POST /observe", of_app().dump(), with_key()).status, 429);
}

TEST_F(WorkbenchTest, APageThatGoesMakesRoom) {
  for (std::size_t i = 0; i < 2 * kMaxFeeds; ++i) {
    auto browser = follow();
    EXPECT_NE(read_until(*browser, "event: ").find("200 OK"), std::string::npos) << i;
    browser->reset();
    EXPECT_EQ(browser->why_closed(), "reset");
    EXPECT_EQ(call("GetStats", of_app()).status, 200);
  }
}

TEST_F(WorkbenchTest, ItEndsWhilePagesFollow) {
  auto browser = follow();
  read_until(*browser, "event: events");
  bench.reset();
  EXPECT_NE(browser->why_closed(), "");
}

TEST_F(WorkbenchTest, AControlServiceThatIsGoneIsABadGateway) {
  service.reset();
  EXPECT_EQ(call("ListApps", Json::object()).status, 502);
}

TEST_F(WorkbenchTest, ATakenPortIsAnError) {
  const auto port = static_cast<std::uint16_t>(std::stoi(authority().substr(authority().find(':') + 1)));
  EXPECT_FALSE(Workbench::start({.port = port, .control_address = service->address()}).ok());
}

// What was observed before somebody looked, as a standing server remembers it.
TEST(RememberedEvents, AreToldFirstToWhoAsksForThem) {
  Options options;
  options.remembered_events = 3;
  const auto server = std::move(MockServer::start(options).value());
  const AppKey app = server->create_app({})->app_key;
  for (const char* user : {"u1", "u2", "u3", "u4"}) ASSERT_TRUE(server->perform(app, control::UnblockUser{UserId(user)}).ok());
  Inbox<trace::Event> late, new_only;
  const auto recent =
      server->subscribe(app, {.event = [&](const trace::Event& event) { late.put(event); }, .ended = [] {}}, true);
  const auto live = server->subscribe(app, {.event = [&](const trace::Event& event) { new_only.put(event); }, .ended = [] {}});
  ASSERT_TRUE(server->perform(app, control::UnblockUser{UserId("u5")}).ok());
  for (const char* user : {"u2", "u3", "u4", "u5"}) EXPECT_EQ(late.take().user, user);
  EXPECT_EQ(new_only.take().user, "u5");
}

}  // namespace
}  // namespace redial::mock_server::workbench
