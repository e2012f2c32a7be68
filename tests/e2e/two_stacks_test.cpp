// Both of the vendor's stacks in one tenant, on the Web's transport and on TCP: they meet there.
#include <gtest/gtest.h>

#include <algorithm>

#include "agent/service/blocking_inbox.hpp"
#include "agent/service/remote_server.hpp"
#include "cli/clients.hpp"
#include "net/clock.hpp"
#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using agent::ClientPort;
using trace::EventKind;

constexpr std::chrono::seconds kPatience{60};

class TwoStacks : public testing::Test {
 protected:
  void make_app(const control::Policy& policy) {
    control::CreateApp create;
    create.policy = policy;
    app = std::move(server->create_app(create, [](trace::Event) {}).value());
  }

  // Has listeners and is online.
  std::unique_ptr<ClientPort> online(agent::ClientFactory& stack, const std::string& name, const std::string& user) {
    control::IssueToken issue;
    issue.user = UserId(user);
    const Token token = app->perform(issue).value().token;
    auto client = std::move(stack
                                .create({name, app->app().app_key, {app->app().navigation_url}, "", true},
                                        [this](trace::Event event) { inbox.post(std::move(event)); })
                                .value());
    EXPECT_TRUE(client->perform(control::RegisterListeners{}).ok());
    control::Connect connect;
    connect.call = CallId(1);
    connect.token = token;
    EXPECT_TRUE(client->perform(connect).ok());
    EXPECT_TRUE(comes(name, [](const trace::Event& e) { return e.kind == EventKind::result && e.code == 0; })) << name;
    return client;
  }

  static void send(ClientPort& client, const std::string& to, const std::string& text) {
    ASSERT_TRUE(client.perform(control::SendText{CallId(2), UserId(to), text}).ok());
  }

  bool hears(const std::string& name, const std::string& from, const std::string& text) {
    return comes(name, [&](const trace::Event& e) { return e.kind == EventKind::message && e.user == from && e.detail == text; });
  }

  // What has come or comes, once.
  template <class Matches>
  bool comes(const std::string& name, const Matches& matches) {
    const auto is_it = [&](const trace::Event& event) { return event.client == name && matches(event); };
    if (const auto earlier = std::ranges::find_if(passed_over, is_it); earlier != passed_over.end()) {
      passed_over.erase(earlier);
      return true;
    }
    const TimePoint deadline = inbox.now() + kPatience;
    while (const auto event = inbox.next(deadline)) {
      if (is_it(*event)) return true;
      passed_over.push_back(*event);
    }
    return false;
  }

  Program server_program{{program("redial-mock-server")}};
  std::unique_ptr<agent::RemoteServer> server =
      std::move(agent::RemoteServer::connect(server_program.value_behind("control "), {net::now, net::clock_id()}).value());
  const std::vector<cli::ClientUnderTest> stacks = std::move(cli::start_clients({"native", "web"}).value());
  agent::ClientFactory& native = *stacks[0].contender.factory;
  agent::ClientFactory& web = *stacks[1].contender.factory;
  agent::BlockingInbox inbox{net::now};
  std::vector<trace::Event> passed_over;
  std::unique_ptr<agent::AppPort> app;
};

TEST_F(TwoStacks, ExchangeMessages) {
  make_app({});
  const auto alice = online(native, "alice", "u1");
  const auto bob = online(web, "bob", "u2");
  send(*alice, "u2", "from native");
  EXPECT_TRUE(hears("bob", "u1", "from native"));
  send(*bob, "u1", "from web");
  EXPECT_TRUE(hears("alice", "u2", "from web"));
}

TEST_F(TwoStacks, KickEachOtherWhereAUserIsToBeOnlineOnce) {
  control::Policy once;
  once.login_scope = control::LoginScope::user;
  make_app(once);
  const auto kicked = [](const trace::Event& e) { return e.kind == EventKind::status && e.code == 31010; };
  const auto first = online(native, "native", "u1");
  const auto second = online(web, "web", "u1");
  EXPECT_TRUE(comes("native", kicked));
  const auto third = online(native, "native again", "u1");
  EXPECT_TRUE(comes("web", kicked));
}

TEST_F(TwoStacks, AreOnlineSideBySideWhereEachPlatformMayBe) {
  make_app({});
  const auto first = online(native, "native", "u1");
  const auto second = online(web, "web", "u1");
  const auto bob = online(web, "bob", "u2");
  send(*bob, "u1", "to both");
  EXPECT_TRUE(hears("native", "u2", "to both"));
  EXPECT_TRUE(hears("web", "u2", "to both"));
}

}  // namespace
}  // namespace redial::e2e
