// `redial judge`: a stored run judged again, by the rules, scenarios and known deviations of today.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include "agent/runner/judged.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/library.hpp"
#include "cli/report_files.hpp"
#include "reports/complete.hpp"
#include "reports/deviations.hpp"
#include "reports/frames.hpp"
#include "reports/stored/run_reader.hpp"
#include "reports/stored/side_by_side.hpp"
#include "reports/summarise.hpp"

namespace redial::cli {
namespace {

struct JudgeOptions {
  std::string run;
  ReportOptions reports{{"console"}, "", "", ""};
};

// The scenarios that a run's results name: those of the library, and those of files elsewhere that are still there.
class Scenarios {
 public:
  // False: something is wrong with them, and has been said.
  bool read(const std::vector<reports::ScenarioResult>& results) {
    if (!add({})) return false;
    std::set<std::string> elsewhere;
    for (const reports::ScenarioResult& result : results)
      if (!find(result.scenario) && std::filesystem::exists(result.file)) elsewhere.insert(result.file);
    return elsewhere.empty() || add({elsewhere.begin(), elsewhere.end()});
  }
  const scenarios::Scenario* find(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &found->second;
  }

 private:
  bool add(const std::vector<std::string>& arguments) {
    auto read = read_scenarios(arguments);
    if (!read) return false;
    for (scenarios::Scenario& scenario : *read) by_id_.try_emplace(scenario.id, std::move(scenario));
    return true;
  }

  std::map<std::string, scenarios::Scenario> by_id_;
};

void judge_again(reports::Report& report, const Scenarios& scenarios, const std::vector<scenarios::KnownDeviation>& deviations) {
  const auto judge_one = [&](reports::ScenarioResult& result) {
    const scenarios::Scenario* scenario = scenarios.find(result.scenario);
    if (!scenario) return;
    agent::judge(*scenario, result);
    if (report.time != reports::Time::real) result.reconnects.clear();  // only real time measures latencies
    reports::apply_deviations(deviations, result);
    reports::forget_needless_frames(result);
  };
  reports::stored::side_by_side(report.results.size(),
                                [&] { return [&](std::size_t place) { judge_one(report.results[place]); }; });
  reports::complete(report, deviations);
  std::set<std::string> unknown;
  for (const reports::ScenarioResult& result : report.results)
    if (!scenarios.find(result.scenario)) unknown.insert(result.scenario);
  for (const std::string& id : unknown)
    std::cerr << "redial: " << id << ": there is no such scenario any more; its results stay as they were judged\n";
}

ExitCode judge(const JudgeOptions& options) {
  const auto past = load_past(options.reports);
  if (!past) return fail(past.error());
  auto report = reports::stored::load_run(options.run);
  if (!report) return fail(report.error());
  Scenarios scenarios;
  const auto deviations = read_deviations();
  if (!deviations || !scenarios.read(report->results)) return kWrongUse;
  judge_again(*report, scenarios, *deviations);
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  return write_reports(*report, options.reports, *past, style) ? reports::exit_code(*report) : kInconclusive;
}

}  // namespace

void add_judge(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("judge", "Judge a stored run again, by the rules of today");
  auto options = std::make_shared<JudgeOptions>();
  command->add_option("run", options->run, "The run.json of a run")->required()->type_name("FILE");
  add_report_options(*command, options->reports);
  command->callback([action, options] { action([options] { return judge(*options); }); });
}

}  // namespace redial::cli
