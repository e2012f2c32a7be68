// Whatever stands in a scenario file: it becomes scenarios within the limits of the language, or is refused with a reason that
// can be shown.
#include <cstdint>
#include <string_view>

#include "scenarios/engine/parse.hpp"
#include "tests/fuzz/require.hpp"

namespace redial {
namespace {

void require_reasons(const std::vector<scenarios::Diagnostic>& diagnostics) {
  require(!diagnostics.empty() && diagnostics.size() <= scenarios::kMaxDiagnostics + 1);
  for (const scenarios::Diagnostic& diagnostic : diagnostics) {
    require(!diagnostic.message.empty());
    require(!to_text(diagnostic).empty());
  }
}

void require_limits(const scenarios::Scenario& scenario) {
  require(scenario.id.starts_with(scenario.template_id));
  require(!scenario.shows.empty() && !scenario.sources.empty());
  require(scenario.apps.contains("main"));
  require(!scenario.clients.empty() && scenario.clients.size() <= scenarios::kMaxClients);
  require(!scenario.steps.empty() && scenario.steps.size() <= scenarios::kMaxSteps);
  require(scenario.expectations.size() <= scenarios::kMaxExpectations);
  for (const scenarios::Step& step : scenario.steps) require(!step.text.empty() && step.position.line > 0);
}

}  // namespace
}  // namespace redial

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto parsed = scenarios::parse(text, "fuzz.yaml", "fuzz")) {
    require(!parsed->empty() && parsed->size() <= 2 * scenarios::kMaxCases);
    for (const scenarios::Scenario& scenario : *parsed) require_limits(scenario);
  } else {
    require_reasons(parsed.error());
  }
  if (const auto parsed = scenarios::parse_deviations(text, "fuzz.yaml"); !parsed) require_reasons(parsed.error());
  return 0;
}
