// Finds the case among those of its file, and writes trees as YAML: blocks outside, flow inside.
#include "scenarios/engine/case_text.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/engine/expand.hpp"

namespace redial::scenarios {
namespace {

using yaml::Entry;
using yaml::Node;

bool is_of(const Case& one, const Scenario& scenario) {
  const std::string id = scenario.template_id + (one.suffix.empty() ? "" : " " + one.suffix);
  return scenario.id == id || scenario.id == id + " (tls)";
}

Node scalar(Node::Kind kind, std::string text) { return {kind, {}, std::move(text), {}, {}}; }

// Plain where YAML reads it back as text whatever stands around it.
bool is_plain(std::string_view text) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./ ";
  constexpr std::string_view kFirst = kPlain.substr(0, 62);
  for (const std::string_view word : {"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"})
    if (text == word) return false;
  const bool only_digits = text.find_first_not_of("0123456789.") == text.npos;
  return !text.empty() && !only_digits && kFirst.find(text.front()) != text.npos && text.back() != ' ' &&
         text.find_first_not_of(kPlain) == text.npos;
}

std::string quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (result += '\\') += c;
    else if (byte < 0x20 || byte == 0x7f)
      ((result += "\\x") += kHex[byte >> 4]) += kHex[byte & 15];
    else
      result += c;
  }
  return result + '"';
}

std::string in_flow(const Node& node) {
  std::string inner;
  switch (node.kind) {
    case Node::Kind::text:
      return is_plain(node.text) ? node.text : quoted(node.text);
    case Node::Kind::list:
      for (const Node& item : node.items) inner += (inner.empty() ? "" : ", ") + in_flow(item);
      return "[" + inner + "]";
    case Node::Kind::map:
      for (const Entry& entry : node.entries)
        inner += (inner.empty() ? "" : ", ") + in_flow(scalar(Node::Kind::text, entry.key)) + ": " + in_flow(entry.value);
      return "{" + inner + "}";
    default:
      return node.text;
  }
}

// An item "connect: {token: good}" needs no braces of its own.
std::string as_item(const Node& node) {
  const std::string text = in_flow(node);
  return node.kind == Node::Kind::map && !node.entries.empty() ? text.substr(1, text.size() - 2) : text;
}

std::string as_field(const Entry& entry) {
  std::string text = entry.key + ":";
  const bool is_block = entry.key == "steps" || entry.key == "expect" || entry.key == "clients" || entry.key == "apps";
  if (!is_block) return text + " " + in_flow(entry.value) + "\n";
  text += "\n";
  for (const Node& item : entry.value.items) text += "  - " + (item.entries.size() == 1 ? as_item(item) : in_flow(item)) + "\n";
  for (const Entry& row : entry.value.entries) text += "  " + row.key + ": " + in_flow(row.value) + "\n";
  return text;
}

}  // namespace

std::optional<Node> tree_of_case(std::string_view text, const Scenario& scenario) {
  const Source source(text, scenario.file);
  Diagnostics diagnostics(source);
  const auto root = yaml::read(source, diagnostics);
  if (!root || !diagnostics.empty()) return std::nullopt;
  const auto cases = expand(*root, diagnostics);
  const auto found = std::ranges::find_if(cases, [&](const Case& one) { return is_of(one, scenario); });
  if (found == cases.end()) return std::nullopt;
  Node tree = found->tree;
  std::erase_if(tree.entries, [](const Entry& entry) {
    return entry.key == "parameters" || entry.key == "cases" || entry.key == "exclude" || entry.key == "transports";
  });
  if (scenario.transport == Transport::tls) {
    const auto word = scalar(Node::Kind::text, std::string(name_of(kTransportNames, scenario.transport)));
    tree.entries.insert(tree.entries.begin() + 1, {"transports", {}, {Node::Kind::list, {}, {}, {word}, {}}});
  }
  return tree;
}

Node* find(Node& map, std::string_view key) {
  const auto found = std::ranges::find(map.entries, key, &Entry::key);
  return found == map.entries.end() ? nullptr : &found->value;
}

std::string to_text(const Node& scenario) {
  std::string text;
  for (const Entry& entry : scenario.entries) text += as_field(entry);
  return text;
}

}  // namespace redial::scenarios
