// `redial zoo`: plays scenarios with clients that are broken on purpose, in simulation, and says what caught each of them.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <mutex>

#include "agent/clients/reference/profiles.hpp"
#include "agent/runner/suite.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/hunt.hpp"
#include "cli/library.hpp"
#include "cli/signals.hpp"
#include "cli/simulation.hpp"

namespace redial::cli {
namespace {

namespace reference = agent::reference;

struct ZooOptions {
  std::vector<std::string> scenarios;
  std::vector<std::string> defects;
  std::string format = "console";
  unsigned enough = 5;  // 0: as many as there are
  unsigned jobs = 8;
  std::uint64_t seed = 1;
};

// In each scenario: a race shows under some seeds only.
constexpr std::uint64_t kSeedsOfRaces = 20;

std::vector<Quarry> quarries(const std::vector<std::string>& names) {
  std::vector<Quarry> chosen;
  for (const reference::DefectInfo& info : reference::all_defects()) {
    const bool is_chosen = names.empty() || std::find(names.begin(), names.end(), info.name) != names.end();
    if (is_chosen) chosen.push_back({&info, {}, {}});
  }
  return chosen;
}

// One for each profile that the defect can have; without a defect, one for every profile.
std::vector<std::string> clients(const reference::DefectInfo* defect) {
  std::vector<std::string> names;
  for (const std::string& profile : reference::profiles()) {
    if (!defect) names.push_back("reference:" + profile);
    if (defect && reference::applies_to(*defect, profile))
      names.push_back("reference:" + profile + "+" + std::string(defect->name));
  }
  return names;
}

class Hunter {
 public:
  Hunter(const ZooOptions& options, const std::vector<scenarios::Scenario>& scenarios, Hunt& hunt, std::stop_token stop)
      : options_(options), scenarios_(scenarios), hunt_(hunt), stop_(std::move(stop)) {}

  // Precondition: all can be simulated.
  void play(const std::vector<std::string>& names, const std::string& what) {
    const auto contenders = simulated_contenders(names).value();
    const auto plan = agent::plan(scenarios_, contenders, 1);
    agent::SuiteOptions suite{players(), [&, done = std::size_t{0}](reports::ScenarioResult& result) mutable {
                                record(result);
                                tell_progress(what, ++done, plan.plays.size());
                              }};
    (void)agent::run_suite(plan.plays, suite, stop_);
  }

 private:
  std::vector<agent::Player> players() {
    auto players = simulated_players(options_.jobs, options_.seed);
    for (auto& player : players) {
      player = [this, plain = player](const agent::Play& play, const std::stop_token& stop) {
        const std::string& client = play.contender->description.name;
        if (is_enough(client)) return reports::ScenarioResult{};  // of no quarry
        const auto* defect = reference::find_defect(defect_of(client));
        return defect && defect->is_race ? play_varied(play, options_.seed, kSeedsOfRaces) : plain(play, stop);
      };
    }
    return players;
  }

  bool is_enough(const std::string& client) {
    if (options_.enough == 0) return false;
    const std::lock_guard lock(mutex_);
    const Quarry* quarry = find_quarry(hunt_, defect_of(client));
    return quarry && quarry->scenarios.size() >= options_.enough;
  }

  void record(reports::ScenarioResult& result) {
    const std::lock_guard lock(mutex_);
    enter(hunt_, result);
    result = {};  // thousands of traces are too much to keep
  }

  static void tell_progress(const std::string& what, std::size_t done, std::size_t total) {
    constexpr std::size_t kSteps = 10;
    if (done * kSteps / total != (done - 1) * kSteps / total) std::cerr << what << ": " << done << " of " << total << " plays\n";
  }

  const ZooOptions& options_;
  const std::vector<scenarios::Scenario>& scenarios_;
  Hunt& hunt_;
  std::stop_token stop_;
  std::mutex mutex_;  // of hunt_
};

ExitCode hunt(const ZooOptions& options) {
  const SignalStop signals;
  const auto scenarios = read_scenarios(options.scenarios);
  if (!scenarios) return kWrongUse;
  Hunt hunt;
  hunt.quarries = quarries(options.defects);
  std::vector<std::string> broken;
  for (const Quarry& quarry : hunt.quarries)
    for (const std::string& name : clients(quarry.defect)) broken.push_back(name);

  Hunter hunter(options, *scenarios, hunt, signals.token());
  hunter.play(clients(nullptr), "healthy clients");
  hunter.play(broken, "broken clients");
  if (signals.token().stop_requested()) return kInconclusive;

  if (options.format == "json") {
    write_json(hunt, std::cout);
  } else {
    write_console(hunt, reports::choose_style(reports::inspect_terminal(1)), std::cout);
  }
  return hunt.is_success() ? kKept : kBroken;
}

std::string check_defect(const std::string& name) {
  return reference::find_defect(name) ? "" : "there is no defect \"" + name + "\"; docs/ZOO.md lists them";
}

}  // namespace

void add_zoo(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("zoo", "Play scenarios with clients that are broken on purpose: is every defect caught?");
  auto options = std::make_shared<ZooOptions>();
  command->add_option("scenarios", options->scenarios, "Ids, families, files, folders or globs; default: the whole library")
      ->type_name("SCENARIO");
  command->add_option("--defect", options->defects, "Only this defect, repeatable; races are played under several seeds")
      ->type_name("DEFECT")
      ->allow_extra_args(false)
      ->check(check_defect);
  command
      ->add_option("--enough", options->enough,
                   "Leave a defect alone once so many scenarios caught it; 0: play everything, minutes")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  command->add_option("--format", options->format, "console or json")
      ->check(CLI::IsMember({"console", "json"}))
      ->capture_default_str();
  command->add_option("--jobs", options->jobs, "Scenarios played side by side")->check(CLI::Range(1, 64))->capture_default_str();
  command->add_option("--seed", options->seed, "Of every simulation")->capture_default_str();
  command->callback([action, options] { action([options] { return hunt(*options); }); });
}

}  // namespace redial::cli
