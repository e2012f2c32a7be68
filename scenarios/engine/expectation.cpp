// One function per kind of expectation. Orders and back-off have files of their own.
#include "scenarios/engine/expectation.hpp"

#include <algorithm>
#include <string_view>

#include "core/base/result.hpp"
#include "scenarios/engine/expectation_parts.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios {
namespace {

using trace::Event;

Events matching(const Pattern& pattern, const Events& events) {
  Events found;
  std::ranges::copy_if(events, std::back_inserter(found), [&](const Event* e) { return matches(pattern, *e); });
  return found;
}

Events matching(const Pattern& pattern, const Trace& trace) {
  Events found;
  for (const Event& event : trace) {
    if (matches(pattern, event)) found.push_back(&event);
  }
  return found;
}

Judgement check(const Exactly& expected, const Trace& trace) {
  const auto found = matching(expected.pattern, trace);
  if (found.size() == expected.times) return {};
  Judgement judgement = unmet("seen " + std::to_string(found.size()) + " times");
  for (const Event* event : found) judgement.events.push_back(event->sequence);
  judgement.about_time = found.size() < expected.times;
  return judgement;
}

Judgement check(const AtLeast& expected, const Trace& trace) {
  const auto found = matching(expected.pattern, trace);
  if (found.size() >= expected.times) return {};
  return unmet_in_time("seen " + std::to_string(found.size()) + " times");
}

// The first of them that makes more than `times` within a stretch of `per`.
std::optional<std::size_t> crowd(const Events& found, std::uint32_t times, Duration per) {
  for (std::size_t last = times; last < found.size(); ++last) {
    if (found[last]->at - found[last - times]->at < per) return last;
  }
  return std::nullopt;
}

Judgement check(const AtMost& expected, const Trace& trace) {
  const auto part = part_of(trace, expected.after, expected.until);
  if (!part) return never_opened(*expected.after);
  const Events found = matching(expected.pattern, part->events);
  if (!expected.per) {
    if (found.size() <= expected.times) return {};
    Judgement judgement = unmet("seen " + std::to_string(found.size()) + " times", {part->opened});
    for (const Event* event : found) judgement.events.push_back(event->sequence);
    return judgement;
  }
  const auto last = crowd(found, expected.times, *expected.per);
  if (!last) return {};
  const Event* first = found[*last - expected.times];
  return unmet_in_time(
      "seen " + std::to_string(expected.times + 1) + " times within " + milliseconds(found[*last]->at - first->at),
      {first, found[*last]});
}

Judgement check(const Never& expected, const Trace& trace) {
  const auto part = part_of(trace, expected.after, expected.until);
  if (!part) return never_opened(*expected.after);
  const auto seen = std::ranges::find_if(part->events, [&](const Event* e) { return matches(expected.pattern, *e); });
  if (seen == part->events.end()) return {};
  const Duration into = (*seen)->at - (part->opened ? part->opened->at : trace.front().at);
  if (expected.within && into > *expected.within) return {};
  return unmet("seen " + milliseconds(into) + (part->opened ? " after it" : " into the run"), {part->opened, *seen});
}

bool share(const Event& a, const Event& b, Shared what) {
  switch (what) {
    case Shared::call:
      return a.call == b.call;
    case Shared::user:
      return a.user == b.user;
    case Shared::token:
      return a.token == b.token;
    case Shared::client:
      return a.client == b.client;
    case Shared::epoch:
      return a.epoch == b.epoch;
  }
  return false;
}

// The match of `other` on the right side of `event` that is nearest to it; null: none.
const Event* partner(const Every& expected, const Event& event, const Events& others) {
  const Event* ahead = nullptr;
  for (const Event* other : others) {
    if (!std::ranges::all_of(expected.same, [&](Shared what) { return share(event, *other, what); })) continue;
    if (other < &event) ahead = other;
    if (other > &event && expected.side == Every::Side::leads_to) return other;
  }
  return expected.side == Every::Side::follows ? ahead : nullptr;
}

Judgement check(const Every& expected, const Trace& trace) {
  const bool behind = expected.side == Every::Side::leads_to;
  const std::string what = name_of(expected.other) + (behind ? " behind it" : " ahead of it");
  const Events others = matching(expected.other, trace);
  for (const Event* event : matching(expected.pattern, trace)) {
    const Event* other = partner(expected, *event, others);
    if (!other) return behind ? unmet_in_time("no " + what, {event}) : unmet("no " + what, {event});
    const Duration apart = behind ? other->at - event->at : event->at - other->at;
    if (expected.within && apart > *expected.within)
      return unmet_in_time(what + " was " + milliseconds(apart) + " away", {event, other});
  }
  return {};
}

Judgement check(const Within& expected, const Trace& trace) {
  const Event* start = first_match(expected.of, trace);
  if (!start) return unmet_in_time("the event to count from (" + name_of(expected.of) + ") never came");
  const Event* seen = first_match(expected.pattern, trace, start);
  if (!seen) return unmet_in_time(name_of(expected.pattern) + " never came after it", {start});
  const Duration took = seen->at - start->at;
  if (took >= expected.at_least && took <= expected.at_most) return {};
  return unmet_in_time("took " + milliseconds(took), {start, seen});
}

Judgement check(const StatusReached& expected, const Trace& trace) {
  const bool reached = std::any_of(trace.begin(), trace.end(),
                                   [&](const Event& e) { return e.client == expected.client && tells(e, expected.status); });
  if (reached) return {};
  const auto last = std::find_if(trace.rbegin(), trace.rend(), [&](const Event& e) {
    return e.client == expected.client && e.kind == trace::EventKind::status;
  });
  if (last == trace.rend()) return unmet_in_time("no status was ever told");
  return unmet_in_time("the last status was " + std::string(to_name(last->status)), {&*last});
}

// The one result of the client's n-th connect, or why there is none.
Result<const Event*, Judgement> result_of(const std::string& client, std::uint32_t nth, const Trace& trace) {
  const auto calls = Timeline(trace, client).connect_calls();
  if (calls.size() < nth) return unmet_in_time("the app called connect " + std::to_string(calls.size()) + " times only");
  const ConnectCall& connect = calls[nth - 1];
  if (!connect.accepted() && connect.returned) return connect.returned;
  if (connect.results.empty()) return unmet_in_time("connect brought no result", {connect.call, connect.returned});
  return connect.results.front();
}

Judgement check(const CodeIs& expected, const Trace& trace) {
  const auto result = result_of(expected.client, expected.call, trace);
  if (!result) return result.error();
  const Event& event = **result;
  if (event.code == expected.code) return {};
  return unmet("the code was " + (event.code ? std::to_string(*event.code) : "absent"), {&event});
}

Judgement check(const UserIs& expected, const Trace& trace) {
  const auto result = result_of(expected.client, expected.call, trace);
  if (!result) return result.error();
  const Event& event = **result;
  if (event.user == expected.user) return {};
  return unmet(event.user.empty() ? "no user id was given" : "the user id was " + event.user, {&event});
}

Judgement check(const Reconnects& expected, const Trace& trace) {
  std::uint32_t back = 0;
  const Timeline timeline(trace, expected.client);
  for (const Loss& loss : timeline.losses()) {
    if (!loss.back && loss.next && ends_for_good(*loss.next)) continue;
    if (!loss.back) return unmet_in_time("the connection was lost and did not come back", {loss.lost});
    const Duration took = loss.back->at - loss.lost->at;
    if (took > expected.within) return unmet_in_time("coming back took " + milliseconds(took), {loss.lost, loss.back});
    ++back;
  }
  if (back == expected.times) return {};
  const std::string seen = "lost and regained " + std::to_string(back) + " times";
  return back < expected.times ? unmet_in_time(seen) : unmet(seen);
}

}  // namespace

const Event* first_match(const Pattern& pattern, const Trace& trace, const Event* behind) {
  for (const Event& event : trace) {
    if (matches(pattern, event) && (!behind || &event > behind)) return &event;
  }
  return nullptr;
}

std::optional<Part> part_of(const Trace& trace, const std::optional<Pattern>& after, const std::optional<Pattern>& until) {
  Part part;
  for (const Event& event : trace) {
    if (after && !part.opened) {
      if (matches(*after, event)) part.opened = &event;
      continue;
    }
    if (until && matches(*until, event)) break;
    part.events.push_back(&event);
  }
  if (after && !part.opened) return std::nullopt;
  return part;
}

Judgement never_opened(const Pattern& after) {
  return unmet_in_time("the event that it is about (" + name_of(after) + ") never came");
}

Judgement judge(const Condition& condition, const std::vector<trace::Event>& trace) {
  return std::visit([&](const auto& expected) { return check(expected, trace); }, condition);
}

}  // namespace redial::scenarios
