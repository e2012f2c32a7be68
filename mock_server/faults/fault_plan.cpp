// See fault_plan.hpp.
#include "mock_server/faults/fault_plan.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/fault/validate.hpp"

namespace redial::mock_server {

namespace {

using fault::FaultKind;
using fault::FaultSpec;
using fault::Moment;

// What a fault is about, and therefore what its `first` and `last` count.
enum class Subject : std::uint8_t { connection, handshake, request, listener };

Subject subject_of(const FaultSpec& spec) {
  const fault::Family family = describe(spec.kind).family;
  if (family == fault::Family::navigation) return Subject::request;
  if (family == fault::Family::tls) return Subject::handshake;
  return spec.kind == FaultKind::refuse ? Subject::listener : Subject::connection;
}

bool concerns_new_connections(const FaultSpec& spec) {
  return subject_of(spec) == Subject::connection && spec.moment != Moment::now;
}

// Where requests are counted, `times` says how many of them.
std::uint64_t last_of(const FaultSpec& spec) {
  const bool limited = subject_of(spec) == Subject::request && spec.times;
  return limited ? std::uint64_t{spec.first} + *spec.times - 1 : spec.last;
}

template <class Concerns>
std::vector<ArmedFault> count(std::vector<ArmedFault>& all, Concerns concerns) {
  std::vector<ArmedFault> hold;
  for (ArmedFault& armed : all) {
    if (!concerns(armed.spec)) continue;
    ++armed.counted;
    if (armed.counted >= armed.spec.first && armed.counted <= last_of(armed.spec)) hold.push_back(armed);
  }
  return hold;
}

}  // namespace

Result<ArmedFault> FaultPlan::arm(FaultSpec spec) {
  if (const auto valid = fault::validate(spec); !valid) return valid.error();
  if (armed_.size() == kMaxArmedFaults)
    return Error{std::to_string(kMaxArmedFaults) + " faults are armed already", "", "clear some first"};
  const std::uint32_t id = ++last_id_;
  if (spec.name.empty()) spec.name = "fault-" + std::to_string(id);
  for (const ArmedFault& other : armed_)
    if (other.spec.name == spec.name)
      return Error{"a fault named '" + spec.name + "' is armed", "name", "clear it or use another name"};
  armed_.push_back({id, std::move(spec), 0});
  return armed_.back();
}

std::vector<ArmedFault> FaultPlan::clear(std::string_view name) {
  const auto kept = std::stable_partition(armed_.begin(), armed_.end(),
                                          [&](const ArmedFault& a) { return !name.empty() && a.spec.name != name; });
  std::vector<ArmedFault> cleared(std::make_move_iterator(kept), std::make_move_iterator(armed_.end()));
  armed_.erase(kept, armed_.end());
  return cleared;
}

std::optional<ArmedFault> FaultPlan::clear(std::uint32_t id) {
  const auto found = std::ranges::find(armed_, id, &ArmedFault::id);
  if (found == armed_.end()) return std::nullopt;
  ArmedFault cleared = std::move(*found);
  armed_.erase(found);
  return cleared;
}

std::vector<ArmedFault> FaultPlan::count_connection(std::string_view user) {
  return count(armed_, [&](const FaultSpec& spec) { return concerns_new_connections(spec) && spec.user == user; });
}

std::vector<ArmedFault> FaultPlan::count_handshake(fault::Plane plane) {
  return count(armed_, [&](const FaultSpec& spec) {
    return subject_of(spec) == Subject::handshake && (spec.plane == plane || spec.plane == fault::Plane::all);
  });
}

std::vector<ArmedFault> FaultPlan::count_request(std::string_view user) {
  return count(armed_, [&](const FaultSpec& spec) {
    return subject_of(spec) == Subject::request && (spec.user.empty() || spec.user == user);
  });
}

bool concerns_live_connections(const FaultSpec& spec) {
  if (describe(spec.kind).takes_moment) return spec.moment == Moment::now;
  return concerns_new_connections(spec) && spec.first == 1 && spec.last == FaultSpec::kUnlimited;
}

bool is_spent_once_struck(const FaultSpec& spec) { return spec.moment == Moment::now && spec.kind != FaultKind::blackhole; }

}  // namespace redial::mock_server
