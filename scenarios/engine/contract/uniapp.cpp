// What the two-stage uni-app API (return code, then callbacks) promises beyond the common rules.
#include <string>

#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/transitions.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;
using enum trace::ConnectionStatus;

bool is_connect_callback(const Event& event) {
  return event.kind == EventKind::database_opened || (event.kind == EventKind::result && event.name == "connect");
}

Finding no_callback_after_refusal(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : connect_calls(timeline)) {
    if (!connect.returned || connect.accepted()) continue;
    const Event* callback =
        timeline.first([&](const Event& e) { return is_connect_callback(e) && e.call == connect.call->call; }, connect.call);
    if (callback) {
      findings.broken("connect #" + std::to_string(connect.call->call.value) + " was refused with " +
                          std::to_string(*connect.returned->code) + " and fired a callback all the same",
                      {connect.returned, callback});
    } else {
      findings.kept();
    }
  }
  return findings.take();
}

Finding database_opened_before_connected(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : connect_calls(timeline)) {
    if (!connect.accepted() || connect.results.empty() || connect.results.front()->code != 0) continue;
    const Event* opened = timeline.first([](const Event& e) { return e.kind == EventKind::database_opened; }, connect.call);
    if (opened && opened->sequence < connect.results.front()->sequence && opened->at <= connect.results.front()->at) {
      findings.kept();
    } else {
      findings.broken("connected was told before the database was opened", {connect.results.front(), opened});
    }
  }
  return findings.take();
}

Finding only_the_callback_fires(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : connect_calls(timeline)) {
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

Finding status_transitions(const Timeline& timeline) {
  static const Transitions table = {
      {connected, {suspended, connecting, network_unavailable, disconnected, kicked, token_incorrect, blocked, signed_out}},
      {suspended, {connecting, network_unavailable, disconnected, signed_out, timeout}},
      {kicked, {connecting}},
      {token_incorrect, {connecting}},
      {blocked, {connecting}},
      {signed_out, {connecting}},
      {timeout, {connecting}},
  };
  return follows(timeline, table);
}

}  // namespace

std::vector<Rule> uniapp_rules() {
  return {
      {"no-callback-after-refusal",
       "A connect that is refused at once fires no callback.",
       "uni-app connect page, return value: with a code other than 0 the call failed and no callback fires",
       {"uniapp"},
       no_callback_after_refusal},
      {"database-opened-before-connected",
       "The database is reported open before the connection is.",
       "HarmonyOS IMEngine page, order for a new and for a known token; uni-app connect page lists the callbacks in this order",
       {"uniapp"},
       database_opened_before_connected},
      {"only-the-callback-fires",
       "If a callback is passed to connect, the listeners of the same events stay silent.",
       "uni-app connect page, parameter callback: if it is passed, only it fires",
       {"uniapp"},
       only_the_callback_fires},
      {"uniapp-status-transitions",
       "A drop is followed by connecting; a status that ends the connection is final until the app connects again.",
       "Reconnect pages and status tables: token incorrect, kicked, blocked, signed out and timeout are terminal",
       {"uniapp"},
       status_transitions},
  };
}

}  // namespace redial::scenarios::contract
