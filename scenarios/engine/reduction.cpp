// See reduction.hpp.
#include "scenarios/engine/reduction.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/engine/case_text.hpp"

namespace redial::scenarios {
namespace {

using yaml::Entry;
using yaml::Node;

bool mentions(const Node& node, const std::string& word) {
  return node.text == word || std::ranges::any_of(node.items, [&](const Node& item) { return mentions(item, word); }) ||
         std::ranges::any_of(node.entries, [&](const Entry& entry) { return mentions(entry.value, word); });
}

std::vector<Node>& items(Node& tree, std::string_view field) {
  static std::vector<Node> none;
  Node* list = find(tree, field);
  return list ? list->items : none;
}

}  // namespace

void Reduction::run() {
  while (shorten()) {
  }
}

// True if anything could be left out.
bool Reduction::shorten() {
  const bool fewer_clients = leave_out_clients();
  const bool fewer_steps = leave_out_items("steps");
  const bool fewer_expectations = leave_out_items("expect");
  return leave_out_entry("apps") || fewer_clients || fewer_steps || fewer_expectations;
}

bool Reduction::becomes(Node candidate) {
  if (!accept_(candidate)) return false;
  tree_ = std::move(candidate);
  return true;
}

bool Reduction::leave_out_items(std::string_view field) {
  bool any = false;
  for (std::size_t size = items(tree_, field).size(); size > 0; size /= 2) {
    for (std::size_t first = 0; first < items(tree_, field).size();) {
      Node tree = tree_;
      auto& list = items(tree, field);
      const std::size_t end = std::min(first + size, list.size());
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(first), list.begin() + static_cast<std::ptrdiff_t>(end));
      if (becomes(std::move(tree)))
        any = true;
      else
        first = end;
    }
  }
  return any;
}

bool Reduction::leave_out_clients() {
  bool any = false;
  const Node* clients = find(tree_, "clients");
  if (!clients) return false;
  const Node all = *clients;
  for (const Entry& client : all.entries) {
    Node tree = tree_;
    std::erase_if(find(tree, "clients")->entries, [&](const Entry& entry) { return entry.key == client.key; });
    for (const auto* field : {"steps", "expect"})
      std::erase_if(items(tree, field), [&](const Node& item) { return mentions(item, client.key); });
    any |= becomes(std::move(tree));
  }
  return any;
}

bool Reduction::leave_out_entry(std::string_view field) {
  Node tree = tree_;
  return std::erase_if(tree.entries, [&](const Entry& entry) { return entry.key == field; }) > 0 && becomes(std::move(tree));
}

}  // namespace redial::scenarios
