// `redial compare`: what changed from one stored run to another, or from one bench to another, and whether that is within the
// gate.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/past_runs.hpp"
#include "cli/stored_bench.hpp"
#include "load/analysis/bench_gate.hpp"
#include "load/writers/bench_changes.hpp"
#include "reports/changes.hpp"
#include "reports/gate.hpp"
#include "reports/writers/changes.hpp"

namespace redial::cli {
namespace {

using reports::GateVerdict;
using reports::stored::Extent;

struct CompareOptions {
  std::string base, candidate;
  std::vector<std::string> more_base, more_candidate;
  std::string history = kHistoryFile;
  std::string gate;
  double noise = load::kAssumedNoise * 100;  // percent
  std::string format = "console";
};

// What both kinds of comparison are told and shown by.
struct Compared {
  std::vector<std::string> base, candidate;
  std::vector<reports::Gate> gates;
};

template <class GateResults>
ExitCode exit_code(bool is_worse, const GateResults& gates) {
  const auto any = [&](GateVerdict verdict) {
    return std::ranges::any_of(gates, [&](const reports::GateAnswer& answer) { return answer.verdict == verdict; });
  };
  if (is_worse || any(GateVerdict::broken)) return kBroken;
  return any(GateVerdict::cannot_tell) ? kInconclusive : kKept;
}

reports::Style terminal_style() { return reports::choose_style(reports::inspect_terminal(1)); }

ExitCode compare_runs(const Compared& compared, const CompareOptions& options) {
  if (compared.base.size() + compared.candidate.size() > 2)
    return fail({"several files a side are for results of benches", "--base, --new",
                 "compare two runs; to see how far a run moves of itself, play it with --repeat"});
  const auto base = load_run_or_past(compared.base.front(), options.history, Extent::findings);
  if (!base) return fail(base.error());
  const auto candidate = load_run_or_past(compared.candidate.front(), options.history, Extent::findings);
  if (!candidate) return fail(candidate.error());

  const reports::Changes changes = reports::changes(*base, *candidate);
  const auto gate_results = reports::apply_gates(compared.gates, changes);
  if (!compared.gates.empty() && gate_results.empty())
    return fail({"there is nothing to hold the gate to: the runs share no reconnect in real time", "--gate",
                 "play both with the same client and scenarios that reconnect"},
                kInconclusive);
  if (options.format == "json")
    write_changes_json(changes, gate_results, std::cout);
  else if (options.format == "markdown")
    write_changes_markdown(changes, gate_results, std::cout);
  else
    write_changes_console(changes, gate_results, terminal_style(), std::cout);
  return exit_code(std::ranges::any_of(changes.verdicts, &reports::VerdictChange::is_worse), gate_results);
}

Result<std::vector<load::BenchResult>> load_benches(const std::vector<std::string>& files) {
  std::vector<load::BenchResult> all;
  for (const std::string& file : files) {
    auto result = load_bench(file);
    if (!result) return result.error();
    all.push_back(std::move(*result));
  }
  return all;
}

ExitCode compare_benches(const Compared& compared, const CompareOptions& options) {
  const auto base = load_benches(compared.base);
  if (!base) return fail(base.error());
  const auto candidate = load_benches(compared.candidate);
  if (!candidate) return fail(candidate.error());

  const load::BenchChanges changes = load::bench_changes(*base, *candidate, options.noise / 100);
  const auto gate_results = load::apply_gates(compared.gates, changes);
  if (!compared.gates.empty() && gate_results.empty())
    return fail(
        {"there is nothing to hold the gate to: no phase that connects is in both", "--gate", "compare results of one spec"},
        kInconclusive);
  if (options.format == "json")
    write_bench_changes_json(changes, gate_results, std::cout);
  else if (options.format == "markdown")
    write_bench_changes_markdown(changes, gate_results, std::cout);
  else
    write_bench_changes_console(changes, gate_results, terminal_style(), std::cout);
  return exit_code(std::ranges::any_of(changes.counts, &load::CountChange::is_worse), gate_results);
}

// The two that stand by themselves, and those behind --base and --new.
Result<Compared> compared(const CompareOptions& options) {
  Compared all{options.more_base, options.more_candidate, {}};
  if (!options.base.empty()) all.base.insert(all.base.begin(), options.base);
  if (!options.candidate.empty()) all.candidate.insert(all.candidate.begin(), options.candidate);
  if (all.base.empty() || all.candidate.empty())
    return Error{"there must be two to compare", "compare", "name the base and the new one: redial compare BASE NEW"};
  if (options.gate.empty()) return all;
  auto parsed = reports::parse_gates(options.gate);
  if (!parsed) return parsed.error();
  all.gates = std::move(*parsed);
  return all;
}

ExitCode compare(const CompareOptions& options) {
  const auto all = compared(options);
  if (!all) return fail(all.error());
  std::vector<std::string> files = all->base;
  files.insert(files.end(), all->candidate.begin(), all->candidate.end());
  const auto bench = std::ranges::find_if(files, is_bench_file), run = std::ranges::find_if_not(files, is_bench_file);
  if (bench == files.end()) return compare_runs(*all, options);
  if (run != files.end() && (run->starts_with('@') || std::filesystem::exists(*run)))
    return fail({"this is no result of a bench, and " + *bench + " is one: they have nothing to compare", *run,
                 "compare runs with runs, and benches with benches"});
  return compare_benches(*all, options);
}

}  // namespace

void add_compare(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand(
      "compare",
      "What changed from one stored run to another: verdicts, and how long reconnects take; or from one bench to another");
  command->footer(
      "Exit codes: 0 nothing got worse, 1 a scenario fails that did not, more users of a bench did not come online, or a gate is "
      "broken, 2 wrong use, 3 a gate cannot be told.");
  auto options = std::make_shared<CompareOptions>();
  command
      ->add_option("base", options->base, "The run.json to compare with, or @last or @NUMBER of the history; or a bench's JSON")
      ->type_name("RUN");
  command->add_option("new", options->candidate, "That of the newer run, in the same way")->type_name("RUN");
  command
      ->add_option("--base", options->more_base,
                   "Of a bench: more results of the base; from three a side on it is seen how far "
                   "they move of themselves")
      ->type_name("FILE");
  command->add_option("--new", options->more_candidate, "Of a bench: more results of the newer one")->type_name("FILE");
  command
      ->add_option("--noise", options->noise,
                   "Of a bench, with less than three results a side: by how many per cent figures are "
                   "taken to move of themselves")
      ->check(CLI::Range(0.0, 1000.0))
      ->capture_default_str();
  command->add_option("--history", options->history, "The history of runs")->type_name("FILE")->capture_default_str();
  command->add_option(
      "--gate", options->gate,
      "By how much reconnecting may get slower, of each client's or phase's total: p50=10%, p95=15%, or both with a comma");
  command->add_option("--format", options->format, "console, markdown or json")
      ->check(CLI::IsMember({"console", "markdown", "json"}))
      ->capture_default_str();
  command->callback([action, options] { action([options] { return compare(*options); }); });
}

}  // namespace redial::cli
