// See screenplay.hpp.
#include "doctor/reproduction/screenplay.hpp"

namespace redial::doctor {

void Screenplay::join(Node call) {
  constexpr const char* kTogether = "together";
  Node& last = steps_.back();
  if (last.entries.empty() || last.entries.front().key != kTogether) last = step(kTogether, list({std::move(last)}));
  last.entries.front().value.items.push_back(std::move(call));
}

Screenplay::Mark Screenplay::mark() {
  places_.push_back(steps_.size());
  return places_.size() - 1;
}

void Screenplay::insert(Mark mark, const std::vector<Node>& steps) {
  const std::size_t at = places_[mark];
  steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(at), steps.begin(), steps.end());
  for (std::size_t& place : places_)
    if (place > at) place += steps.size();
}

}  // namespace redial::doctor
