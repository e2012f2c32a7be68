// One function per kind of expectation.
#include "scenarios/engine/expectation.hpp"

#include <algorithm>
#include <string_view>

#include "core/base/result.hpp"
#include "scenarios/engine/pattern.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios {
namespace {

using trace::Event;
using Trace = std::vector<Event>;

Judgement unmet(std::string detail, std::initializer_list<const Event*> shown_by = {}) {
  Judgement judgement{false, false, std::move(detail), {}};
  for (const Event* event : shown_by) {
    if (event) judgement.events.push_back(event->sequence);
  }
  return judgement;
}

Judgement unmet_in_time(std::string detail, std::initializer_list<const Event*> shown_by = {}) {
  Judgement judgement = unmet(std::move(detail), shown_by);
  judgement.about_time = true;
  return judgement;
}

std::string milliseconds(Duration d) { return std::to_string(d / std::chrono::milliseconds(1)) + " ms"; }

std::vector<const Event*> matching(const Pattern& pattern, const Trace& trace) {
  std::vector<const Event*> found;
  for (const Event& event : trace) {
    if (matches(pattern, event)) found.push_back(&event);
  }
  return found;
}

const Event* first_match(const Pattern& pattern, const Trace& trace, const Event* behind = nullptr) {
  for (const Event& event : trace) {
    if (matches(pattern, event) && (!behind || &event > behind)) return &event;
  }
  return nullptr;
}

std::string ordinal(std::size_t index) { return "no. " + std::to_string(index + 1); }

std::string name_of(const Pattern& pattern) { return std::string(trace::describe(pattern.kind).name); }

Judgement check(const InOrder& expected, const Trace& trace) {
  const Event* last = nullptr;
  for (std::size_t i = 0; i < expected.patterns.size(); ++i) {
    const Event* found = first_match(expected.patterns[i], trace, last);
    if (!found) {
      const Event* early = first_match(expected.patterns[i], trace);
      return unmet(ordinal(i) + " of the list (" + name_of(expected.patterns[i]) + ")" +
                       (early ? " came before the one ahead of it" : " never came"),
                   {last, early});
    }
    last = found;
  }
  return {};
}

// Kuhn's augmenting path: gives pattern `index` an event of its own, moving others aside where that is possible.
bool assign(std::size_t index, const std::vector<std::vector<const Event*>>& candidates, std::vector<bool>& visited,
            std::vector<std::pair<const Event*, std::size_t>>& owners) {
  for (const Event* event : candidates[index]) {
    const auto owner = std::find_if(owners.begin(), owners.end(), [&](const auto& o) { return o.first == event; });
    if (owner == owners.end()) {
      owners.emplace_back(event, index);
      return true;
    }
    if (visited[owner->second]) continue;
    visited[owner->second] = true;
    const std::size_t slot = static_cast<std::size_t>(owner - owners.begin());
    if (assign(owners[slot].second, candidates, visited, owners)) {
      owners[slot].second = index;
      return true;
    }
  }
  return false;
}

Judgement check(const AnyOrder& expected, const Trace& trace) {
  std::vector<std::vector<const Event*>> candidates;
  for (const Pattern& pattern : expected.patterns) candidates.push_back(matching(pattern, trace));
  std::vector<std::pair<const Event*, std::size_t>> owners;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    std::vector<bool> visited(candidates.size());
    visited[i] = true;
    if (!assign(i, candidates, visited, owners)) {
      return unmet(ordinal(i) + " of the list (" + name_of(expected.patterns[i]) + ") has no event of its own");
    }
  }
  return {};
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

Judgement check(const Never& expected, const Trace& trace) {
  const Event* opened = nullptr;
  TimePoint from = trace.empty() ? TimePoint{} : trace.front().at;
  if (expected.after) {
    opened = first_match(*expected.after, trace);
    if (!opened) return unmet("the event that it is about (" + name_of(*expected.after) + ") never came");
    from = opened->at;
  }
  const Event* seen = first_match(expected.pattern, trace, opened);
  if (!seen || (expected.within && seen->at - from > *expected.within)) return {};
  return unmet("seen " + milliseconds(seen->at - from) + (opened ? " after it" : " into the run"), {opened, seen});
}

Judgement check(const Within& expected, const Trace& trace) {
  const Event* start = first_match(expected.of, trace);
  if (!start) return unmet("the event to count from (" + name_of(expected.of) + ") never came");
  const Event* seen = first_match(expected.pattern, trace, start);
  if (!seen) return unmet(name_of(expected.pattern) + " never came after it", {start});
  const Duration took = seen->at - start->at;
  if (took >= expected.at_least && took <= expected.at_most) return {};
  return unmet_in_time("took " + milliseconds(took), {start, seen});
}

Judgement check(const StatusReached& expected, const Trace& trace) {
  const bool reached = std::any_of(trace.begin(), trace.end(), [&](const Event& e) {
    return e.client == expected.client && e.kind == trace::EventKind::status && e.status == expected.status;
  });
  if (reached) return {};
  const auto last = std::find_if(trace.rbegin(), trace.rend(), [&](const Event& e) {
    return e.client == expected.client && e.kind == trace::EventKind::status;
  });
  if (last == trace.rend()) return unmet("no status was ever told");
  return unmet("the last status was " + std::string(to_name(last->status)), {&*last});
}

// The one result of the client's n-th connect, or why there is none.
Result<const Event*, Judgement> result_of(const std::string& client, std::uint32_t nth, const Trace& trace) {
  const auto calls = connect_calls(Timeline(trace, client));
  if (calls.size() < nth) return unmet("the app called connect " + std::to_string(calls.size()) + " times only");
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
  for (const Loss& loss : losses(Timeline(trace, expected.client))) {
    if (!loss.back && loss.next && ends_for_good(*loss.next)) continue;
    if (!loss.back) return unmet_in_time("the connection was lost and did not come back", {loss.lost});
    const Duration took = loss.back->at - loss.lost->at;
    if (took > expected.within) return unmet_in_time("coming back took " + milliseconds(took), {loss.lost, loss.back});
    ++back;
  }
  if (back == expected.times) return {};
  return unmet("lost and regained " + std::to_string(back) + " times");
}

}  // namespace

Judgement judge(const Condition& condition, const std::vector<trace::Event>& trace) {
  return std::visit([&](const auto& expected) { return check(expected, trace); }, condition);
}

}  // namespace redial::scenarios
