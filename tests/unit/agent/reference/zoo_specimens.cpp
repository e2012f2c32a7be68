// The situations are small plays for hand-driven surroundings; the table puts them together.
#include "tests/unit/agent/reference/zoo_specimens.hpp"

#include "payload/chat_payloads.hpp"

namespace redial::agent::reference {
namespace {

using namespace std::chrono_literals;
using Around = SurroundingsByHand;

// ---- what app, network and server do ----

void connect(Around& around, std::uint32_t call, const char* token = "token@", Duration limit = {}) {
  control::Connect command;
  command.call = CallId(call);
  command.token = Token(token);
  command.timeout = limit;
  (void)around.client.perform(command);
}

void disconnect(Around& around) { (void)around.client.perform(control::Disconnect{CallId(9)}); }
void send_text(Around& around) { (void)around.client.perform(control::SendText{CallId(8), UserId("bob"), "hello"}); }
void drop(Around& around) { around.client.on_closed(around.dialled, 1006, "gone"); }
void refuse_dial(Around& around) { around.client.on_failed(around.dialled, "refused"); }
void kick(Around& around) { around.deliver(wire::ServerDisconnect{1}); }
void redirect(Around& around) { around.deliver(wire::ServerDisconnect{6}); }

void answer_login(Around& around, std::uint16_t status) {
  around.client.on_opened(around.dialled);
  around.deliver(status == 0 ? wire::ConnAck{0, "alice", "session", 1, {}} : wire::ConnAck{status, {}, {}, {}, {}});
}

void push(Around& around) {
  wire::ServerPublish publish;
  publish.topic = "s_msg";
  publish.payload = payload::encode_downstream_text({"bob", "hello", "uid", 1});
  around.deliver(publish);
}

// ---- situations ----

void connected(Around& around) {
  connect(around, 1);
  around.log_in();
  around.pass(100ms);
}

void connected_after(Around& around, std::uint16_t status) {
  connect(around, 1);
  around.answer_navigation();
  answer_login(around, status);
  around.pass(1s);
}
void token_incorrect(Around& around) { connected_after(around, 4); }
void token_expired(Around& around) { connected_after(around, 10); }
void blocked(Around& around) { connected_after(around, 9); }
void undefined_login(Around& around) {
  connected_after(around, 99);
  drop(around);
  around.pass(20s);
}

void dropped(Around& around) {
  connected(around);
  drop(around);
}

void dropped_for_a_moment(Around& around) {
  dropped(around);
  around.pass_no_time();
}

void come_back(Around& around) {
  drop(around);
  around.pass(1s);
  answer_login(around, 0);
  around.pass_no_time();
}

void reconnected(Around& around) {
  connected(around);
  come_back(around);
}

void reconnected_twice(Around& around) {
  reconnected(around);
  come_back(around);
}

void dropped_after_reconnect(Around& around) {
  reconnected(around);
  drop(around);
  around.pass_no_time();
}

void kicked(Around& around) {
  connected(around);
  kick(around);
  around.pass(3s);
}

void blocked_while_online(Around& around) {
  connected(around);
  around.deliver(wire::ServerDisconnect{2});
  around.pass(1s);
}

void token_expired_in_an_outage(Around& around) {
  dropped_for_a_moment(around);
  answer_login(around, 4);
  around.pass(5s);
}

void connected_twice(Around& around) {
  connect(around, 1);
  connect(around, 2);
  around.log_in();
  around.pass_no_time();
}

void connected_with_a_blank_token(Around& around) {
  connect(around, 1, " ");
  around.pass_no_time();
}

void connected_after_failure(Around& around) {
  token_incorrect(around);
  connect(around, 2, "good@");
  around.log_in();
}

void destroyed_when_connected(Around& around) {
  control::CallInCallback destroy{.told = trace::EventKind::result, .status = {}, .code = 0, .call = control::DestroyClient{}};
  (void)around.client.perform(destroy);
  connected(around);
}

void socket_opened(Around& around) {
  connect(around, 1);
  around.answer_navigation();
  around.client.on_opened(around.dialled);
}

void login_acknowledged_twice(Around& around) {
  connected(around);
  around.deliver(wire::ConnAck{0, "alice", "session", 1, {}});
}

void disconnected(Around& around) {
  connected(around);
  disconnect(around);
  around.pass(15s);
}

void limited(Around& around, Duration limit, Duration pass) {
  connect(around, 1, "token@", limit);
  around.pass(pass);
}
void over_the_limit(Around& around) { limited(around, 1s, 1s); }
void far_from_the_limit(Around& around) { limited(around, 10s, 10ms); }
void long_after_the_limit(Around& around) {
  connect(around, 1, "token@", 1s);
  around.answer_navigation();
  around.pass(2s);
}

void connected_with_another_token(Around& around) {
  connect(around, 1, "one@");
  around.log_in();
  disconnect(around);
  connect(around, 2, "two@");
  around.log_in();
  around.pass_no_time();
}

void dropped_with_another_token(Around& around) {
  connected_with_another_token(around);
  drop(around);
  around.pass_no_time();
}

void dial_refused(Around& around) {
  dropped_for_a_moment(around);
  refuse_dial(around);
  around.pass(5s);
}

void dial_refused_again_and_again(Around& around) {
  dial_refused(around);
  for (int attempt = 1; attempt < 5; ++attempt) {
    refuse_dial(around);
    around.pass(5s);
  }
}

void dial_refused_twice(Around& around) {
  dial_refused(around);
  refuse_dial(around);
  around.pass(5s);
}

void first_dial_refused(Around& around) {
  connect(around, 1);
  around.answer_navigation();
  refuse_dial(around);
  around.pass(50ms);
}

void redirected(Around& around) {
  connected(around);
  redirect(around);
  around.pass_no_time();
}

void redirected_twice(Around& around) {
  redirected(around);
  around.answer_navigation();
  answer_login(around, 6);
  around.pass_no_time();
}

void login_unanswered(Around& around) {
  socket_opened(around);
  around.pass(11s);
}

void dial_unanswered(Around& around) {
  connect(around, 1);
  around.answer_navigation();
  around.pass(6s);
}

void ping_unanswered(Around& around) {
  connected(around);
  around.pass(7s);
}

void ping_answered(Around& around) {
  connected(around);
  around.deliver(wire::PingResp{});
  around.pass(7s);
}

void first_navigator_fails(Around& around) {
  connect(around, 1);
  around.client.on_navigation(around.question, Error{"refused", "", ""});
}

void first_address_fails(Around& around) {
  connect(around, 1);
  wire::NavigationAnswer answer;
  answer.addresses = {{"127.0.0.1:1", wire::ChatAddress::Transport::plain, 10},
                      {"127.0.0.1:2", wire::ChatAddress::Transport::plain, 9}};
  around.client.on_navigation(around.question, NavigationReply{200, payload::to_json(answer)});
  refuse_dial(around);
}

void old_session_kicked(Around& around) {
  ping_unanswered(around);
  answer_login(around, 0);
  around.deliver(Epoch(1), wire::ServerDisconnect{1});
}

void disconnected_while_waiting(Around& around) {
  dropped(around);
  disconnect(around);
  around.pass_no_time();
}

void disconnected_while_navigating(Around& around) {
  connect(around, 1);
  disconnect(around);
  around.answer_navigation();
}

void destroyed(Around& around) {
  connected(around);
  (void)around.client.perform(control::DestroyClient{CallId(2)});
  if (!around.ended) around.pass_no_time();
}

void reconnected_after_a_message(Around& around) {
  connected(around);
  push(around);
  come_back(around);
}

void pushed_twice(Around& around) {
  connected(around);
  push(around);
  push(around);
  around.pass_no_time();
}

void sent_while_dropped(Around& around) {
  dropped(around);
  send_text(around);
}

void dropped_while_pinging(Around& around) {
  connect(around, 1);
  around.log_in();
  around.pass(6ms);
  drop(around);
  around.pass(1s);
}

void tell(Around& around, control::DeviceEvent event) { (void)around.client.perform(control::TellDeviceEvent{event}); }

// The next attempt would come 16 s after the last.
void told_deep_in_an_outage(Around& around, control::DeviceEvent event) {
  dropped_for_a_moment(around);
  for (const Duration wait : {Duration(250ms), Duration(500ms), Duration(1s), Duration(2s), Duration(4s), Duration(8s)}) {
    refuse_dial(around);
    around.pass(wait);
  }
  refuse_dial(around);
  tell(around, event);
  around.pass(1s);
}
void foreground_in_an_outage(Around& around) { told_deep_in_an_outage(around, control::DeviceEvent::foreground); }
void network_change_in_an_outage(Around& around) { told_deep_in_an_outage(around, control::DeviceEvent::network_change); }

void network_lost(Around& around) {
  connected(around);
  tell(around, control::DeviceEvent::network_lost);
  drop(around);
  around.pass(5s);
}

void network_back(Around& around) {
  network_lost(around);
  tell(around, control::DeviceEvent::network_back);
  around.pass(5s);
}

void foreground_after_the_limit(Around& around) {
  over_the_limit(around);
  tell(around, control::DeviceEvent::foreground);
}

constexpr Specimen kSpecimens[] = {
    {"callback-lost", "web", connected, "result connect #1", 1, 0},
    {"failure-callback-lost", "web", token_incorrect, "result connect #1", 1, 0},
    {"callback-told-twice", "web", connected, "result connect #1", 1, 2},
    {"reconnect-calls-back-again", "web", reconnected, "result connect #1", 1, 2},
    {"error-told-after-success", "web", connected, "result connect #1 code=-1", 0, 1},
    {"second-callback-after-duplicate-connect", "uniapp", connected_twice, "result connect #2 code=34001", 0, 1},
    {"refused-connect-calls-back", "uniapp", connected_with_a_blank_token, "result connect #1 code=31004", 0, 1},
    {"callbacks-cleared-by-duplicate-connect", "web", connected_twice, "result connect #1", 1, 0},
    {"callback-and-listener-both", "uniapp", connected, "code=0 epoch=1 user=alice via=listener", 0, 1},
    {"user-id-missing", "web", connected, "code=0 epoch=1 user=alice", 1, 0},
    {"result-code-changed", "web", token_incorrect, "result connect #1 code=30007", 0, 1},
    {"connect-after-failure-never-returns", "web", connected_after_failure, "result connect #2 code=0", 1, 0},
    {"database-opened-twice", "uniapp", connected, "database-opened", 1, 2},
    {"database-opened-after-connected", "uniapp", destroyed_when_connected, "database-opened", 1, 0},
    {"database-opened-not-told", "uniapp", connected, "database-opened", 1, 0},
    {"suspended-not-told", "web", dropped, "status=suspended", 1, 0},
    {"connecting-not-told", "web", connected, "status=connecting", 1, 0},
    {"reconnected-not-told", "web", reconnected, "status=connected", 2, 1},
    {"status-told-twice", "web", connected, "status=connected", 1, 2},
    {"end-not-told", "web", kicked, "DISCONNECT code=31010", 1, 0},
    {"silent-when-token-expires-in-an-outage", "web", token_expired_in_an_outage, "DISCONNECT code=31004", 1, 0},
    {"listeners-dead-after-reconnect", "web", reconnected_twice, "status=connected", 3, 2},
    {"connected-before-connack", "web", socket_opened, "status=connected", 0, 1},
    {"connack-again-tells-connected-twice", "web", login_acknowledged_twice, "status=connected", 1, 2},
    {"unhandled-error-on-drop", "web", dropped_for_a_moment, "unhandled-error", 0, 1},
    {"own-disconnect-told-as-kick", "web", disconnected, "DISCONNECT code=31010", 0, 1},
    {"kick-told-as-suspended", "web", kicked, "SUSPEND code=31010", 0, 1},
    {"retries-for-ever-on-31004", "web", token_incorrect, "dial ws", 1, 2},
    {"retries-for-ever-on-31004-after-a-drop", "web", token_expired_in_an_outage, "dial ws", 2, 3},
    {"expired-31020-treated-as-drop", "web", token_expired, "dial ws", 1, 2},
    {"blocked-user-retries", "web", blocked, "dial ws", 1, 2},
    {"blocked-while-online-treated-as-drop", "web", blocked_while_online, "dial ws", 1, 2},
    {"kick-treated-as-drop", "web", kicked, "dial ws", 1, 2},
    {"swallows-unknown-status", "web", undefined_login, "result connect #1", 1, 0},
    {"dials-after-disconnect", "web", disconnected, "dial ws", 1, 2},
    {"dials-after-31004", "web", token_incorrect, "dial ws", 1, 2},
    {"dials-after-kick", "web", kicked, "dial ws", 1, 2},
    {"keeps-trying-after-34006", "uniapp", long_after_the_limit, "dial ws", 1, 2},
    {"stale-token-reused", "web", connected_with_another_token, "&token=two", 1, 0},
    {"reconnects-with-old-token", "web", dropped_with_another_token, "&token=two", 2, 1},
    {"navigates-with-old-token", "web", connected_with_another_token, " token=two", 1, 0},
    {"no-backoff", "web", dropped_for_a_moment, "dial ws", 2, 1},
    {"backoff-grows-for-ever", "web", dial_refused_twice, "dial ws", 4, 3},
    {"jitter-without-limit", "web", dial_refused_again_and_again, "dial ws", 7, 6},
    {"backoff-never-reset", "web", dropped_after_reconnect, "dial ws", 3, 2},
    {"redirect-loop-without-backoff", "web", redirected_twice, "navigation-requested", 2, 3},
    {"never-reconnects", "web", dropped_for_a_moment, "dial ws", 2, 1},
    {"reconnect-stops-after-second-drop", "web", dropped_after_reconnect, "dial ws", 3, 2},
    {"retries-once-only", "web", dial_refused, "dial ws", 3, 2},
    {"first-connect-never-retried", "uniapp", first_dial_refused, "dial ws", 2, 1},
    {"ignores-time-limit", "uniapp", over_the_limit, "code=34006", 1, 0},
    {"time-limit-in-milliseconds", "uniapp", far_from_the_limit, "code=34006", 0, 1},
    {"time-limit-without-navigation", "uniapp", over_the_limit, "code=34006", 1, 0},
    {"connecting-for-ever", "web", login_unanswered, "result connect #1", 1, 0},
    {"dialing-for-ever", "web", dial_unanswered, "result connect #1", 1, 0},
    {"silent-drop-not-noticed", "web", ping_unanswered, "status=suspended", 1, 0},
    {"no-ping-sent", "web", connected, "send PINGREQ", 1, 0},
    {"pings-stop-after-reconnect", "web", reconnected, "send PINGREQ", 2, 1},
    {"heartbeat-level-ignored", "native", ping_unanswered, "status=suspended", 0, 1},
    {"ignores-foreground", "uniapp", foreground_in_an_outage, "dial ws", 9, 8},
    {"ignores-network-change", "uniapp", network_change_in_an_outage, "dial ws", 9, 8},
    {"tries-without-network", "uniapp", network_lost, "dial ws", 1, 2},
    {"never-resumes", "uniapp", network_back, "dial ws", 2, 1},
    {"foreground-revives-after-34006", "uniapp", foreground_after_the_limit, "ask http://", 1, 2},
    {"pong-ignored", "web", ping_answered, "status=suspended", 0, 1},
    {"cached-navigation-of-other-token", "web", connected_with_another_token, "navigation-requested", 2, 1},
    {"redirect-dials-the-old-node", "web", redirected, "navigation-requested", 2, 1},
    {"first-navigator-only", "web", first_navigator_fails, "ask http://m", 1, 0},
    {"first-address-only", "web", first_address_fails, "dial ws://127.0.0.1:2", 1, 0},
    {"two-sockets-at-once", "web", redirected, "close", 1, 0},
    {"late-kick-of-old-session-obeyed", "web", old_session_kicked, "code=31010", 0, 1},
    {"disconnect-leaves-socket-open", "web", disconnected, "close", 1, 0},
    {"disconnect-ignored-while-waiting", "web", disconnected_while_waiting, "dial ws", 1, 2},
    {"disconnect-ignored-while-connecting", "web", disconnected_while_navigating, "dial ws", 0, 1},
    {"destroy-leaves-socket-open", "web", destroyed, "let go of everything", 1, 0},
    {"messages-lost-after-reconnect", "web", reconnected, "send QUERY pullMsg", 2, 1},
    {"messages-twice-after-reconnect", "web", reconnected_after_a_message, "message", 1, 2},
    {"push-twice-delivered-twice", "web", pushed_twice, "message", 1, 2},
    {"sends-hang-while-dropped", "web", sent_while_dropped, "result send-text", 1, 0},
    {"send-succeeds-before-connected", "web", send_text, "result send-text #8 code=0", 0, 1},
    {"race-drop-while-pinging", "web", dropped_while_pinging, "dial ws", 2, 1},
};

}  // namespace

std::span<const Specimen> specimens() { return kSpecimens; }

}  // namespace redial::agent::reference
