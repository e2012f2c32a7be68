// `redial run`: scenarios × clients, from the command line to the reports and the exit code.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <optional>

#include "agent/runner/suite.hpp"
#include "cli/capture.hpp"
#include "cli/clients.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/instrument.hpp"
#include "cli/library.hpp"
#include "cli/machine.hpp"
#include "cli/players.hpp"
#include "cli/report_files.hpp"
#include "cli/signals.hpp"
#include "cli/simulation.hpp"
#include "core/time/utc_text.hpp"
#include "net/clock.hpp"
#include "net/lag_meter.hpp"
#include "redial_version.hpp"
#include "reports/complete.hpp"
#include "reports/deviations.hpp"
#include "reports/frames.hpp"
#include "reports/instrument.hpp"
#include "reports/summarise.hpp"
#include "reports/writers/progress.hpp"

namespace redial::cli {
namespace {

struct RunOptions {
  std::vector<std::string> scenarios;
  std::vector<std::string> clients;
  std::vector<std::string> tags;
  reports::Time time = reports::Time::real;
  bool simulate = false;  // then `time` is virtual
  std::string server;
  std::string capture;  // a folder; empty: nothing is captured
  ReportOptions reports{{"console", "html", "junit", "json"}, "out", "", ""};
  unsigned jobs = 16;  // scenarios mostly wait
  unsigned repeat = 1;
  std::uint64_t seed = 1;
};

void keep_tagged(std::vector<scenarios::Scenario>& scenarios, const std::vector<std::string>& tags) {
  if (tags.empty()) return;
  std::erase_if(scenarios, [&](const scenarios::Scenario& scenario) {
    return std::none_of(tags.begin(), tags.end(), [&](const std::string& tag) {
      return std::find(scenario.tags.begin(), scenario.tags.end(), tag) != scenario.tags.end();
    });
  });
}

reports::Report play(const std::vector<agent::Play>& plays, std::vector<agent::Player> players, const RunOptions& options,
                     const std::vector<scenarios::KnownDeviation>& deviations, const reports::Style& style,
                     const std::stop_token& stop) {
  reports::Report report;
  report.redial_version = kVersion;
  report.redial_commit = kCommit;
  report.started_at = utc_text(net::unix_now());
  report.seed = options.seed;
  report.time = options.time;
  report.machine = this_machine();
  const TimePoint started = net::now();

  reports::Progress progress(plays.size(), style, std::cerr);
  agent::SuiteOptions suite;
  suite.players = std::move(players);
  suite.on_result = [&](reports::ScenarioResult& result) {
    if (options.time != reports::Time::real) result.reconnects.clear();  // only real time measures latencies
    reports::apply_deviations(deviations, result);
    reports::forget_needless_frames(result);
    progress.finished(result);
  };
  std::optional<net::LagMeter> lag;
  if (options.time == reports::Time::real) lag.emplace();
  report.results = agent::run_suite(plays, suite, stop);
  if (lag) report.lag = reports::inaccuracy(lag->stop());
  progress.clear();

  report.interrupted = stop.stop_requested();
  report.duration = net::now() - started;
  reports::complete(report, deviations);
  return report;
}

Result<Done> check_time(const RunOptions& options, const std::vector<agent::Contender>& contenders) {
  if (options.time == reports::Time::real) return Done{};
  if (!options.server.empty())
    return Error{"a server that runs already lives by the machine's clock", "--server",
                 "leave out --server or --time compressed"};
  for (const agent::Contender& contender : contenders) {
    const auto& can = contender.description.capabilities;
    if (std::find(can.begin(), can.end(), "compressed-time") != can.end() && contender.description.clock_id == net::clock_id())
      continue;
    return Error{
        contender.description.name + " cannot run in compressed time", "--client",
        "use --time real, or --simulate for the reference client; an agent needs the capability compressed-time and to be "
        "on this machine"};
  }
  return Done{};
}

Result<Done> check_capture(const RunOptions& options) {
  if (options.capture.empty()) return Done{};
  if (options.simulate)
    return Error{"a simulated run has no sockets to capture", "--capture", "leave out --capture or --simulate"};
  if (!options.server.empty())
    return Error{"captures are made by the server", "--capture",
                 "leave out --server, or start that server with `redial serve --capture DIR`"};
  return Done{};
}

// What plays, and whom with. Agents that were started live as long as this.
struct Cast {
  std::vector<ClientUnderTest> clients;
  std::vector<agent::Contender> contenders;
  CaptureOutcome captures;
  std::vector<agent::Player> players;
};

ExitCode cast_simulation(const RunOptions& options, Cast& cast) {
  if (!options.server.empty())
    return fail({"a simulated run has its own server in it", "--server", "leave out --server or --simulate"}, kWrongUse);
  auto contenders = simulated_contenders(options.clients);
  if (!contenders) return fail(contenders.error(), kWrongUse);
  cast.contenders = std::move(*contenders);
  cast.players = simulated_players(options.jobs, options.seed);
  return kKept;
}

ExitCode cast_agents(const RunOptions& options, Cast& cast) {
  auto clients = start_clients(options.clients);
  if (!clients) return fail(clients.error(), kInconclusive);
  cast.clients = std::move(*clients);
  for (const ClientUnderTest& client : cast.clients) cast.contenders.push_back(client.contender);
  if (const auto fit = check_time(options, cast.contenders); !fit) return fail(fit.error(), kWrongUse);
  auto captures = start_captures(options.capture);
  if (!captures) return fail(captures.error(), kWrongUse);
  cast.captures = *std::move(captures);
  auto players = options.time == reports::Time::compressed
                     ? compressed_time_players(options.jobs, cast.captures.folder)
                     : real_time_players(options.jobs, options.server, cast.captures.folder);
  if (!players) return fail(players.error(), kInconclusive);
  cast.players = std::move(*players);
  return kKept;
}

ExitCode run(const RunOptions& options) {
  if (const auto possible = check_capture(options); !possible) return fail(possible.error(), kWrongUse);
  const SignalStop signals;
  const auto past = load_past(options.reports);
  if (!past) return fail(past.error());
  auto scenarios = read_scenarios(options.scenarios);
  const auto deviations = read_deviations();
  if (!scenarios || !deviations) return kWrongUse;
  keep_tagged(*scenarios, options.tags);

  Cast cast;
  const bool is_simulated = options.time == reports::Time::virtual_time;
  if (const ExitCode code = is_simulated ? cast_simulation(options, cast) : cast_agents(options, cast); code != kKept)
    return code;
  const auto plan = agent::plan(*scenarios, cast.contenders, options.repeat);
  for (const std::string& line : to_text(plan.left_out)) std::cerr << line << "\n";
  if (plan.plays.empty())
    return fail({"nothing to play", "", "no scenario fits the names, tags and clients given; see `redial list`"}, kWrongUse);

  std::vector<reports::Calibration> calibrations;
  if (options.time == reports::Time::real) calibrations = calibrate_or_say();  // agents have started, and wait
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  const reports::Style progress_style = reports::choose_style(reports::inspect_terminal(2));
  reports::Report report = play(plan.plays, std::move(cast.players), options, *deviations, progress_style, signals.token());
  report.calibrations = std::move(calibrations);
  tell(cast.captures, options.capture);
  if (!write_reports(report, options.reports, *past, style)) return kInconclusive;
  return reports::exit_code(report);
}

}  // namespace

void add_run(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("run", "Play scenarios with clients under test and judge what happened");
  auto options = std::make_shared<RunOptions>();
  command
      ->add_option("scenarios", options->scenarios,
                   "Ids (token/expired), families (token), files, folders or globs; default: the whole library")
      ->type_name("SCENARIO");
  command
      ->add_option("--client", options->clients,
                   "Client under test, repeatable: reference, reference:PROFILE, web, web:node@VERSION, web:chromium, "
                   "web:chromium@VERSION, native, or HOST:PORT of an agent; default: reference, web, and native where it can run")
      ->type_name("CLIENT")
      ->allow_extra_args(false)
      ->check([](const std::string& name) {
        const auto checked = check_client_name(name);
        return checked ? std::string() : to_text(checked.error());
      });
  command
      ->add_option("--time", options->time,
                   "real, or compressed: client and server live by a clock of the run's, which skips what is only waiting")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, reports::Time>{{"real", reports::Time::real}, {"compressed", reports::Time::compressed}}));
  command->add_flag("--simulate", options->simulate,
                    "In virtual time: the reference client, link and server in one process, without sockets or waiting");
  command->add_option("--jobs", options->jobs, "Scenarios played side by side")->check(CLI::Range(1, 64))->capture_default_str();
  command->add_option("--tag", options->tags, "Only scenarios with this tag, repeatable")
      ->type_name("TAG")
      ->allow_extra_args(false);
  command->add_option("--seed", options->seed, "Of all chance in a simulated run; recorded in the report")->capture_default_str();
  add_report_options(*command, options->reports);
  command->add_option("--repeat", options->repeat, "Play everything this many times")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--server", options->server, "Control address of a mock server to use instead of one of our own")
      ->type_name("HOST:PORT");
  add_capture_option(*command, options->capture);
  command->callback([action, options] {
    if (options->simulate) options->time = reports::Time::virtual_time;
    action([options] {
      if (options->clients.empty()) options->clients = options->simulate ? simulated_by_default() : default_clients();
      return run(*options);
    });
  });
}

}  // namespace redial::cli
