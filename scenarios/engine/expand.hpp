// Parameters: one file, many cases. Puts values in the place of parameters on the YAML tree, before anybody looks at its shape;
// what the values mean is not its business.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/engine/diagnostic.hpp"
#include "scenarios/engine/yaml_tree.hpp"

namespace redial::scenarios {

// Of all cases of a file together, so that no file of the greatest length can be multiplied by the greatest number of cases.
inline constexpr std::size_t kMaxExpandedNodes = 200'000;

struct Case {
  std::string suffix;  // of the scenario's id: "[status=4, plane=chat]", "[blocked]", "[blocked, plane=chat]"; empty without
  yaml::Node tree;     // of the whole file, with values where the file has parameters
};

// All cases of the file, in the order of its values, the last parameter varying fastest; a single one if there are no parameters.
// A scalar that is "$name" becomes the value, of the value's own YAML type; "${name}" within a text becomes its text. None, and
// the reasons in `diagnostics` (which had none before), if parameters, cases or exclude are wrong in themselves, or exceed a
// limit.
std::vector<Case> expand(const yaml::Node& root, Diagnostics& diagnostics);

// What is wrong with the cases, each told once: what some have and others do not names the first of those that do.
class CaseDiagnostics {
 public:
  void add(const std::string& suffix, std::vector<Diagnostic> of_one_case);
  // Together with those of the file as a whole, ordered by place; kMaxDiagnostics at most, and one that says there are more.
  std::vector<Diagnostic> take(std::vector<Diagnostic> of_file);

 private:
  struct Told {
    Diagnostic diagnostic;
    std::string first;  // suffix
    std::size_t cases = 1;
  };
  std::vector<Told> told_;
  std::size_t cases_ = 0;
};

}  // namespace redial::scenarios
