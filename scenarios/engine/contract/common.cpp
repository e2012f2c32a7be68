// What every API profile promises about connecting.
#include <algorithm>
#include <string>

#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/transitions.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

constexpr std::int32_t kTokenIncorrect = 31004;
constexpr std::int32_t kKicked = 31010;
// Longer than any documented first wait (native 0.05 s, Web at once, then 5 s) and every phase before an attempt shows on the
// wire.
constexpr Duration kReconnectPatience = std::chrono::seconds(10);

std::string call_text(const Event& call) { return call.name + " #" + std::to_string(call.call.value); }

Finding one_result_per_connect(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : connect_calls(timeline)) {
    if (!connect.accepted() || connect.results.empty()) continue;
    if (connect.results.size() == 1) {
      findings.kept();
    } else {
      findings.broken(call_text(*connect.call) + " brought " + std::to_string(connect.results.size()) + " results",
                      {connect.results[0], connect.results[1]});
    }
  }
  return findings.take();
}

Finding user_id_with_success_only(const Timeline& timeline) {
  Findings findings;
  for (const Event* result : timeline.all([](const Event& e) { return e.kind == EventKind::result && e.name == "connect"; })) {
    const bool success = result->code == 0;
    if (success == !result->user.empty()) {
      findings.kept();
    } else {
      findings.broken(success ? "code 0 without a user id" : "a user id with code " + std::to_string(result->code.value_or(-1)),
                      {result});
    }
  }
  return findings.take();
}

// After each `ended` event: no attempt until the app calls connect again.
Finding no_attempt_after(const Timeline& timeline, const Timeline::Test& ended, const std::string& what) {
  Findings findings;
  const Event* since = nullptr;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) {
      since = nullptr;
    } else if (ended(*event)) {
      if (!since) since = event;
      findings.kept();
    } else if (since && is_attempt(*event)) {
      findings.broken(std::string(describe(event->kind).name) + " although " + what + " and the app had not called connect again",
                      {since, event});
    }
  }
  return findings.take();
}

bool tells(const Event& event, std::int32_t code) {
  return event.code == code && (event.kind == EventKind::status || (event.kind == EventKind::result && event.name == "connect"));
}

Finding no_attempt_after_token_incorrect(const Timeline& timeline) {
  return no_attempt_after(
      timeline, [](const Event& e) { return tells(e, kTokenIncorrect); }, "31004 was told");
}

Finding no_attempt_after_kick(const Timeline& timeline) {
  return no_attempt_after(
      timeline, [](const Event& e) { return tells(e, kKicked); }, "31010 was told");
}

Finding no_attempt_after_disconnect(const Timeline& timeline) {
  return no_attempt_after(
      timeline,
      [](const Event& e) { return e.kind == EventKind::call_returned && e.name == "disconnect" && e.code.value_or(0) == 0; },
      "the app had disconnected");
}

// The outcome of a call: refused at once, or told later.
const Event* outcome_of(const Timeline& timeline, const Event& call) {
  const Event* returned =
      timeline.first([&](const Event& e) { return e.kind == EventKind::call_returned && e.call == call.call; }, &call);
  if (returned && returned->code.value_or(0) != 0) return returned;
  return timeline.first([&](const Event& e) { return e.kind == EventKind::result && e.call == call.call; }, &call);
}

Finding business_calls_fail_before_connected(const Timeline& timeline) {
  Findings findings;
  for (const Event* event : timeline.events()) {
    if (tells_connected(*event)) break;
    if (!is_call(*event, "send-text")) continue;
    const Event* outcome = outcome_of(timeline, *event);
    if (!outcome) continue;
    if (outcome->code == 0) {
      findings.broken(call_text(*event) + " succeeded before the client was connected", {event, outcome});
    } else {
      findings.kept();
    }
  }
  return findings.take();
}

Finding valid_token_connects(const Timeline& timeline) {
  Findings findings;
  const auto& whole = timeline.whole();
  if (std::any_of(whole.begin(), whole.end(), [](const Event& e) { return e.kind == EventKind::fault_fired; }))
    return findings.take();
  for (const ConnectCall& connect : connect_calls(timeline)) {
    if (!connect.accepted() || connect.results.empty()) continue;
    const Event& result = *connect.results.front();
    const auto login = std::find_if(whole.begin(), whole.end(), [&](const Event& e) {
      return e.kind == EventKind::server_login && e.code == 0 && e.token == connect.call->token && e.at >= connect.call->at &&
             e.at <= result.at;
    });
    if (login == whole.end()) continue;
    if (result.code == 0 && result.user == login->user) {
      findings.kept();
    } else {
      findings.broken("the server accepted token \"" + login->token + "\" of user " + login->user + ", the app was told code " +
                          std::to_string(result.code.value_or(-1)) + (result.user.empty() ? "" : " and user " + result.user),
                      {&*login, &result});
    }
  }
  return findings.take();
}

Finding reconnects_by_itself(const Timeline& timeline) {
  Findings findings;
  for (const Loss& loss : losses(timeline)) {
    if (loss.next && (ends_for_good(*loss.next) || is_call(*loss.next, "connect"))) continue;
    if (loss.next && loss.next->at - loss.lost->at <= kReconnectPatience) {
      findings.kept();
    } else if (timeline.end() - loss.lost->at > kReconnectPatience) {
      findings.broken(
          "no attempt to reconnect within " + std::to_string(kReconnectPatience / std::chrono::seconds(1)) + " s of the loss",
          {loss.lost, loss.next});
    }
  }
  return findings.take();
}

}  // namespace

std::vector<Rule> common_rules() {
  const std::vector<std::string_view> every = {"web", "uniapp"};
  return {
      {"one-result-per-connect", "An accepted connect brings exactly one result.",
       "uni-app and Web connect pages: one promise or callback reports the outcome of a call; several are named as a fault of "
       "calling twice",
       every, one_result_per_connect},
      {"user-id-with-success-only", "The result carries the user id with code 0, and only then.",
       "Web connect page: data is present when the connection succeeds; uni-app connect page: userId is that of the user who "
       "connected",
       every, user_id_with_success_only},
      {"no-attempt-after-31004", "After 31004 nothing is dialled until the app calls connect again.",
       "uni-app connect page, note 2: get a new token, connect again, avoid an endless loop; code tables: 31004 is terminal",
       every, no_attempt_after_token_incorrect},
      {"no-attempt-after-kick", "After 31010 nothing is dialled until the app calls connect again.",
       "Code tables: 31010 is terminal; reconnect page: a kicked client does not reconnect", every, no_attempt_after_kick},
      {"no-attempt-after-disconnect", "After the app's own disconnect nothing is dialled until it calls connect again.",
       "Reconnect pages: the mechanism ends when the app disconnects", every, no_attempt_after_disconnect},
      {"business-calls-fail-before-connected", "Sending before the client was connected fails.",
       "Web connect page, warning: business APIs require a successful connection", every, business_calls_fail_before_connected},
      {"valid-token-connects", "Every valid token of a user connects that user, a second one too.",
       "Both connect pages: a user can hold several tokens, and each valid one can be used", every, valid_token_connects},
      {"reconnects-by-itself", "A client that was online dials again by itself within 10 s of a drop.",
       "Both connect pages: the SDK's own mechanism reconnects; connect is called once per app lifecycle", every,
       reconnects_by_itself},
  };
}

}  // namespace redial::scenarios::contract
