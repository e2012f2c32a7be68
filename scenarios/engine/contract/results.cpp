// The outcome of connect: one for each call, with the right user.
#include <algorithm>
#include <set>
#include <string>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

Finding one_result_per_connect(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
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

// The status that decides a connect: the first outcome told after it, unless the app takes the client away or calls again.
const Event* deciding_status(const Timeline& timeline, const Event& call, const std::set<const Event*>& own_ends) {
  const Event* event = timeline.first(
      [&](const Event& e) {
        if (&e == &call || own_ends.contains(&e)) return false;
        return (e.kind == EventKind::status && is_outcome(e)) || e.kind == EventKind::call || is_own_end(e);
      },
      &call);
  return event && event->kind == EventKind::status ? event : nullptr;
}

Finding outcome_is_told(const Timeline& timeline) {
  Findings findings;
  const auto own_ends = own_ends_told(timeline);
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (!connect.accepted() || !hears(timeline, connect)) continue;
    const Event* status = deciding_status(timeline, *connect.call, own_ends);
    if (!status) continue;
    if (!connect.results.empty() && connect.results.front()->at <= status->at + kAtOnce) {
      findings.kept();
    } else if (timeline.end() > status->at + kAtOnce) {
      findings.late("the app was told by status what became of " + call_text(*connect.call) + ", and not by its result",
                    {connect.call, status});
    }
  }
  return findings.take();
}

Finding user_id_with_success_only(const Timeline& timeline) {
  Findings findings;
  for (const Event* result : timeline.all(is_connect_result)) {
    const bool success = result->code == 0;
    findings.judge(success == !result->user.empty(),
                   success ? "code 0 without a user id" : "a user id with code " + std::to_string(result->code.value_or(-1)),
                   {result});
  }
  return findings.take();
}

Finding valid_token_connects(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (!connect.accepted() || connect.results.empty() || disturbed(timeline, nullptr, connect.results.front())) continue;
    const Event& result = *connect.results.front();
    const Event* ended = timeline.first(is_own_end, connect.call);
    if (ended != nullptr && ended < &result) continue;
    const Event* login = accepting_login(timeline, connect, result);
    if (login == nullptr) continue;
    findings.judge(result.code == 0 && result.user == login->user,
                   "the server accepted token \"" + login->token + "\" of user " + login->user + ", the app was told code " +
                       std::to_string(result.code.value_or(-1)) + (result.user.empty() ? "" : " and user " + result.user),
                   {login, &result});
  }
  return findings.take();
}

Finding no_success_without_login(const Timeline& timeline) {
  Findings findings;
  const auto& server = timeline.server_side();
  if (server.empty()) return findings.take();
  for (const Event* told : timeline.all(tells_connected)) {
    // The server's events come by another road, and may be stamped a moment late.
    const bool logged_in =
        std::ranges::any_of(server, [&](const Event* e) { return e->at <= told->at + kAtOnce && e->name == "CONNACK 0"; });
    if (!logged_in && timeline.end() <= told->at + kAtOnce) continue;
    findings.judge(logged_in, "connected was told, and the server had accepted no login", {told});
  }
  return findings.take();
}

Finding is_ok_means_code_0(const Timeline& timeline) {
  Findings findings;
  for (const Event* result : timeline.all(is_connect_result)) {
    const bool is_ok = result->detail == "isOk=true";
    if (!is_ok && result->detail != "isOk=false") continue;
    findings.judge(is_ok == (result->code == 0), result->detail + " with code " + std::to_string(result->code.value_or(-1)),
                   {result});
  }
  return findings.take();
}

bool is_connect_callback(const Event& event) { return event.kind == EventKind::database_opened || is_connect_result(event); }

Finding no_callback_after_refusal(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (!connect.returned || connect.accepted()) continue;
    const Event* callback =
        timeline.first([&](const Event& e) { return is_connect_callback(e) && e.call == connect.call->call; }, connect.call);
    findings.judge(!callback,
                   call_text(*connect.call) + " was refused with " + std::to_string(*connect.returned->code) +
                       " and fired a callback all the same",
                   {connect.returned, callback});
  }
  return findings.take();
}

Finding only_the_callback_fires(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (connect.call->via != "callback") continue;
    const Event* listener = timeline.first(
        [&](const Event& e) { return is_connect_callback(e) && e.call == connect.call->call && e.via == "listener"; },
        connect.call);
    if (listener) {
      findings.broken("a callback was passed to connect, and the listener fired too", {connect.call, listener});
    } else if (!connect.results.empty()) {
      findings.kept();
    }
  }
  return findings.take();
}

}  // namespace

Chapter results() {
  using enum Severity;
  return {"Results",
          "What the app is told of a connect call, and how often.",
          {
              {"one-result-per-connect", "An accepted connect brings exactly one result.",
               said("one promise reports the outcome of a call", kWebConnect) + "; " +
                   said("one callback does, and several are named as a fault of calling twice", kUniappConnect),
               must, kEveryProfile, one_result_per_connect},
              {"outcome-is-told", "When a status tells that a connect succeeded or failed, its result tells it too.",
               said("the outcome comes by the promise", kWebConnect) + "; " +
                   said("return code 0 means that the result comes by callback", kUniappConnect),
               must, kEveryProfile, outcome_is_told},
              {"user-id-with-success-only", "The result carries the user id with code 0, and only then.",
               said("data is present when the connection succeeds", kNexconnConnect) + "; " +
                   said("userId is that of the user who connected", kUniappConnect),
               must, kEveryProfile, user_id_with_success_only},
              {"valid-token-connects", "Every valid token of a user connects that user, a second one too.",
               said("a user can hold several tokens, and each valid one can be used", kNexconnConnect) + "; " +
                   said("a new token does not end older ones", kUniappConnect),
               must, kEveryProfile, valid_token_connects},
              {"no-success-without-login", "Connected is told only after the server has accepted a login.",
               said("code 0 means that the connection succeeded", kNexconnConnect) + "; wire: the login is over with CONNACK 0",
               must, kEveryProfile, no_success_without_login},
              {"is-ok-means-code-0",
               "isOk is true with code 0, and only then.",
               said("isOk equals code === 0", kNexconnConnect),
               must,
               {"nexconn-web"},
               is_ok_means_code_0},
              {"no-callback-after-refusal",
               "A connect that is refused at once fires no callback.",
               said("with a code other than 0 the call failed and no callback fires", kUniappConnect),
               must,
               {"uniapp"},
               no_callback_after_refusal},
              {"only-the-callback-fires",
               "If a callback is passed to connect, the listeners of the same events stay silent.",
               said("if a callback is passed, only it fires", kUniappConnect),
               must,
               {"uniapp"},
               only_the_callback_fires},
          }};
}

}  // namespace redial::scenarios::contract
