// A mock server with one app, and the least of a client for it: navigation, a WebSocket that logs in, and what the server
// observed.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "core/wire/envelope.hpp"
#include "mock_server/server/mock_server.hpp"
#include "net/http.hpp"
#include "net/loop.hpp"
#include "net/tls.hpp"
#include "payload/chat_payloads.hpp"
#include "payload/form.hpp"
#include "tests/unit/net/inbox.hpp"
#include "tests/unit/net/stream_peer.hpp"
#include "tests/unit/net/websocket_peer.hpp"

namespace redial::testing {

// Asks once and waits.
inline Result<net::HttpReply> post(net::Loop& loop, const net::TlsContext& tls, net::HttpExchange::Call call) {
  Inbox<std::optional<Result<net::HttpReply>>> outcome;
  auto exchange = loop.call([&] {
    return std::make_unique<net::HttpExchange>(loop, tls, call,
                                               [&](Result<net::HttpReply> reply) { outcome.put(std::move(reply)); });
  });
  auto reply = outcome.take();
  loop.call([&] { exchange.reset(); });
  return reply ? std::move(*reply) : Error{"nothing arrived", "", ""};
}

class MockServerFixture : public ::testing::Test {
 protected:
  using Client = std::unique_ptr<WebSocketPeer>;

  // The token of a fresh login of `user`.
  std::string token(const std::string& user, std::optional<Duration> lifetime = {}) {
    return perform(control::IssueToken{TokenLabel("good"), UserId(user), lifetime}).token.value;
  }
  control::ServerReply perform(const control::ServerCommand& command) {
    auto reply = server->perform(app.app_key, command);
    if (!reply) ADD_FAILURE() << to_text(reply.error());
    return reply ? *reply : control::ServerReply{};
  }
  void arm(fault::FaultSpec spec) { perform(control::ArmFault{std::move(spec)}); }

  std::string chat_url(const std::string& token, bool tls = false) {
    const payload::Form query{
        {"appId", app.app_key.value}, {"token", token},    {"deviceId", std::to_string(++devices)}, {"sdkVer", "1"},
        {"apiVer", "browser|Test|1"}, {"protocolVer", "3"}};
    return (tls ? "wss://" + app.chat_tls_address : "ws://" + app.chat_address) + "/websocket?" + payload::to_form(query);
  }
  // Opens the WebSocket; null if it cannot be opened, with the reason in `dial_error`.
  Client dial(const std::string& url) {
    Inbox<std::optional<Result<std::unique_ptr<net::WebSocket>>>> outcome;
    auto dial = loop.call([&] {
      return std::make_unique<net::WebSocketDial>(loop, trusting, url, [&](auto result) { outcome.put(std::move(result)); });
    });
    auto result = outcome.take();
    loop.call([&] { dial.reset(); });
    if (!result || !*result) {
      dial_error = result ? to_text(result->error()) : "nothing arrived";
      return nullptr;
    }
    return std::make_unique<WebSocketPeer>(loop, std::move(**result));
  }
  wire::ServerMessage receive(WebSocketPeer& client) {
    auto message = wire::decode_server_message(client.receive(), wire::ConnAckLayout::v3);
    if (!message) ADD_FAILURE() << message.error().what;
    return message ? *message : wire::ServerMessage{};
  }
  // A client that is online.
  Client login(const std::string& user, bool tls = false) {
    Client client = dial(chat_url(token(user), tls));
    if (!client) {
      ADD_FAILURE() << dial_error;
      return nullptr;
    }
    EXPECT_EQ(status_of_login(*client), 0);
    return client;
  }
  int status_of_login(WebSocketPeer& client) {
    const auto message = receive(client);
    const auto* connack = std::get_if<wire::ConnAck>(&message);
    return connack ? connack->status : -1;
  }
  Result<net::HttpReply> navigate(const std::string& url, const std::string& token_text,
                                  Duration timeout = std::chrono::seconds(10)) {
    return post(loop, trusting,
                {url + "/v2/navi.json?cloud=0",
                 {{"RC-Appkey", app.app_key.value}},
                 payload::to_form({{"token", token_text}, {"v", "1"}, {"platfrom", "browser"}}),
                 timeout});
  }
  // The whole answer to a request without a body, as bytes; for methods that our own client does not use.
  std::string ask(const std::string& url, const std::string& method_and_target) {
    Inbox<std::optional<Result<Stream>>> dialled;
    auto tcp = loop.call([&] {
      return std::make_unique<net::TcpDial>(loop, "127.0.0.1", std::stoi(url.substr(url.rfind(':') + 1)),
                                            [&](auto stream) { dialled.put(std::move(stream)); });
    });
    StreamPeer browser(loop, std::move(*dialled.take()).value());
    browser.send(method_and_target + " HTTP/1.1\r\nConnection: close\r\n\r\n");
    std::string answer = browser.receive(1u << 16);
    loop.call([&] { tcp.reset(); });
    return answer;
  }
  // The next observation of this kind; others are skipped.
  trace::Event await(trace::EventKind kind) {
    for (;;) {
      auto event = observed.take();
      if (event.kind == kind || HasFailure()) return event;
    }
  }

  net::Loop loop;  // the clients'
  std::unique_ptr<mock_server::MockServer> server = std::move(mock_server::MockServer::start({}).value());
  net::TlsContext trusting = net::TlsContext::client(server->ca_file()).value();
  control::App app = server->create_app({}).value();
  Inbox<trace::Event> observed;
  Inbox<bool> ended;
  std::unique_ptr<mock_server::MockServer::Subscription> subscription =
      std::move(server
                    ->subscribe(app.app_key, {.event = [this](const trace::Event& event) { observed.put(event); },
                                              .ended = [this] { ended.put(true); }})
                    .value());
  std::string dial_error;
  int devices = 0;
};

}  // namespace redial::testing
