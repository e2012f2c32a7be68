// See minimise.hpp. Parts first: what is gone needs no shortening.
#include "doctor/reproduction/minimise.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "scenarios/engine/case_text.hpp"
#include "scenarios/engine/reduction.hpp"
#include "scenarios/engine/scalars.hpp"

namespace redial::doctor {
namespace {

using scenarios::yaml::Entry;
using scenarios::yaml::Node;

// What lasts, by the words of the language. A token's lifetime and the clock's moves take no time, and limits of awaits are none
// that is spent.
constexpr std::array<std::string_view, 4> kLasting{"watch", "for", "after", "down-for"};

std::optional<Node> halved(const Node& value) {
  const auto length = scenarios::duration_from(value.text);
  if (!length || *length / 2 < kShortestStep) return std::nullopt;
  Node half = value;
  half.text = scenarios::to_text(std::chrono::round<std::chrono::milliseconds>(*length / 2));
  return half;
}

// "connect-again: {at-most: 11}" and "times: 11" go round fewer times: three are a loop.
std::optional<Node> fewer(const Node& value) {
  const auto times = scenarios::integer_from(value.text);
  if (!times || *times <= 3) return std::nullopt;
  Node less = value;
  less.text = std::to_string(std::max<std::int64_t>(3, *times / 2));
  return less;
}

class Shortening {
 public:
  Shortening(Node tree, const Shows& shows) : tree_(std::move(tree)), shows_(shows) {}

  Node run() {
    for (const std::string_view field : {"clients", "steps"})
      if (Node* part = scenarios::find(tree_, field)) walk(*part, field);
    return std::move(tree_);
  }

 private:
  void walk(Node& node, std::string_view key) {
    for (Node& item : node.items) walk(item, key);
    for (Entry& entry : node.entries) walk(entry.value, entry.key);
    const bool lasts = std::ranges::find(kLasting, key) != kLasting.end();
    while (try_instead(node, lasts ? halved(node) : key == "at-most" ? fewer(node) : std::nullopt)) {
    }
  }

  bool try_instead(Node& place, std::optional<Node> other) {
    if (!other) return false;
    std::swap(place, *other);
    if (shows_(tree_)) return true;
    std::swap(place, *other);
    return false;
  }

  Node tree_;
  const Shows& shows_;
};

}  // namespace

Node minimise(const Node& scenario, const Shows& shows) {
  scenarios::Reduction reduction(scenario, shows);
  reduction.run();
  return Shortening(reduction.tree(), shows).run();
}

}  // namespace redial::doctor
