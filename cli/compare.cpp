// `redial compare`: what changed from one stored run to another, and whether that is within the gate.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/past_runs.hpp"
#include "reports/changes.hpp"
#include "reports/gate.hpp"
#include "reports/writers/changes.hpp"

namespace redial::cli {
namespace {

using reports::GateVerdict;
using reports::stored::Extent;

struct CompareOptions {
  std::string base, candidate;
  std::string history = kHistoryFile;
  std::string gate;
  std::string format = "console";
};

ExitCode exit_code(const reports::Changes& changes, const std::vector<reports::GateResult>& gates) {
  const auto any = [&](GateVerdict verdict) { return std::ranges::count(gates, verdict, &reports::GateResult::verdict) > 0; };
  if (std::ranges::any_of(changes.verdicts, &reports::VerdictChange::is_worse) || any(GateVerdict::broken)) return kBroken;
  return any(GateVerdict::cannot_tell) ? kInconclusive : kKept;
}

ExitCode compare(const CompareOptions& options) {
  std::vector<reports::Gate> gates;
  if (!options.gate.empty()) {
    auto parsed = reports::parse_gates(options.gate);
    if (!parsed) return fail(parsed.error());
    gates = std::move(*parsed);
  }
  const auto base = load_run_or_past(options.base, options.history, Extent::findings);
  if (!base) return fail(base.error());
  const auto candidate = load_run_or_past(options.candidate, options.history, Extent::findings);
  if (!candidate) return fail(candidate.error());

  const reports::Changes changes = reports::changes(*base, *candidate);
  const auto gate_results = reports::apply_gates(gates, changes);
  if (!gates.empty() && gate_results.empty())
    return fail({"there is nothing to hold the gate to: the runs share no reconnect in real time", "--gate",
                 "play both with the same client and scenarios that reconnect"},
                kInconclusive);
  if (options.format == "json")
    write_changes_json(changes, gate_results, std::cout);
  else if (options.format == "markdown")
    write_changes_markdown(changes, gate_results, std::cout);
  else
    write_changes_console(changes, gate_results, reports::choose_style(reports::inspect_terminal(1)), std::cout);
  return exit_code(changes, gate_results);
}

}  // namespace

void add_compare(CLI::App& app, const SetAction& action) {
  auto* command =
      app.add_subcommand("compare", "What changed from one stored run to another: verdicts, and how long reconnects take");
  command->footer(
      "Exit codes: 0 nothing got worse, 1 a scenario fails that did not, or a gate is broken, 2 wrong use, 3 a gate cannot be "
      "told.");
  auto options = std::make_shared<CompareOptions>();
  command->add_option("base", options->base, "The run.json to compare with, or @last or @NUMBER of the history")
      ->required()
      ->type_name("RUN");
  command->add_option("new", options->candidate, "That of the newer run, in the same way")->required()->type_name("RUN");
  command->add_option("--history", options->history, "The history of runs")->type_name("FILE")->capture_default_str();
  command->add_option("--gate", options->gate,
                      "By how much reconnecting may get slower, of each client's total: p50=10%, p95=15%, or both with a comma");
  command->add_option("--format", options->format, "console, markdown or json")
      ->check(CLI::IsMember({"console", "markdown", "json"}))
      ->capture_default_str();
  command->callback([action, options] { action([options] { return compare(*options); }); });
}

}  // namespace redial::cli
