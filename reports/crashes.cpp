// The events that tell a crash, as the model has them.
#include "reports/crashes.hpp"

namespace redial::reports {

std::vector<Crash> find_crashes(const std::vector<trace::Event>& trace) {
  std::vector<Crash> found;
  for (const trace::Event& event : trace) {
    if (event.kind == trace::EventKind::client_crashed) found.push_back({event.client, event.at, event.detail});
  }
  return found;
}

}  // namespace redial::reports
