// See frames.hpp.
#include "reports/frames.hpp"

namespace redial::reports {

void forget_needless_frames(ScenarioResult& result) {
  if (result.verdict != scenarios::Verdict::pass) return;
  for (trace::Event& event : result.trace) event.frame = {};
}

}  // namespace redial::reports
