// How records of incidents are to be read: the options that all commands have which read them.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "doctor/artefacts/artefact.hpp"
#include "doctor/diagnosis/diagnose.hpp"

namespace redial::cli {

struct IncidentOptions {
  doctor::ReadOptions reading;
  std::string lifetime;  // of the app's tokens, as the scenario language writes durations; empty: not known
};

// --keys, --scenario and --token-lifetime. `options` must outlive the command.
void add_incident_options(CLI::App& command, IncidentOptions& options);

// What the options tell the diagnosis. Precondition: they were parsed.
doctor::Knowledge knowledge(const IncidentOptions& options);

}  // namespace redial::cli
