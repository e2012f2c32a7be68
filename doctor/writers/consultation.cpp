// See consultation.hpp.
#include "doctor/writers/consultation.hpp"

#include <algorithm>
#include <set>

namespace redial::doctor {
namespace {

// Of a call that was made over and over, the first and the last ones show enough.
constexpr std::size_t kMostShown = 40;

}  // namespace

std::vector<std::size_t> shown_events(const Consultation& consultation, std::size_t around) {
  const auto& trace = consultation.one.trace;
  std::set<std::size_t> places;
  const auto show = [&](std::uint64_t sequence) {
    const auto event = std::ranges::find(trace, sequence, &trace::Event::sequence);
    if (event == trace.end()) return;
    const auto place = static_cast<std::size_t>(event - trace.begin());
    for (std::size_t near = place < around ? 0 : place - around; near < std::min(trace.size(), place + around + 1); ++near)
      places.insert(near);
  };
  for (const std::uint64_t sequence : consultation.diagnosis.events) show(sequence);
  for (const Candidate& candidate : consultation.diagnosis.candidates)
    for (const Evidence& evidence : candidate.speaks_for)
      for (const std::uint64_t sequence : evidence.events) show(sequence);
  if (places.empty())
    for (std::size_t place = trace.size() < 2 * around ? 0 : trace.size() - 2 * around; place < trace.size(); ++place)
      places.insert(place);
  std::vector<std::size_t> shown(places.begin(), places.end());
  if (shown.size() > kMostShown) shown.erase(shown.begin() + kMostShown / 2, shown.end() - kMostShown / 2);
  return shown;
}

}  // namespace redial::doctor
