// Patterns: which events are meant, and whether such an event can exist.
#include <algorithm>

#include "scenarios/engine/parse_parts.hpp"

namespace redial::scenarios {
namespace {

void refuse_fields_it_never_has(const Record& record, trace::EventKind kind, Diagnostics& diagnostics) {
  const std::vector<std::string_view> carried = language::pattern_fields(kind);
  for (const NamedValue& field : record.fields) {
    const bool of_pattern = field.name != "event" && language::pattern().find(field.name) != nullptr;
    if (!of_pattern || std::ranges::find(carried, field.name) != carried.end()) continue;
    diagnostics.add(field.position, "'" + std::string(trace::describe(kind).name) + "' never carries '" + field.name + "'",
                    {carried.begin(), carried.end()});
  }
}

void refuse_call_never_made(const Record& record, const Pattern& pattern, Scope& scope, const ClientUses& uses) {
  if (!pattern.call) return;
  std::uint32_t most = 0;
  for (const auto& [client, use] : uses) {
    if (pattern.client.empty() || pattern.client == client) most = std::max(most, use.calls);
  }
  if (*pattern.call <= most) return;
  const std::string who = pattern.client.empty() ? "no client" : in_quotes(pattern.client);
  scope.diagnostics().add(record.find("call")->position,
                          who + " has made this call: " + std::to_string(most) + " at most so far");
}

}  // namespace

Pattern read_pattern(const Record& record, Scope& scope, const ClientUses& uses) {
  Pattern pattern;
  pattern.position = record.position;
  pattern.kind = *trace::kind_from_name(*record.get<std::string>("event"));
  pattern.client = record.get<std::string>("client").value_or("");
  if (const auto code = record.get<std::int64_t>("code")) pattern.code = static_cast<std::int32_t>(*code);
  if (const auto status = record.get<std::string>("status")) pattern.status = trace::status_from_name(*status);
  pattern.final = record.get<bool>("final").value_or(false);
  pattern.user = record.get<std::string>("user");
  pattern.name = record.get<std::string>("name");
  pattern.token = record.get<std::string>("token");
  pattern.via = record.get<std::string>("via");
  pattern.contains = record.get<std::string>("contains");
  if (const auto call = record.get<std::int64_t>("call")) pattern.call = static_cast<std::uint32_t>(*call);
  refuse_fields_it_never_has(record, pattern.kind, scope.diagnostics());
  refuse_call_never_made(record, pattern, scope, uses);
  return pattern;
}

}  // namespace redial::scenarios
