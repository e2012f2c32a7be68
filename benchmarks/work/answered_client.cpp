// The world's answers.
#include "benchmarks/work/answered_client.hpp"

#include <string>
#include <variant>

#include "benchmarks/work/require.hpp"

namespace redial::work {

using namespace session::client;

namespace {

Config config() {
  Config config;
  config.navigators = {"http://navigation.example"};
  config.backoff = web_backoff();
  return config;
}

wire::NavigationAnswer two_addresses() {
  wire::NavigationAnswer answer;
  answer.user = "user-0001";
  answer.addresses = {{"chat-1.example:443", wire::ChatAddress::Transport::tls, 10},
                      {"chat-2.example:443", wire::ChatAddress::Transport::tls, 20}};
  return answer;
}

wire::ConnAck accepted() {
  wire::ConnAck ack;
  ack.user = "user-0001";
  ack.session = "session-1";
  ack.server_time_ms = 1;
  return ack;
}

}  // namespace

AnsweredClient::AnsweredClient() : session_(config(), Random(1)) {}

void AnsweredClient::log_in() {
  tell(ConnectRequested{Token("a-token-of-some-length@"), {}});
  require(session_.state() == State::online, "the client is online");
}

void AnsweredClient::reconnect() {
  const Epoch before = session_.epoch();
  tell(SocketClosed{before, "reset by the server"});
  require(session_.state() == State::online && session_.epoch() != before, "the client has come back");
}

void AnsweredClient::ping() {
  const std::uint64_t before = pings_;
  tell(TimerFired{Timer::ping});
  require(pings_ == before + 1 && session_.stale_events() == 0, "a ping was sent and answered");
}

void AnsweredClient::tell(const Event& event) {
  for (const Action& action : session_.handle(event, now_)) std::visit([this](const auto& one) { answer(one); }, action);
}

void AnsweredClient::answer(const AskNavigation& action) { tell(NavigationAnswered{action.question, 200, two_addresses()}); }

void AnsweredClient::answer(const Dial& action) {
  tell(SocketOpened{action.epoch});
  tell(MessageArrived{action.epoch, accepted()});
}

void AnsweredClient::answer(const Send& action) {
  if (!std::holds_alternative<wire::PingReq>(action.message)) return;
  ++pings_;
  tell(MessageArrived{session_.epoch(), wire::PingResp{}});
}

void AnsweredClient::answer(const StartTimer& action) {
  if (action.timer == Timer::backoff) tell(TimerFired{action.timer});
}

}  // namespace redial::work
