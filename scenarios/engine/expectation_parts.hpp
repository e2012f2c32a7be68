// What the judgements of expectations have in common: how they are worded, and which part of a run they look at. Only the files
// expectation*.cpp include it.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/engine/expectation.hpp"
#include "scenarios/engine/pattern.hpp"

namespace redial::scenarios {

using Trace = std::vector<trace::Event>;
using Events = std::vector<const trace::Event*>;

inline Judgement unmet(std::string detail, std::initializer_list<const trace::Event*> shown_by = {}) {
  Judgement judgement{false, false, std::move(detail), {}};
  for (const trace::Event* event : shown_by) {
    if (event) judgement.events.push_back(event->sequence);
  }
  return judgement;
}

inline Judgement unmet_in_time(std::string detail, std::initializer_list<const trace::Event*> shown_by = {}) {
  Judgement judgement = unmet(std::move(detail), shown_by);
  judgement.about_time = true;
  return judgement;
}

inline std::string milliseconds(Duration d) { return std::to_string(d / std::chrono::milliseconds(1)) + " ms"; }
inline std::string ordinal(std::size_t index) { return "no. " + std::to_string(index + 1); }
inline std::string name_of(const Pattern& pattern) { return std::string(trace::describe(pattern.kind).name); }

// The first match, behind `behind` unless that is null.
const trace::Event* first_match(const Pattern& pattern, const Trace& trace, const trace::Event* behind = nullptr);

// The part of a run between the first match of `after` and the first match of `until` then, both excluded.
struct Part {
  const trace::Event* opened = nullptr;  // the match of `after`, if one was asked for
  Events events;
};
// Nothing: `after` never came, so that there is no such part.
std::optional<Part> part_of(const Trace& trace, const std::optional<Pattern>& after, const std::optional<Pattern>& until);
// What to say then.
Judgement never_opened(const Pattern& after);

// The kinds of expectations that have a file of their own.
Judgement check(const InOrder& expected, const Trace& trace);
Judgement check(const AnyOrder& expected, const Trace& trace);
Judgement check(const Sequence& expected, const Trace& trace);
Judgement check(const BacksOff& expected, const Trace& trace);

}  // namespace redial::scenarios
