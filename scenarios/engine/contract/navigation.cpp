// Asking navigation where to connect: before the first dial, one at a time, again after a redirect, not for ever.
#include <algorithm>
#include <string>
#include <utility>

#include "scenarios/engine/contract/chapters.hpp"
#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

using trace::Event;
using trace::EventKind;

// Read off the package: 10 s for a navigator, 5 s for an address; what is over is on record a moment later.
constexpr Duration kNavigationGivenUp = std::chrono::seconds(9);
constexpr Duration kNavigationPatience = std::chrono::seconds(12);
constexpr Duration kDialPatience = std::chrono::seconds(8);
constexpr Duration kNavigationCache = std::chrono::hours(2);

bool answers(const Event& event) {
  return event.kind == EventKind::navigation_answered || event.kind == EventKind::navigation_failed;
}

Finding no_attempt_before_connect(const Timeline& timeline) {
  Findings findings;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) {
      findings.kept();
      break;
    }
    if (is_attempt(*event)) findings.broken("the client went out before the app called connect", {event});
  }
  return findings.take();
}

Finding navigation_before_the_first_dial(const Timeline& timeline) {
  Findings findings;
  const Event* answered =
      timeline.first([](const Event& e) { return e.kind == EventKind::navigation_answered && e.code == 200; });
  const Event* dial = timeline.first([](const Event& e) { return e.kind == EventKind::dial; });
  if (dial) findings.judge(answered && answered < dial, "dialled before navigation had answered", {dial});
  return findings.take();
}

Finding one_navigation_at_a_time(const Timeline& timeline) {
  Findings findings;
  const Event* open = nullptr;
  for (const Event* event : timeline.events()) {
    if (answers(*event) || event->kind == EventKind::call || event->kind == EventKind::dial) open = nullptr;
    if (event->kind != EventKind::navigation_requested) continue;
    findings.judge(!open || event->at - open->at >= kNavigationGivenUp, "a navigator was asked while another had not answered",
                   {open, event});
    open = event;
  }
  return findings.take();
}

Finding refusal_stops_the_walk(const Timeline& timeline) {
  Findings findings;
  const Event* refused = nullptr;
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect")) refused = nullptr;
    if (refused && is_attempt(*event)) {
      findings.broken(std::string(describe(event->kind).name) + " although navigation had refused the token or the app",
                      {refused, event});
    }
    const bool refuses = event->code == 401 || event->code == 403 || event->code == 416;
    if (event->kind != EventKind::navigation_answered || !refuses) continue;
    refused = event;
    findings.kept();
  }
  return findings.take();
}

Finding redirect_asks_navigation(const Timeline& timeline) {
  Findings findings;
  for (const Event* redirect : timeline.server_side()) {
    if (redirect->name != "CONNACK 6" && redirect->name != "DISCONNECT 6") continue;
    const auto next = std::ranges::find_if(timeline.events(), [&](const Event* e) {
      return e > redirect && (is_attempt(*e) || e->kind == EventKind::call || tells_ended(*e));
    });
    if (next == timeline.events().end() || !is_attempt(**next)) continue;
    findings.judge((*next)->kind == EventKind::navigation_requested, "redirected, and dialled without asking navigation again",
                   {redirect, *next});
  }
  return findings.take();
}

bool was_redirected(const std::vector<const Event*>& server, const Event* from, const Event* to) {
  return std::ranges::any_of(
      server, [&](const Event* e) { return e > from && e < to && (e->name == "CONNACK 6" || e->name == "DISCONNECT 6"); });
}

// An answer counts from the moment in which it has led to a connection.
Finding answer_is_reused(const Timeline& timeline) {
  Findings findings;
  const Event* latest = nullptr;
  const Event* in_force = nullptr;
  std::string token;
  const auto& server = timeline.server_side();
  for (const Event* event : timeline.events()) {
    if (is_call(*event, "connect") && std::exchange(token, event->token) != event->token) in_force = nullptr;
    if (event->kind == EventKind::navigation_answered && event->code == 200) latest = event;
    if (tells_connected(*event)) in_force = latest;
    if (!in_force) continue;
    if (event->kind == EventKind::dial) findings.kept();
    if (event->kind != EventKind::navigation_requested) continue;
    const bool fresh = event->at - in_force->at < kNavigationCache;
    if (fresh && !was_redirected(server, in_force, event)) {
      findings.broken("navigation was asked again although its answer was fresh", {in_force, event});
    }
    in_force = nullptr;
  }
  return findings.take();
}

// Does each `begins` end, by `ends` of the same thing or by the app, within `patience`?
template <class Ends>
Finding is_over_within(const Timeline& timeline, EventKind begins, const Ends& ends, Duration patience, const std::string& what) {
  Findings findings;
  for (const Event* begin : timeline.all([&](const Event& e) { return e.kind == begins; })) {
    const Event* end = timeline.first([&](const Event& e) { return &e != begin && ends(e, *begin); }, begin);
    const Duration length = (end ? end->at : timeline.end()) - begin->at;
    if (length > patience) {
      findings.late(what + " was waited for " + seconds_text(length), {begin, end});
    } else if (end) {
      findings.kept();
    }
  }
  return findings.take();
}

bool is_given_up(const Event& event) {
  return is_attempt(event) || ends_for_good(event) || (event.kind == EventKind::status && !tells_connected(event)) ||
         is_connect_result(event);
}

Finding navigation_is_not_awaited_for_ever(const Timeline& timeline) {
  return is_over_within(
      timeline, EventKind::navigation_requested, [](const Event& e, const Event&) { return answers(e) || is_given_up(e); },
      kNavigationPatience, "navigation");
}

Finding dial_is_not_awaited_for_ever(const Timeline& timeline) {
  return is_over_within(
      timeline, EventKind::dial,
      [](const Event& e, const Event& dial) {
        const bool over =
            e.kind == EventKind::socket_opened || e.kind == EventKind::socket_failed || e.kind == EventKind::socket_closed;
        return (over && e.epoch == dial.epoch) || is_given_up(e);
      },
      kDialPatience, "an open socket");
}

}  // namespace

Chapter navigation() {
  using enum Severity;
  const std::string package = "read in the published package @rongcloud/engine 5.38.0: ";
  return {
      "Navigation and dialling",
      "Navigation says where the chat servers are.",
      {
          {"no-attempt-before-connect", "Nothing is dialled before the app calls connect.",
           said("connect establishes the connection", kNexconnConnect), must, kEveryProfile, no_attempt_before_connect},
          {"navigation-before-the-first-dial", "Nothing is dialled before navigation has named an address.",
           "SDK options, navigators: where the client asks for its chat server", must, kEveryProfile,
           navigation_before_the_first_dial},
          {"one-navigation-at-a-time", "A navigator is asked when the one before it has failed.",
           package + "navigators are tried one after the other", should, kEveryProfile, one_navigation_at_a_time},
          {"navigation-refusal-stops-the-walk", "After a navigator answered 401, 403 or 416 nothing is asked or dialled.",
           package + "these statuses stop the walk; code table: 31004 is terminal", must, kEveryProfile, refusal_stops_the_walk},
          {"redirect-asks-navigation", "A redirected client asks navigation before it dials again.",
           said("31006: go to another node", kWebCodes) + "; " + package + "the cached answer is left aside", must, kEveryProfile,
           redirect_asks_navigation},
          {"navigation-answer-is-reused", "The answer that led to a connection serves its token for two hours.",
           package + "cached for 7,200,000 ms by token; only a redirect sets it aside", should, kPromises, answer_is_reused},
          {"navigation-is-not-awaited-for-ever", "A navigator that does not answer is given up within 12 s.",
           package + "10 s for each navigator", should, kPromises, navigation_is_not_awaited_for_ever},
          {"dial-is-not-awaited-for-ever", "A socket that does not open is given up within 8 s.",
           package + "5 s for each address", should, kPromises, dial_is_not_awaited_for_ever},
      }};
}

}  // namespace redial::scenarios::contract
