// See screenplay.hpp.
#include "doctor/reproduction/screenplay.hpp"

namespace redial::doctor {

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
