// See incidents.hpp.
#include "cli/incidents.hpp"

#include "scenarios/engine/scalars.hpp"

namespace redial::cli {
namespace {

std::string check_duration(const std::string& text) {
  return scenarios::duration_from(text) ? std::string() : "this is no length of time; write a number and a unit: 24h, 30d";
}

}  // namespace

void add_incident_options(CLI::App& command, IncidentOptions& options) {
  command.add_option("--keys", options.reading.key_log, "The TLS keys of a capture, as SSLKEYLOGFILE has them")
      ->type_name("FILE");
  command.add_option("--scenario", options.reading.scenario, "Of a run.json, only the plays of this scenario")
      ->type_name("SCENARIO");
  command.add_option("--token-lifetime", options.lifetime, "How long the app's tokens live, as the console says: 24h, 30d")
      ->type_name("TIME")
      ->check(check_duration);
}

doctor::Knowledge knowledge(const IncidentOptions& options) {
  return {.token_lifetime = options.lifetime.empty() ? std::nullopt : scenarios::duration_from(options.lifetime)};
}

}  // namespace redial::cli
