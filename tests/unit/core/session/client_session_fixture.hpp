// What the dialogues with the client's machine share: actions in words, and short ways to tell the machine things.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/names.hpp"
#include "core/session/client_session.hpp"

namespace redial::session::client {

using namespace std::chrono_literals;
using wire::ChatAddress;

inline constexpr Named<Timer> kTimers[] = {{Timer::navigation, "navigation"},
                                           {Timer::dial, "dial"},
                                           {Timer::login, "login"},
                                           {Timer::ping, "ping"},
                                           {Timer::pong, "pong"},
                                           {Timer::request, "request"},
                                           {Timer::backoff, "backoff"},
                                           {Timer::connect_limit, "limit"}};

inline std::string in_words(Timer timer) { return std::string(name_of(kTimers, timer)); }

// Actions in words, so that expectations read like a conversation.
struct InWords {
  std::string operator()(const AskNavigation& a) { return "ask " + a.navigator; }
  std::string operator()(const Dial& a) {
    const auto scheme = a.address.transport == ChatAddress::Transport::tls ? "wss " : "ws ";
    return "dial " + std::to_string(a.epoch.value) + " " + scheme + a.address.address + (a.v4 ? " v4" : "");
  }
  std::string operator()(const Send& a) { return "send " + std::visit(*this, a.message); }
  std::string operator()(const wire::ClientPublish& m) {
    return "PUBLISH " + m.topic + " to " + m.target + " #" + std::to_string(m.id);
  }
  std::string operator()(const wire::Query& m) { return "QUERY " + m.topic + " to " + m.target + " #" + std::to_string(m.id); }
  std::string operator()(const wire::ClientPubAck& m) { return "PUBACK #" + std::to_string(m.id); }
  std::string operator()(const wire::QueryCon& m) { return "QUERYCON #" + std::to_string(m.id); }
  std::string operator()(const wire::PingReq&) { return "PINGREQ"; }
  std::string operator()(const wire::ClientDisconnect&) { return "DISCONNECT"; }
  std::string operator()(const CloseSocket&) { return "close"; }
  std::string operator()(const StartTimer& a) {
    return "start " + in_words(a.timer) + " " + std::to_string(a.delay / 1ms) + "ms";
  }
  std::string operator()(const CancelTimer& a) { return "cancel " + in_words(a.timer); }
  std::string operator()(const Connecting&) { return "CONNECTING"; }
  std::string operator()(const Connected& a) { return (a.reconnected ? "RECONNECTED " : "CONNECTED ") + a.user; }
  std::string operator()(const Suspended& a) { return "SUSPEND " + std::to_string(a.code); }
  std::string operator()(const NetworkUnavailable&) { return "NETWORK_UNAVAILABLE"; }
  std::string operator()(const Disconnected& a) { return "DISCONNECT " + std::to_string(a.code); }
  std::string operator()(const Refused& a) { return "refuse " + std::to_string(a.code); }
  std::string operator()(const Published& a) {
    return "published " + std::to_string(a.request) + " " + std::to_string(a.status) +
           (a.message_uid.empty() ? "" : " " + a.message_uid);
  }
  std::string operator()(const Answered& a) { return "answered " + std::to_string(a.request) + " " + std::to_string(a.status); }
  std::string operator()(const Pushed& a) { return "pushed " + a.publish.topic; }
};

using Words = std::vector<std::string>;

inline Words in_words(const std::vector<Action>& actions) {
  Words words;
  for (const auto& action : actions) words.push_back(std::visit(InWords{}, action));
  return words;
}

inline wire::NavigationAnswer answer(std::vector<ChatAddress> addresses) {
  wire::NavigationAnswer navigation;
  navigation.addresses = std::move(addresses);
  return navigation;
}

inline const ChatAddress kPlain{"chat:1", ChatAddress::Transport::plain, 10};
inline const ChatAddress kTls{"chat:2", ChatAddress::Transport::tls, 20};

inline wire::ConnAck accepted(std::string user = "alice") {
  wire::ConnAck ack;
  ack.user = std::move(user);
  return ack;
}

inline wire::ConnAck connack(std::uint8_t status) {
  wire::ConnAck ack;
  ack.status = status;
  return ack;
}

// A machine with the web's back-off (at once, then every 5 s) and two navigators, and short ways to tell it things.
class ClientSessionTest : public testing::Test {
 protected:
  static Config config() {
    Config config;
    config.navigators = {"http://n1", "http://n2/"};
    config.backoff = {{0s, 5s}, 0.0};
    return config;
  }

  Words tell(const Event& event) {
    const auto actions = session.handle(event, now);
    for (const auto& action : actions) {
      if (const auto* ask = std::get_if<AskNavigation>(&action)) question = ask->question;
    }
    return in_words(actions);
  }
  Words connect(std::optional<Duration> limit = {}) { return tell(ConnectRequested{Token("token@"), limit}); }
  Words disconnect() { return tell(DisconnectRequested{}); }
  Words navigation(wire::NavigationAnswer a) { return tell(NavigationAnswered{question, 200, std::move(a)}); }
  Words navigation_status(int status) { return tell(NavigationAnswered{question, status, std::nullopt}); }
  Words navigation_fails() { return tell(NavigationFailed{question, "unreachable"}); }
  Words opened() { return tell(SocketOpened{session.epoch()}); }
  Words refused() { return tell(SocketFailed{session.epoch(), "refused"}); }
  Words closed() { return tell(SocketClosed{session.epoch(), "reset"}); }
  Words server(wire::ServerMessage message) { return tell(MessageArrived{session.epoch(), std::move(message)}); }
  Words fires(Timer timer) { return tell(TimerFired{timer}); }
  Words device(control::DeviceEvent what) { return tell(DeviceTold{what}); }
  Words send(std::uint32_t request) { return tell(SendRequested{request, "ppMsgP", "bob", {}}); }
  Words query(std::uint32_t request) { return tell(QueryRequested{request, "pullMsg", {}}); }

  void dial(std::vector<ChatAddress> addresses = {kPlain}) {
    connect();
    navigation(answer(std::move(addresses)));
  }
  void open() {
    dial();
    opened();
  }
  void go_online() {
    open();
    server(accepted());
  }

  TimePoint now{};
  std::uint32_t question = 0;
  ClientSession session{config(), Random(1)};
};

}  // namespace redial::session::client
