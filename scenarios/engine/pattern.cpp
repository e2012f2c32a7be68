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

// How an API that has no status for an end tells it: disconnected, with one of these codes.
bool is_code_for(trace::ConnectionStatus end, std::int32_t code) {
  using enum trace::ConnectionStatus;
  switch (end) {
    case kicked:
      return code == 31010;
    case token_incorrect:
      return code == 31004 || code == 31020;
    case blocked:
      return code == 31009 || code == 31011;
    case signed_out:
      return code == 2;
    case timeout:
      return code == 34006;
    default:
      return false;
  }
}

}  // namespace

bool tells(const trace::Event& event, trace::ConnectionStatus status) {
  if (event.kind != trace::EventKind::status) return false;
  return event.status == status ||
         (event.status == trace::ConnectionStatus::disconnected && event.code && is_code_for(status, *event.code));
}

bool matches(const Pattern& pattern, const trace::Event& event) {
  return pattern.kind == event.kind && (pattern.client.empty() || pattern.client == event.client) &&
         (!pattern.code || pattern.code == event.code) && (!pattern.status || tells(event, *pattern.status)) &&
         agrees(pattern.user, event.user) && agrees(pattern.name, event.name) && agrees(pattern.token, event.token) &&
         agrees(pattern.via, event.via) && agrees(pattern.call, event.call.value) && (!pattern.final || tells_ended(event)) &&
         (!pattern.contains || event.detail.find(*pattern.contains) != std::string::npos);
}

}  // namespace redial::scenarios
