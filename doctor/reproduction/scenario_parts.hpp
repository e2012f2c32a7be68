// Parts of a scenario's tree, made as its file would have them. What they mean is the language's business.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "core/time/time.hpp"
#include "scenarios/engine/yaml_tree.hpp"

namespace redial::doctor {

using scenarios::yaml::Node;

Node text(std::string value);
Node number(std::int64_t value);
Node yes_or_no(bool value);
Node lasting(Duration length);
Node list(std::vector<Node> items);

// Fields with an empty key are left out.
using Field = std::pair<std::string, Node>;
Node map(std::vector<Field> fields);

// "connect: {token: good}", or "rotate-secret" alone where there are no fields.
Node step(const std::string& word, std::vector<Field> fields);
Node step(const std::string& word, Node value);

void append(Node& map, const std::string& key, Node value);

}  // namespace redial::doctor
