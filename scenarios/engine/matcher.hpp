// Follows a list of expected items through events: the one meaning of groups. A nondeterministic automaton, so its cost is
// bounded by events times states, whatever the items.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/trace/event.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

inline constexpr std::size_t kMaxMatcherStates = 5'000;

class Matcher {
 public:
  // The items must outlive the matcher.
  explicit Matcher(const std::vector<Item>& items);

  // More than kMaxMatcherStates would be needed: this matcher matches nothing.
  bool too_large() const { return too_large_; }

  // What could have come next where the match got no further.
  struct Expected {
    std::size_t item = 0;  // index in the list given
    const Pattern* pattern = nullptr;
  };
  struct Outcome {
    bool met = true;
    std::vector<Expected> expected;      // empty: nothing more was expected
    const trace::Event* last = nullptr;  // the last event that fitted; null: none
    const trace::Event* came = nullptr;  // the event that did not fit; null: there was none
  };
  // The events in order. `gaps`: others may lie between those that fit, and follow them.
  Outcome match(const std::vector<const trace::Event*>& events, bool gaps) const;

 private:
  using Id = std::uint32_t;
  static constexpr Id kNone = 0xffffffff;
  static constexpr Id kEnd = 0;  // reached: all is met
  struct State {
    const Pattern* pattern = nullptr;  // an event that fits leads to `next`; null: every state of `next` comes for free
    std::size_t item = 0;
    std::vector<Id> next;
  };
  class Active;

  Id add(State state);
  // Each builds what must be matched before `next`, and returns where to begin.
  Id build(const Item& item, Id next);
  Id build_any_order(const std::vector<Item>& items, Id next);
  Id build_repeat(const Item& repeat, Id next);

  std::vector<State> states_;
  std::size_t item_ = 0;  // of the list, while building
  Id start_ = kEnd;
  bool too_large_ = false;
};

}  // namespace redial::scenarios
