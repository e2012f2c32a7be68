// The product's library first, then whatever lies where the arguments point.
#include "cli/library.hpp"

#include <iostream>

#include "cli/paths.hpp"
#include "scenarios/engine/diagnostic.hpp"
#include "scenarios/engine/library.hpp"

namespace redial::cli {
namespace {

template <class T>
std::optional<T> kept_or_told(Result<T, std::vector<scenarios::Diagnostic>> read) {
  if (read) return std::move(*read);
  std::cerr << to_text(read.error()) << "\n";
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<scenarios::Scenario>> read_scenarios(const std::vector<std::string>& arguments) {
  return kept_or_told(scenarios::load(data_directory() / "scenarios" / "library", arguments));
}

std::optional<std::vector<scenarios::KnownDeviation>> read_deviations() {
  return kept_or_told(scenarios::load_deviations(data_directory() / "scenarios" / "known_deviations.yaml"));
}

}  // namespace redial::cli
