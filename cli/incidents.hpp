// The record of an incident that a command works with: its options, and the one case that they choose.
#pragma once

#include <CLI/App.hpp>
#include <string>

#include "core/base/result.hpp"
#include "doctor/case/case.hpp"
#include "doctor/diagnosis/diagnose.hpp"

namespace redial::cli {

struct IncidentOptions {
  std::string file;
  std::string keys;      // of a capture's TLS
  std::string scenario;  // which play of a saved run
  std::string lifetime;  // of the app's tokens, as the language writes durations; empty: not known
};

// FILE, --keys, --scenario and --token-lifetime. `options` must outlive the command.
void add_incident_options(CLI::App& command, IncidentOptions& options);

// Errors: as read_artefact; several plays, and none is chosen.
Result<doctor::Case> read_incident(const IncidentOptions& options);

doctor::Knowledge knowledge(const IncidentOptions& options);

}  // namespace redial::cli
