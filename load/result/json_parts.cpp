// One function for each part.
#include "load/result/json_parts.hpp"

#include "load/result/summary.hpp"
#include "reports/writers/json_parts.hpp"

namespace redial::load {

Json about_json(const BenchResult& result) {
  Json json{{"redial", {{"version", result.redial_version}, {"commit", result.redial_commit}}},
            {"started_at", result.started_at},
            {"duration_ms", to_milliseconds(result.duration)},
            {"spec", {{"name", result.spec_name}, {"text", result.spec_text}}},
            {"users", result.users},
            {"machine", {{"os", result.machine.os}, {"cpu", result.machine.cpu}, {"cores", result.machine.cores}}},
            {"agents", result.agents},
            {"agent_loops", result.agent_loops},
            {"server_loops", result.server_loops},
            {"interrupted", result.interrupted},
            {"doubts", result.doubts}};
  if (!result.calibrations.empty()) json["calibration"] = reports::calibrations_json(result.calibrations);
  return json;
}

Json series_json(const Phase& phase) {
  return {{"width_ms", to_milliseconds(phase.series.width)},
          {"attempts", phase.series.attempts},
          {"connects", phase.series.connects},
          {"losses", phase.series.losses},
          {"messages", phase.series.messages},
          {"online", online_over_time(phase)}};
}

Json server_json(const ServerUsage& usage) {
  Json json{{"cpu_ms", to_milliseconds(usage.cpu)},     {"logins", usage.logins},
            {"memory_before", usage.memory_before},     {"memory_after", usage.memory_after},
            {"sessions_before", usage.sessions_before}, {"sessions_after", usage.sessions_after}};
  if (const auto cpu = cpu_per_login(usage)) json["cpu_per_login_ms"] = to_milliseconds(*cpu);
  if (const auto memory = memory_per_session(usage)) json["memory_per_session"] = *memory;
  return json;
}

}  // namespace redial::load
