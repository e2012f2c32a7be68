// A case of a scenario file as a tree of its own, to take parts out of, and such a tree as text. What it means is the parser's
// business.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/engine/model.hpp"
#include "scenarios/engine/yaml_tree.hpp"

namespace redial::scenarios {

// The file's tree with the values of this case in place of parameters, and its transport as the only one. Nothing if the file
// has no such scenario.
std::optional<yaml::Node> tree_of_case(std::string_view text, const Scenario& scenario);

// The value of that key; null if there is none.
yaml::Node* find(yaml::Node& map, std::string_view key);

// The tree as a file: each field of the scenario on lines of its own, each step and expectation on one.
std::string to_text(const yaml::Node& scenario);

}  // namespace redial::scenarios
