// Connection statuses: which may follow which, and that they tell what happened.
#include <algorithm>
#include <string>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"
#include "scenarios/engine/contract/transitions.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;
using enum trace::ConnectionStatus;

bool is_status(const Event& event) { return event.kind == EventKind::status; }

Finding web_transitions(const Timeline& timeline) {
  static const Transitions table = {
      {none, {connecting, suspended, disconnected, signed_out}},  // suspended: listeners that came late
      {connecting, {connecting, connected, suspended, disconnected, signed_out}},
      {connected, {suspended, connecting, disconnected, signed_out}},
      {suspended, {connecting, disconnected, signed_out}},
      {disconnected, {connecting, disconnected}},
      {signed_out, {connecting, disconnected}},
  };
  return follows(timeline, table);
}

Finding two_stage_transitions(const Timeline& timeline) {
  static const Transitions table = {
      {connected, {suspended, connecting, network_unavailable, disconnected, kicked, token_incorrect, blocked, signed_out}},
      {suspended, {connecting, network_unavailable, disconnected, kicked, token_incorrect, blocked, signed_out, timeout}},
      {kicked, {connecting}},
      {token_incorrect, {connecting}},
      {blocked, {connecting}},
      {signed_out, {connecting}},
      {timeout, {connecting}},
  };
  return follows(timeline, table);
}

bool is_restart(const Event& event) { return event.kind == EventKind::app_restarted; }

// The status that was told before this one to the same process, if the listeners were there all along.
template <class Judge>
Finding for_each_status(const Timeline& timeline, const Judge& judge) {
  Findings findings;
  const Event* last = nullptr;
  const auto statuses = timeline.all([](const Event& e) { return is_status(e) || is_restart(e); });
  if (statuses.empty() || !listens(timeline, *statuses.front())) return findings.take();
  for (const Event* status : statuses) {
    if (is_status(*status)) judge(findings, last, *status);
    last = is_restart(*status) ? nullptr : status;
  }
  return findings.take();
}

// Listeners that came late, to the first process of the app or to one after it, may have missed it.
bool listened_from_the_start(const Timeline& timeline) {
  const auto connects = timeline.all([](const Event& e) { return is_call(e, "connect"); });
  return !connects.empty() && std::ranges::all_of(connects, [&](const Event* call) { return listens(timeline, *call); });
}

Finding connecting_first(const Timeline& timeline) {
  if (!listened_from_the_start(timeline)) return {};
  return for_each_status(timeline, [](Findings& findings, const Event* last, const Event& status) {
    if (status.status != connected) return;
    findings.judge(last && last->status == connecting, "connected was told without connecting before it", {last, &status});
  });
}

Finding no_status_twice(const Timeline& timeline) {
  return for_each_status(timeline, [&](Findings& findings, const Event* last, const Event& status) {
    if (!last) return;
    const Event* call = timeline.first([&](const Event& e) { return e.kind == EventKind::call; }, last);
    const bool called = call && call < &status;
    findings.judge(called || last->status != status.status || last->code != status.code,
                   std::string(to_name(status.status)) + " was told twice in a row", {last, &status});
  });
}

Finding suspended_only_after_connected(const Timeline& timeline) {
  Findings findings;
  bool online = false;
  if (!listened_from_the_start(timeline)) return findings.take();
  for (const Event* event : timeline.events()) {
    if (tells_connected(*event)) online = true;
    if (tells_ended(*event) || is_restart(*event)) online = false;
    if (!is_status(*event) || event->status != suspended) continue;
    findings.judge(online, "suspended was told to an app that had not been connected", {event});
  }
  return findings.take();
}

bool is_connected_at(const Timeline& timeline, const Event& call) {
  auto last = none;
  for (const Event* event : timeline.events()) {
    if (event == &call) break;
    if (is_status(*event)) last = event->status;
    if (is_restart(*event)) last = none;
  }
  return last == connected;
}

Finding success_tells_connected(const Timeline& timeline) {
  Findings findings;
  for (const ConnectCall& connect : timeline.connect_calls()) {
    if (connect.results.empty() || connect.results.front()->code != 0 || !listens(timeline, *connect.call)) continue;
    const Event* result = connect.results.front();
    if (is_connected_at(timeline, *connect.call)) continue;
    const Event* told = timeline.first([](const Event& e) { return is_status(e) && e.status == connected; }, connect.call);
    const Event* other = timeline.first([&](const Event& e) { return ends_for_good(e); }, connect.call);
    if (told && told->at <= result->at + kAtOnce) {
      findings.kept();
    } else if (timeline.end() > result->at + kAtOnce && (!other || other->at > result->at + kAtOnce)) {
      findings.late("connect succeeded, and the status connected was not told", {result});
    }
  }
  return findings.take();
}

// Where several connects were called, another one may have led to the connection.
Finding failure_tells_no_connected(const Timeline& timeline) {
  Findings findings;
  const Event* failed = nullptr;
  int under_way = 0;
  CallId latest;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) {
      failed = nullptr;
      latest = event->call;
      ++under_way;
    } else if (is_connect_result(*event) && event->code != 0 && !is_outdated(*event, latest) && under_way < 2) {
      failed = event;
      findings.kept();
    } else if (failed && tells_connected(*event)) {
      findings.broken("connected was told after connect had failed", {failed, event});
    }
    if (ends_for_good(*event)) under_way = 0;
  }
  return findings.take();
}

Finding drop_is_told(const Timeline& timeline) {
  Findings findings;
  for (const Loss& loss : timeline.losses()) {
    if (!listens(timeline, *loss.lost)) continue;
    const Event* told =
        timeline.first([](const Event& e) { return is_status(e) || e.kind == EventKind::call || is_restart(e); }, loss.lost);
    if (told && told->at <= loss.lost->at + kAtOnce) {
      findings.kept();
    } else if (timeline.end() > loss.lost->at + kAtOnce) {
      findings.late("the connection was lost, and no status told it", {loss.lost, told});
    }
  }
  return findings.take();
}

Finding no_unhandled_error(const Timeline& timeline) {
  Findings findings;
  const Event* error = timeline.first([](const Event& e) { return e.kind == EventKind::unhandled_error; });
  const Event* called = timeline.first([](const Event& e) { return e.kind == EventKind::call; });
  if (error || called) findings.judge(!error, "an error escaped into the app's host", {error});
  return findings.take();
}

}  // namespace

Chapter statuses() {
  using enum Severity;
  const std::string web_pages =
      "Web connection status pages: SUSPEND, then CONNECTING and CONNECTED by the SDK itself; DISCONNECT ends it";
  const std::string status_table = said("the table of statuses and when each is told", kAndroidStatus);
  return {"Statuses",
          "What connection listeners are told.",
          {
              {"web-status-transitions",
               "Connected follows connecting, a drop is told as suspended and followed by connecting, and disconnected is final "
               "until "
               "the app connects again.",
               web_pages, must, kPromises, web_transitions},
              {"uniapp-status-transitions",
               "A drop is followed by connecting; a status that ends the connection is final until the app connects again.",
               status_table + ": token incorrect, kicked, blocked, signed out and timeout are terminal", must, kTwoStages,
               two_stage_transitions},
              {"connecting-first", "Connecting is told before connected.", web_pages + "; " + status_table, should, kEveryProfile,
               connecting_first},
              {"no-status-twice", "A status is not told again while nothing has changed.",
               status_table + ": listeners are told of changes", should, kEveryProfile, no_status_twice},
              {"suspended-only-after-connected", "Suspended is told only of a connection that was up.",
               "Web connection status pages: SUSPEND tells that the connection is lost and the SDK reconnects", should,
               kEveryProfile, suspended_only_after_connected},
              {"success-tells-connected", "A successful connect also tells the status connected.", status_table, must,
               kEveryProfile, success_tells_connected},
              {"failure-tells-no-connected", "After a failed connect connected is not told until the app connects again.",
               "iOS header RCCoreClient.h: the error block means that the SDK can no longer reconnect; " +
                   said("the promise tells the outcome", kWebConnect),
               must, kEveryProfile, failure_tells_no_connected},
              {"drop-is-told", "A lost connection is told by a status, to listeners that came late as well.",
               web_pages + "; " + status_table, must, kEveryProfile, drop_is_told},
              {"no-unhandled-error", "No error escapes into the app's host.",
               said("what goes wrong is told as a code", kNexconnConnect), should, kEveryProfile, no_unhandled_error},
          }};
}

}  // namespace redial::scenarios::contract
