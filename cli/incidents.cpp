// See incidents.hpp.
#include "cli/incidents.hpp"

#include <algorithm>
#include <utility>

#include "doctor/artefacts/artefact.hpp"
#include "scenarios/engine/scalars.hpp"

namespace redial::cli {
namespace {

std::string check_duration(const std::string& text) {
  return scenarios::duration_from(text) ? std::string() : "a whole number and a unit is wanted, such as '24 h' or '30 d'";
}

}  // namespace

void add_incident_options(CLI::App& command, IncidentOptions& options) {
  command.add_option("file", options.file, "HAR, console log, pcap or pcapng, or a run.json of Redial; gzipped or not")
      ->required()
      ->type_name("FILE");
  command.add_option("--keys", options.keys, "The TLS keys of a capture, as SSLKEYLOGFILE has them")->type_name("FILE");
  command.add_option("--scenario", options.scenario, "Which play of a run.json")->type_name("SCENARIO");
  command.add_option("--token-lifetime", options.lifetime, "How long the app's tokens are good: '24 h'")
      ->type_name("DURATION")
      ->check(check_duration);
}

Result<doctor::Case> read_incident(const IncidentOptions& options) {
  auto cases = doctor::read_artefact(options.file, {.key_log = options.keys, .scenario = options.scenario});
  if (!cases) return cases.error();
  if (cases->size() > 1)
    return Error{"holds " + std::to_string(cases->size()) + " plays", options.file, "choose one with --scenario"};
  return std::move(cases->front());
}

doctor::Knowledge knowledge(const IncidentOptions& options) {
  return {.token_lifetime = options.lifetime.empty() ? std::nullopt : scenarios::duration_from(options.lifetime)};
}

}  // namespace redial::cli
