// Thompson's construction, from the last item to the first, and its simulation.
#include "scenarios/engine/matcher.hpp"

#include <utility>

#include "scenarios/engine/pattern.hpp"

namespace redial::scenarios {

Matcher::Matcher(const std::vector<Item>& items) {
  add({});
  for (item_ = items.size(); item_-- > 0;) start_ = build(items[item_], start_);
}

Matcher::Id Matcher::add(State state) {
  if (states_.size() >= kMaxMatcherStates) {
    too_large_ = true;
    return kEnd;
  }
  state.item = item_;
  states_.push_back(std::move(state));
  return static_cast<Id>(states_.size() - 1);
}

Matcher::Id Matcher::build(const Item& item, Id next) {
  if (too_large_) return kEnd;
  switch (item.kind) {
    case Item::Kind::event:
      return add({&item.pattern, 0, {next}});
    case Item::Kind::all:
      for (auto it = item.items.rbegin(); it != item.items.rend(); ++it) next = build(*it, next);
      return next;
    case Item::Kind::any_order:
      return build_any_order(item.items, next);
    case Item::Kind::one_of: {
      State either;
      for (const Item& alternative : item.items) either.next.push_back(build(alternative, next));
      return add(std::move(either));
    }
    case Item::Kind::repeat:
      return build_repeat(item, next);
  }
  return next;
}

// One state for each set of items that are still missing.
Matcher::Id Matcher::build_any_order(const std::vector<Item>& items, Id next) {
  const std::size_t sets = std::size_t{1} << items.size();
  std::vector<Id> missing(sets, next);
  for (std::size_t set = 1; set < sets && !too_large_; ++set) {
    State any;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (set >> i & 1) any.next.push_back(build(items[i], missing[set & ~(std::size_t{1} << i)]));
    }
    missing[set] = add(std::move(any));
  }
  return missing.back();
}

Matcher::Id Matcher::build_repeat(const Item& repeat, Id next) {
  const Item& item = repeat.items.front();
  Id begin = next;
  if (repeat.most == Item::kUnlimited) {
    begin = add({nullptr, 0, {next}});
    const Id again = build(item, begin);
    states_[begin].next.push_back(again);
  } else {
    for (std::uint32_t i = repeat.least; i < repeat.most && !too_large_; ++i) {
      const Id once_more = build(item, begin);
      begin = add({nullptr, 0, {next, once_more}});
    }
  }
  for (std::uint32_t i = 0; i < repeat.least && !too_large_; ++i) begin = build(item, begin);
  return begin;
}

// The states that a match can be in, with the events that lead on from them.
class Matcher::Active {
 public:
  explicit Active(const std::vector<State>& states) : states_(&states), seen_(states.size()) {}

  // With all that comes for free. True if it was not active yet.
  bool enter(Id id) {
    if (seen_[id]) return false;
    std::vector<Id> open = {id};
    seen_[id] = true;
    while (!open.empty()) {
      const Id next = open.back();
      open.pop_back();
      const State& state = (*states_)[next];
      ended_ = ended_ || next == kEnd;
      if (state.pattern) waiting_.push_back(next);
      if (state.pattern || next == kEnd) continue;
      for (auto free = state.next.rbegin(); free != state.next.rend(); ++free) {  // the first is looked at first
        if (!seen_[*free]) open.push_back(*free);
        seen_[*free] = true;
      }
    }
    return true;
  }
  bool ended() const { return ended_; }
  const std::vector<Id>& waiting() const { return waiting_; }
  void clear() {
    seen_.assign(states_->size(), false);
    waiting_.clear();
    ended_ = false;
  }

 private:
  const std::vector<State>* states_;
  std::vector<bool> seen_;
  std::vector<Id> waiting_;
  bool ended_ = false;
};

Matcher::Outcome Matcher::match(const std::vector<const trace::Event*>& events, bool gaps) const {
  Outcome outcome;
  Active active(states_), following(states_);
  active.enter(start_);
  std::size_t newest = 0;  // with gaps: states that wait from here on were entered last
  for (const trace::Event* event : events) {
    if (gaps && active.ended()) break;
    const std::size_t waiting = active.waiting().size();  // with gaps: those that are entered below wait for the next event
    bool fitted = false;
    if (!gaps) following.clear();
    for (std::size_t i = 0; i < waiting; ++i) {
      const Id id = active.waiting()[i];
      if (!matches(*states_[id].pattern, *event)) continue;
      const bool entered = (gaps ? active : following).enter(states_[id].next.front());
      fitted = fitted || entered;
    }
    if (fitted) {
      outcome.last = event;
      newest = waiting;
    } else if (!gaps) {
      outcome.came = event;
      break;
    }
    if (!gaps) std::swap(active, following);
  }
  outcome.met = active.ended() && !outcome.came;
  for (std::size_t i = gaps ? newest : 0; !outcome.met && i < active.waiting().size(); ++i) {
    const State& state = states_[active.waiting()[i]];
    outcome.expected.push_back({state.item, state.pattern});
  }
  return outcome;
}

}  // namespace redial::scenarios
