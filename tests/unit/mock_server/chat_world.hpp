// A mock chat service in memory for tests: a clock that is set by hand, digests without a library, and clients as plain
// functions.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/wire/envelope.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "payload/chat_payloads.hpp"
#include "payload/navigation_json.hpp"
#include "tests/unit/mock_server/fake_digests.hpp"

namespace redial::mock_server {

class ChatWorld : public testing::Test {
 protected:
  static constexpr UnixMillis kEpoch{1'795'000'000'000};

  ChatWorld()
      : server({.digests = fake_digests(),
                .observe = [this](const AppKey&, trace::Event event) { trace.push_back(std::move(event)); },
                .unix_epoch = kEpoch}),
        app(make_app("key-main")) {}

  // ---- apps and commands ----
  AppKey make_app(const std::string& key, control::Policy policy = {}) {
    control::CreateApp wanted;
    wanted.policy = std::move(policy);
    wanted.app_key = AppKey(key);
    wanted.secret = "secret-of-" + key;
    const auto created = server.create_app(wanted, now);
    EXPECT_TRUE(created.ok());
    control::App endpoints;
    endpoints.chat_address = "127.0.0.1:9001";
    endpoints.chat_tls_address = "127.0.0.1:9002";
    endpoints.native_addresses = {"127.0.0.1:9003", "127.0.0.1:9005"};
    endpoints.native_tls_addresses = {"127.0.0.1:9004", "127.0.0.1:9006"};
    server.set_endpoints(AppKey(key), endpoints);
    return AppKey(key);
  }
  // The app of the test with another policy, before anything has happened to it.
  void set_policy(control::Policy policy) {
    perform(control::DeleteApp{});
    take();
    trace.clear();
    app = make_app("key-main", std::move(policy));
  }
  Result<control::ServerReply> attempt(const control::ServerCommand& command) { return server.perform(app, command, now); }
  void perform(const control::ServerCommand& command) {
    const auto done = attempt(command);
    EXPECT_TRUE(done.ok()) << (done ? "" : to_text(done.error()));
  }
  Token issue(const std::string& user, const std::string& label = "good", std::optional<Duration> lifetime = {}) {
    return issue(control::IssueToken{TokenLabel(label), UserId(user), lifetime});
  }
  Token issue(const control::IssueToken& wanted) {
    const auto issued = attempt(wanted);
    EXPECT_TRUE(issued.ok()) << (issued ? "" : to_text(issued.error()));
    return issued ? issued->token : Token{};
  }
  void arm(fault::FaultSpec spec) { perform(control::ArmFault{std::move(spec)}); }

  // ---- clients ----
  // Nothing as long as it is not answered.
  std::optional<fault::NavigationFate> navigate(const Token& token, bool over_tls = false,
                                                const std::string& path = "/v2/navi.json",
                                                const std::string& negotiate = "conn=5") {
    wire::NavigationRequest request;
    request.app_key = app;
    request.token = token;
    request.path = path;
    request.negotiate = negotiate;
    navigated.reset();
    server.navigate(app, RequestId(++last_request), request, over_tls, now);
    drive();
    return navigated;
  }
  ConnectionId accept(bool over_tls = false, wire::Dialect dialect = wire::Dialect::web) {
    const ConnectionId id(++last_connection);
    dialects[id] = dialect;
    accepted = server.accept(app, id, dialect, over_tls, now);
    return id;
  }
  static LoginClaim claim(const AppKey& key, const Token& token, const std::string& device = "",
                          const std::string& platform = "browser") {
    LoginClaim claim;
    claim.app_key = key.value;
    claim.token = token;
    claim.device = device;
    claim.platform = platform;
    return claim;
  }
  void ask_upgrade(ConnectionId id, const LoginClaim& claim) {
    server.ask_upgrade(id, claim, now);
    drive();
  }
  ConnectionId dial(const LoginClaim& claim) {
    const ConnectionId id = accept();
    ask_upgrade(id, claim);
    return id;
  }
  ConnectionId dial(const Token& token, const std::string& device = "", const std::string& platform = "browser") {
    return dial(claim(app, token, device, platform));
  }
  ConnectionId dial_native(const Token& token, const std::string& device = "") {
    const ConnectionId id = accept(false, wire::Dialect::native);
    ask_upgrade(id, claim(app, token, device, "PC"));
    return id;
  }
  void send(ConnectionId from, const wire::ClientMessage& message) {
    server.receive(from, wire::encode(message, dialects.at(from)), now);
  }
  void publish(ConnectionId from, const std::string& to, const std::string& text, std::int64_t client_id = 0) {
    send(from, wire::ClientPublish{
                   .topic = "ppMsgP", .target = to, .id = 9, .payload = payload::encode_upstream_text(text, client_id)});
  }
  void pull(ConnectionId from, std::int64_t after) {
    send(from,
         wire::Query{.topic = "pullMsg", .target = "", .id = 5, .payload = payload::encode_pull_request({.inbox_after = after})});
  }

  // ---- what came of it ----
  std::vector<Output> take() {
    drive();
    return std::exchange(undone, {});
  }
  // Outputs as text since the last call: "1 CONNACK 0", "1 end", "1 reset", "1 upgrade 503", "close chat", "open navigation".
  std::vector<std::string> outputs() {
    std::vector<std::string> texts;
    for (const Output& output : take()) texts.push_back(text_of(output));
    return texts;
  }
  // The first message of that type sent since the last take, decoded.
  template <class Message>
  std::optional<Message> sent(wire::ConnAckLayout layout = wire::ConnAckLayout::v3) {
    for (const Output& output : take()) {
      const auto* bytes = std::get_if<SendBytes>(&output);
      if (bytes == nullptr) continue;
      const auto message = wire::decode_server_message(bytes->message, layout, dialects.at(bytes->connection));
      if (message && std::holds_alternative<Message>(*message)) return std::get<Message>(*message);
    }
    return std::nullopt;
  }
  std::vector<trace::Event> observed(trace::EventKind kind) const {
    std::vector<trace::Event> events;
    for (const trace::Event& event : trace)
      if (event.kind == kind) events.push_back(event);
    return events;
  }
  trace::Event last(trace::EventKind kind) const {
    const auto events = observed(kind);
    EXPECT_FALSE(events.empty()) << trace::describe(kind).name;
    return events.empty() ? trace::Event{} : events.back();
  }
  void pass(Duration time) {
    now += time;
    server.advance(now);
  }

  TimePoint now{std::chrono::seconds(1)};
  std::vector<trace::Event> trace;
  ChatServer server;
  AppKey app;
  std::uint64_t last_connection = 0;
  std::map<ConnectionId, wire::Dialect> dialects;
  std::uint64_t last_request = 0;
  AcceptFate accepted;
  std::optional<fault::NavigationFate> navigated;  // the last answer

 private:
  // What a driver does at once: upgrades that are accepted, and navigation. The rest is for the test to look at.
  void drive() {
    for (auto outputs = server.take_outputs(); !outputs.empty(); outputs = server.take_outputs()) {
      for (Output& output : outputs) {
        const auto* upgrade = std::get_if<AnswerUpgrade>(&output);
        auto* navigation = std::get_if<AnswerNavigation>(&output);
        if (upgrade != nullptr && upgrade->fate.end == fault::UpgradeFate::End::accepted)
          server.upgrade(upgrade->connection, now);
        else if (navigation != nullptr)
          navigated = std::move(navigation->fate);
        else
          undone.push_back(std::move(output));
      }
    }
  }

  std::string text_of(const Output& output) const {
    if (const auto* bytes = std::get_if<SendBytes>(&output)) {
      const auto message = wire::decode_server_message(bytes->message, wire::ConnAckLayout::v3, dialects.at(bytes->connection));
      return std::to_string(bytes->connection.value) + " " + (message ? wire::to_text(*message) : "?");
    }
    if (const auto* end = std::get_if<EndConnection>(&output)) {
      const std::string code = end->close_code == wire::kCloseNormal ? "" : " " + std::to_string(end->close_code);
      return std::to_string(end->connection.value) + (end->how == EndConnection::How::reset ? " reset" : " end" + code);
    }
    if (const auto* upgrade = std::get_if<AnswerUpgrade>(&output)) {
      const bool refused = upgrade->fate.end == fault::UpgradeFate::End::refused;
      return std::to_string(upgrade->connection.value) + " upgrade " +
             (refused ? std::to_string(upgrade->fate.http_status) : "garbage");
    }
    if (const auto* close = std::get_if<CloseListeners>(&output)) return "close " + std::string(to_name(close->plane));
    return "open " + std::string(to_name(std::get<OpenListeners>(output).plane));
  }

  std::vector<Output> undone;
};

using Texts = std::vector<std::string>;

}  // namespace redial::mock_server
