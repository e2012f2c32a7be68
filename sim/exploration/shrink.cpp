// See shrink.hpp.
#include "sim/exploration/shrink.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/engine/case_text.hpp"
#include "scenarios/engine/parse.hpp"
#include "scenarios/engine/reduction.hpp"
#include "scenarios/engine/scalars.hpp"

namespace redial::sim {
namespace {

using scenarios::Check;
using scenarios::Scenario;
using scenarios::Verdict;
using scenarios::yaml::Node;

std::optional<Scenario> parsed(const std::string& text, const Scenario& origin) {
  auto scenarios = scenarios::parse(text, origin.file, origin.template_id);
  if (!scenarios || scenarios->size() != 1) return std::nullopt;
  return std::move(scenarios->front());
}

std::optional<Check> failing_check(const Scenario& scenario, const Failing& failing, const Variation& variation,
                                   std::uint64_t seed) {
  const auto checks = explore(scenario, failing.subject, variation, seed).checks;
  const auto found = std::ranges::find_if(
      checks, [&](const Check& check) { return check.verdict == Verdict::fail && check.rule == failing.check.rule; });
  return found == checks.end() ? std::nullopt : std::optional(*found);
}

// ---- durations, as drawn ----

// The place of a step's parameter: in its table, or the step's only word.
Node* place_of(Node& step, std::string_view name) {
  Node& value = step.entries.front().value;
  return value.kind == Node::Kind::map ? scenarios::find(value, name) : &value;
}

void write_durations(Node& tree, Scenario varied) {
  Node* steps = scenarios::find(tree, "steps");
  for (std::size_t i = 0; i < varied.steps.size(); ++i) {
    for_each_duration(varied.steps[i], [&](std::string_view name, const Duration& duration) {
      if (Node* place = place_of(steps->items.at(i), name)) place->text = scenarios::to_text(duration);
    });
  }
}

class Shrinker {
 public:
  Shrinker(const Failing& failing, Node tree, std::size_t max_plays)
      : failing_(failing), left_(max_plays), best_{std::move(tree), failing.variation, failing.seed, {}} {
    healthy_.kind.defect.clear();
  }

  std::optional<Shrunk> run() {
    Node written = best_.tree;
    write_durations(written, vary(failing_.scenario, failing_.variation, failing_.seed));
    Variation steady = failing_.variation;
    steady.spread = 0;
    if (!accept(written, steady) && !accept(best_.tree, best_.variation)) return std::nullopt;
    is_controlled_ = is_sound(*parsed(scenarios::to_text(best_.tree), failing_.scenario));
    scenarios::Reduction(best_.tree, [this](const Node& tree) { return accept(tree, best_.variation); }).run();
    calm();
    return Shrunk{scenarios::to_text(best_.tree), best_.variation, best_.seed, scenarios::find(best_.tree, "steps")->items.size(),
                  best_.check};
  }

 private:
  struct Candidate {
    Node tree;
    Variation variation;
    std::uint64_t seed;
    Check check;
  };

  // Becomes the best if it still fails, under whatever seed.
  bool accept(const Node& tree, const Variation& variation) {
    const auto scenario = parsed(scenarios::to_text(tree), failing_.scenario);
    if (!scenario) return false;
    auto found = failing_seed(*scenario, variation);
    if (!found || (is_controlled_ && !is_sound(*scenario))) return false;
    best_ = Candidate{tree, variation, found->first, std::move(found->second)};
    return true;
  }

  std::optional<std::pair<std::uint64_t, Check>> failing_seed(const Scenario& scenario, const Variation& variation) {
    for (std::uint64_t other = 0; other <= kOtherSeeds && left_ > 0; ++other) {
      const std::uint64_t seed = other == 0 ? best_.seed : failing_.seed + other;
      --left_;
      if (auto check = failing_check(scenario, failing_, variation, seed)) return std::pair(seed, std::move(*check));
    }
    return std::nullopt;
  }

  bool is_sound(const Scenario& scenario) const { return play_plainly(scenario, healthy_).verdict != Verdict::fail; }

  // As little variation as will do.
  void calm() {
    Variation calmer = best_.variation;
    calmer.spread = 0;
    try_variation(calmer);
    calmer = best_.variation;
    calmer.shuffles_orders = false;
    try_variation(calmer);
    calmer = best_.variation;
    calmer.latency = Duration::zero();
    if (try_variation(calmer)) return;
    do {
      calmer.latency = std::chrono::floor<std::chrono::milliseconds>(best_.variation.latency / 2);
    } while (calmer.latency > Duration::zero() && try_variation(calmer));
  }

  bool try_variation(const Variation& variation) { return variation != best_.variation && accept(Node(best_.tree), variation); }

  const Failing& failing_;
  Subject healthy_ = failing_.subject;
  std::size_t left_;
  bool is_controlled_ = false;
  Candidate best_;
};

}  // namespace

std::optional<Shrunk> shrink(const Failing& failing, std::size_t max_plays) {
  auto tree = scenarios::tree_of_case(failing.text, failing.scenario);
  if (!tree) return std::nullopt;
  return Shrinker(failing, std::move(*tree), max_plays).run();
}

std::optional<Check> failing_check(const Shrunk& shrunk, const Failing& failing) {
  const auto scenario = parsed(shrunk.text, failing.scenario);
  return scenario ? failing_check(*scenario, failing, shrunk.variation, shrunk.seed) : std::nullopt;
}

}  // namespace redial::sim
