// The comparison itself.
#include "scenarios/engine/pattern.hpp"

#include <optional>

#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios {
namespace {

template <class T, class U>
bool agrees(const std::optional<T>& wanted, const U& seen) {
  return !wanted || *wanted == seen;
}

}  // namespace

bool tells(const trace::Event& event, trace::ConnectionStatus status) {
  if (event.kind != trace::EventKind::status) return false;
  return event.status == status || meaning(event) == status;
}

bool matches(const Pattern& pattern, const trace::Event& event) {
  return pattern.kind == event.kind && (pattern.client.empty() || pattern.client == event.client) &&
         (!pattern.code || pattern.code == event.code) && (!pattern.status || tells(event, *pattern.status)) &&
         agrees(pattern.user, event.user) && agrees(pattern.name, event.name) && agrees(pattern.token, event.token) &&
         agrees(pattern.via, event.via) && agrees(pattern.call, event.call.value) && (!pattern.final || tells_ended(event)) &&
         (!pattern.contains || event.detail.find(*pattern.contains) != std::string::npos);
}

}  // namespace redial::scenarios
