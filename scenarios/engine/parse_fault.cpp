// What a fault can be armed with is core/fault's knowledge; here its complaints find their place in the file.
#include "scenarios/engine/parse_fault.hpp"

#include "core/base/names.hpp"
#include "core/fault/validate.hpp"

namespace redial::scenarios {
namespace {

using fault::FaultKindInfo;
using fault::FaultParameter;
using fault::FaultSpec;

// A parameter that the kind does not take is refused even if it says what would hold without it.
bool takes_all(const Record& record, const FaultKindInfo& info, Diagnostics& diagnostics) {
  std::vector<std::string> taken;
  for (const FaultParameter& parameter : fault::all_fault_parameters()) {
    if (parameter.taken_by(info)) taken.emplace_back(parameter.name);
  }
  bool all = true;
  for (const FaultParameter& parameter : fault::all_fault_parameters()) {
    const Value* given = record.find(parameter.name);
    if (given == nullptr || parameter.taken_by(info)) continue;
    diagnostics.add(given->position, in_quotes(info.name) + " takes no '" + std::string(parameter.name) + "'", taken);
    all = false;
  }
  return all;
}

// The parser has seen to it that it fits.
std::optional<std::uint32_t> count_in(const Record& record, std::string_view field) {
  const auto number = record.get<std::int64_t>(field);
  return number ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
}

// Where the scenario says what FaultSpec calls `member`.
Position position_of(const std::string& member, const Record& record) {
  const std::string field = member == "first" || member == "last" ? "connections" : member == "lasts" ? "for" : member;
  const Value* value = record.object->find(field) ? record.find(field) : nullptr;
  return value ? value->position : record.position;
}

template <class Enum, std::size_t N>
Enum word_or(const Named<Enum> (&table)[N], const Record& record, std::string_view field, Enum otherwise) {
  const auto word = record.get<std::string>(field);
  return word ? *value_of(table, *word) : otherwise;
}

FaultSpec spec_of(const Record& record) {
  FaultSpec spec;
  spec.kind = *fault::fault_kind_from_name(*record.get<std::string>("kind"));
  spec.name = record.get<std::string>("name").value_or("");
  spec.by = record.get<Duration>("by");
  if (const auto status = record.get<std::int64_t>("status")) spec.status = static_cast<std::int32_t>(*status);
  spec.bytes = count_in(record, "bytes");
  spec.times = count_in(record, "times");
  spec.direction = word_or(fault::kDirectionNames, record, "direction", spec.direction);
  spec.plane = word_or(fault::kPlaneNames, record, "plane", spec.plane);
  spec.moment = word_or(fault::kMomentNames, record, "moment", spec.moment);
  spec.after = record.get<Duration>("after").value_or(Duration{});
  if (const auto range = record.get<ConnectionRange>("connections")) {
    spec.first = range->first;
    spec.last = range->last;
  }
  spec.lasts = record.get<Duration>("for");
  spec.user = record.get<std::string>("user").value_or("");
  return spec;
}

}  // namespace

FaultSpec read_fault(const Record& record, Diagnostics& diagnostics) {
  FaultSpec spec = spec_of(record);
  if (!takes_all(record, fault::describe(spec.kind), diagnostics)) return spec;
  if (const auto valid = fault::validate(spec); !valid) {
    const Error& error = valid.error();
    diagnostics.add(position_of(error.where, record), error.what + ": " + error.advice);
  }
  return spec;
}

}  // namespace redial::scenarios
