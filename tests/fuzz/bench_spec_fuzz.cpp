// Whatever stands in a bench's spec: it becomes one within the limits of the language, which stays so at any size, or is refused
// with a reason that can be shown.
#include <cstdint>
#include <string_view>

#include "load/spec/spec.hpp"
#include "tests/fuzz/require.hpp"

namespace redial {
namespace {

void require_limits(const load::Spec& spec) {
  require(!spec.shows.empty() && spec.users >= 1 && spec.users <= load::kMaxUsers && spec.apps >= 1);
  require(!spec.phases.empty() && spec.phases.size() <= load::kMaxPhases);
  require(!spec.backoff.delays.empty() && spec.backoff.jitter >= 0 && spec.backoff.jitter <= 1);
  require(std::get<load::ConnectPhase>(spec.phases[0].what).rate >= 1);
  for (const load::PhaseSpec& phase : spec.phases) require(!phase.name.empty() && phase.within > redial::Duration::zero());
}

}  // namespace
}  // namespace redial

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  const auto spec = load::parse_spec({reinterpret_cast<const char*>(data), size}, "fuzz.yaml");
  if (!spec) {
    require(!spec.error().empty());
    for (const scenarios::Diagnostic& diagnostic : spec.error()) require(!to_text(diagnostic).empty());
    return 0;
  }
  require_limits(*spec);
  require_limits(resized(*spec, {.users = {}, .rate = {}, .scale = 1e6}));
  require_limits(resized(*spec, {.users = {}, .rate = {}, .scale = 1e-6}));
  return 0;
}
