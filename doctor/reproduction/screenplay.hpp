// The list of steps of a scenario while it is written, with the places where something has to be put in later: what turns a token
// bad belongs ahead of the attempt that shows it.
#pragma once

#include <cstddef>
#include <vector>

#include "doctor/reproduction/scenario_parts.hpp"

namespace redial::doctor {

class Screenplay {
 public:
  using Mark = std::size_t;  // of a place between two steps; stays there whatever is put in elsewhere

  void add(Node step) { steps_.push_back(std::move(step)); }
  Mark mark();
  // At the mark's place, ahead of what was put in there before.
  void insert(Mark mark, const std::vector<Node>& steps);

  std::vector<Node> take() { return std::move(steps_); }
  bool empty() const { return steps_.empty(); }
  std::size_t size() const { return steps_.size(); }
  // The last step and this call are made in one turn of the client's event loop. Precondition: the last step is a call too.
  void join(Node call);

 private:
  std::vector<Node> steps_;
  std::vector<std::size_t> places_;
};

}  // namespace redial::doctor
