// See scenario_parts.hpp.
#include "doctor/reproduction/scenario_parts.hpp"

#include "scenarios/engine/scalars.hpp"

namespace redial::doctor {
namespace {

Node scalar(Node::Kind kind, std::string value) {
  Node node;
  node.kind = kind;
  node.text = std::move(value);
  return node;
}

}  // namespace

Node text(std::string value) { return scalar(Node::Kind::text, std::move(value)); }
Node number(std::int64_t value) { return scalar(Node::Kind::integer, std::to_string(value)); }
Node yes_or_no(bool value) { return scalar(Node::Kind::boolean, value ? "true" : "false"); }
Node lasting(Duration length) { return text(scenarios::to_text(length)); }

Node list(std::vector<Node> items) {
  Node node;
  node.kind = Node::Kind::list;
  node.items = std::move(items);
  return node;
}

Node map(std::vector<Field> fields) {
  Node node;
  node.kind = Node::Kind::map;
  for (auto& [key, value] : fields)
    if (!key.empty()) node.entries.push_back({key, {}, std::move(value)});
  return node;
}

Node step(const std::string& word, std::vector<Field> fields) {
  Node value = map(std::move(fields));
  return value.entries.empty() ? text(word) : step(word, std::move(value));
}

Node step(const std::string& word, Node value) {
  Node node;
  node.kind = Node::Kind::map;
  node.entries.push_back({word, {}, std::move(value)});
  return node;
}

void append(Node& map, const std::string& key, Node value) { map.entries.push_back({key, {}, std::move(value)}); }

}  // namespace redial::doctor
