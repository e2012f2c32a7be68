// The walk along the told statuses.
#include "scenarios/engine/contract/transitions.hpp"

#include <algorithm>
#include <string>

#include "scenarios/engine/contract/finding.hpp"
#include "scenarios/engine/contract/reading.hpp"

namespace redial::scenarios::contract {
namespace {

std::string name_of(trace::ConnectionStatus status) {
  return status == trace::ConnectionStatus::none ? "nothing" : std::string(to_name(status));
}

bool allowed(const Transitions& table, trace::ConnectionStatus from, trace::ConnectionStatus to) {
  const auto row = table.find(from);
  return row == table.end() || std::find(row->second.begin(), row->second.end(), to) != row->second.end();
}

}  // namespace

Finding follows(const Timeline& timeline, const Transitions& table) {
  Findings findings;
  const trace::Event* last = nullptr;
  bool called_since = true;
  const auto own_ends = own_ends_told(timeline);
  for (const trace::Event* event : timeline.events()) {
    if (is_call(*event, "connect")) called_since = true;
    if (event->kind == trace::EventKind::app_restarted) last = nullptr;
    if (event->kind != trace::EventKind::status) continue;
    const auto from = last ? last->status : trace::ConnectionStatus::none;
    if (!allowed(table, from, event->status)) {
      findings.broken(name_of(event->status) + " was told after " + name_of(from), {last, event});
    } else if (last && tells_ended(*last) && !called_since) {
      findings.broken(name_of(event->status) + " was told after " + name_of(from) + " without a connect call in between",
                      {last, event});
    } else {
      findings.kept();
    }
    last = event;
    // An end of the app's own doing says nothing of a connect that it has called since.
    if (!own_ends.contains(event)) called_since = false;
  }
  return findings.take();
}

}  // namespace redial::scenarios::contract
