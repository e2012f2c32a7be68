// Delta debugging on the tree of a scenario's file: parts are left out, ever smaller ones, as long as what is left is accepted.
// What makes it acceptable is the caller's business.
#pragma once

#include <functional>
#include <string_view>
#include <utility>

#include "scenarios/engine/yaml_tree.hpp"

namespace redial::scenarios {

class Reduction {
 public:
  // Is the candidate still a scenario, and does it still show the same?
  using Accept = std::function<bool(const yaml::Node& candidate)>;

  // Precondition: `tree` would be accepted.
  Reduction(yaml::Node tree, Accept accept) : tree_(std::move(tree)), accept_(std::move(accept)) {}

  // Until nothing can be left out any more: clients with all that speaks of them, steps, expectations, apps.
  void run();

  const yaml::Node& tree() const { return tree_; }

 private:
  bool shorten();
  bool leave_out_items(std::string_view field);
  bool leave_out_clients();
  bool leave_out_entry(std::string_view field);
  bool becomes(yaml::Node candidate);

  yaml::Node tree_;
  Accept accept_;
};

}  // namespace redial::scenarios
