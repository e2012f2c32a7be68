// `redial explore`: plays scenarios in simulation under many seeds, and says which one fails, how to see it again, and in short.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "agent/runner/suite.hpp"
#include "cli/clients.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/exploration.hpp"
#include "cli/fail.hpp"
#include "cli/library.hpp"
#include "cli/shell_word.hpp"
#include "cli/signals.hpp"
#include "cli/simulation.hpp"
#include "core/base/file_name.hpp"
#include "net/clock.hpp"
#include "net/digests.hpp"
#include "redial_version.hpp"
#include "reports/summarise.hpp"
#include "reports/writers/console.hpp"
#include "scenarios/engine/scalars.hpp"
#include "sim/exploration/shrink.hpp"

namespace redial::cli {
namespace {

using scenarios::Verdict;

constexpr std::uint64_t kMaxSeeds = 1'000'000;
constexpr std::size_t kMaxFindings = 100;  // with --all, of each scenario and client

struct ExploreOptions {
  std::vector<std::string> scenarios;
  std::vector<std::string> clients = {"reference:uniapp", "reference:web"};
  std::uint64_t seeds = 1'000;
  std::uint64_t from = 1;
  bool is_replay = false;  // of the seed `from`
  bool all = false;
  sim::Variation variation;
  unsigned jobs = std::max(1u, std::thread::hardware_concurrency());
  std::string format = "console";
  std::string out;
};

// A scenario with a client.
struct Field {
  const scenarios::Scenario* scenario;
  std::string client;
  sim::Subject subject;
};

std::string words(const sim::Variation& variation) {
  const sim::Variation usual;
  std::string text;
  if (variation.latency != usual.latency) text += " --latency " + shell_word(scenarios::to_text(variation.latency));
  if (variation.spread != usual.spread) text += " --spread " + std::to_string(variation.spread);
  if (!variation.shuffles_orders) text += " --fixed-orders";
  return text;
}

class Explorer {
 public:
  Explorer(const ExploreOptions& options, std::stop_token stop) : options_(options), stop_(std::move(stop)) {}

  // The seeds that fail, in their order: the first, or all up to kMaxFindings.
  std::set<std::uint64_t> failing_seeds(const Field& field) {
    next_ = options_.from;
    last_ = options_.from + options_.seeds - 1;
    failing_.clear();
    {
      std::vector<std::jthread> threads;
      for (unsigned i = 0; i < options_.jobs; ++i) threads.emplace_back([&] { work(field); });
    }
    while (failing_.size() > enough()) failing_.erase(std::prev(failing_.end()));
    return failing_;
  }

  std::uint64_t plays() const { return plays_; }

 private:
  std::size_t enough() const { return options_.all ? kMaxFindings : 1; }

  // Every seed below the last that is wanted is played, whichever thread is faster.
  void work(const Field& field) {
    for (std::uint64_t seed = next_++; seed <= last_ && !stop_.stop_requested(); seed = next_++) {
      const auto verdict = sim::explore(*field.scenario, field.subject, options_.variation, seed).verdict;
      ++plays_;
      if (verdict != Verdict::fail) continue;
      const std::lock_guard lock(mutex_);
      failing_.insert(seed);
      if (failing_.size() >= enough()) last_ = *std::next(failing_.begin(), static_cast<std::ptrdiff_t>(enough()) - 1);
    }
  }

  const ExploreOptions& options_;
  std::stop_token stop_;
  std::atomic<std::uint64_t> next_ = 0, last_ = 0, plays_ = 0;
  std::mutex mutex_;
  std::set<std::uint64_t> failing_;
};

std::string read_text(const std::string& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

Finding finding_of(const Field& field, std::uint64_t seed, const ExploreOptions& options) {
  Finding finding{field.scenario->id, field.client, seed, {}, {}, {}, {}, {}};
  finding.result = sim::explore(*field.scenario, field.subject, options.variation, seed);
  const auto failed = std::ranges::find(finding.result.checks, Verdict::fail, &scenarios::Check::verdict);
  finding.check = *failed;
  finding.command = "redial explore " + shell_word(field.scenario->id) + " --client " + field.client + " --seed " +
                    std::to_string(seed) + words(options.variation);
  return finding;
}

void shorten(Finding& finding, const Field& field, const sim::Variation& variation) {
  const std::string text = read_text(field.scenario->file);
  const auto shrunk = sim::shrink({*field.scenario, text, field.subject, variation, finding.seed, finding.check});
  if (!shrunk) return;
  finding.shrunk_options = "--client " + field.client + " --seed " + std::to_string(shrunk->seed) + words(shrunk->variation);
  finding.shrunk = "# Fails with: redial explore FILE " + finding.shrunk_options + "\n" + shrunk->text;
}

// "network.reset.shrunk.yaml", or "network.reset-2.shrunk.yaml" if that is taken.
std::string shrunk_name(const std::string& scenario, unsigned copy) {
  return file_name(scenario) + (copy > 1 ? "-" + std::to_string(copy) : "") + ".shrunk.yaml";
}

bool write_shrunk(const std::vector<Finding>& findings, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::map<std::string, unsigned> copies;
  for (const Finding& finding : findings) {
    if (finding.shrunk.empty()) continue;
    const auto path = folder / shrunk_name(finding.scenario, ++copies[file_name(finding.scenario)]);
    std::ofstream file(path);
    file << finding.shrunk << std::flush;
    if (file) continue;
    std::cerr << "redial: cannot write " << path.string() << "; check --out and the space left\n";
    return false;
  }
  return true;
}

// The scenarios with the clients that can play them.
std::vector<Field> fields_of(const agent::Plan& plan, const std::vector<agent::Contender>& contenders,
                             const std::vector<std::string>& names) {
  std::vector<Field> fields;
  for (const agent::Play& play : plan.plays) {
    const std::string& name = names.at(static_cast<std::size_t>(play.contender - contenders.data()));
    fields.push_back({play.scenario, name, {*reference_kind(name), {net::hmac_sha256, net::sha1, {}}}});
  }
  return fields;
}

ExitCode replay(const std::vector<Field>& fields, const ExploreOptions& options) {
  reports::Report report;
  report.redial_version = kVersion;
  report.redial_commit = kCommit;
  report.seed = options.from;
  report.time = reports::Time::virtual_time;
  for (const Field& field : fields) {
    auto& result = report.results.emplace_back(sim::explore(*field.scenario, field.subject, options.variation, options.from));
    result.reconnects.clear();
  }
  report.trace_hash = reports::trace_hash(report.results);
  report.summary = reports::summarise(report.results);
  reports::write_console(report, reports::choose_style(reports::inspect_terminal(1)), std::cout);
  return report.summary.failed > 0 ? kBroken : kKept;
}

std::vector<Finding> search(const std::vector<Field>& fields, const ExploreOptions& options, const std::stop_token& stop) {
  std::vector<Finding> findings;
  Explorer explorer(options, stop);
  const TimePoint started = net::now();
  for (const Field& field : fields) {
    std::set<std::string> shortened;
    for (const std::uint64_t seed : explorer.failing_seeds(field)) {
      Finding& finding = findings.emplace_back(finding_of(field, seed, options));
      if (shortened.insert(finding.check.id).second) shorten(finding, field, options.variation);
    }
    std::cerr << field.scenario->id << " · " << field.client << ": " << shortened.size() << " found\n";
    if (stop.stop_requested()) break;
  }
  const double seconds = to_milliseconds(net::now() - started) / 1000;
  std::cerr << explorer.plays() << " plays, " << static_cast<std::uint64_t>(static_cast<double>(explorer.plays()) / seconds)
            << " seeds per second\n";
  return findings;
}

ExitCode run(const ExploreOptions& options) {
  const SignalStop signals;
  const auto scenarios = read_scenarios(options.scenarios);
  if (!scenarios) return kWrongUse;
  const auto contenders = simulated_contenders(options.clients);
  if (!contenders) return fail(contenders.error());
  const auto plan = agent::plan(*scenarios, *contenders, 1);
  for (const std::string& line : to_text(plan.left_out)) std::cerr << line << "\n";
  const auto fields = fields_of(plan, *contenders, options.clients);
  if (fields.empty()) return fail({"nothing to play", "", "no scenario fits the names and clients given; see `redial list`"});
  if (options.is_replay) return replay(fields, options);

  const auto findings = search(fields, options, signals.token());
  if (options.format == "json")
    write_json(findings, std::cout);
  else
    write_console(findings, reports::choose_style(reports::inspect_terminal(1)), std::cout);
  if (!options.out.empty() && !write_shrunk(findings, options.out)) return kInconclusive;
  if (!findings.empty()) return kBroken;
  return signals.token().stop_requested() ? kInconclusive : kKept;
}

std::string read_latency(const std::string& text, Duration& latency) {
  const auto read = scenarios::duration_from(text);
  if (!read || *read > sim::kMaxLatency) return "a duration up to " + scenarios::to_text(sim::kMaxLatency) + ", such as 50ms";
  latency = *read;
  return {};
}

}  // namespace

void add_explore(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("explore", "Play scenarios in simulation under many seeds, which shuffle delays and orders");
  auto options = std::make_shared<ExploreOptions>();
  command->add_option("scenarios", options->scenarios, "Ids, families, files, folders or globs")
      ->type_name("SCENARIO")
      ->required();
  command
      ->add_option("--client", options->clients,
                   "reference, reference:PROFILE, +DEFECT behind it or not; repeatable; default: reference:uniapp, reference:web")
      ->type_name("REFERENCE")
      ->allow_extra_args(false);
  command->add_option("--seeds", options->seeds, "How many")
      ->check(CLI::Range(std::uint64_t{1}, kMaxSeeds))
      ->capture_default_str();
  command->add_option("--from", options->from, "The first seed")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 62))
      ->capture_default_str();
  command->add_option_function<std::uint64_t>(
      "--seed",
      [options](std::uint64_t seed) {
        options->from = seed;
        options->is_replay = true;
      },
      "Replay this one alone: verdict, trace of what failed, and trace hash");
  command->add_flag("--all", options->all, "Go on behind the first seed that fails");
  command
      ->add_option_function<std::string>(
          "--latency",
          [options](const std::string& text) {
            if (const auto error = read_latency(text, options->variation.latency); !error.empty())
              throw CLI::ValidationError("--latency", error);
          },
          "Of a transmission one way, at most; default: 50ms")
      ->type_name("DURATION");
  command->add_option("--spread", options->variation.spread, "By how many percent durations of steps may be off")
      ->check(CLI::Range(std::int64_t{0}, sim::kMaxSpread))
      ->capture_default_str();
  command->add_flag_callback(
      "--fixed-orders", [options] { options->variation.shuffles_orders = false; },
      "What is due at one instant happens in the order in which it was planned");
  command->add_option("--jobs", options->jobs, "Threads")->check(CLI::Range(1, 64))->capture_default_str();
  command->add_option("--format", options->format, "console or json")
      ->check(CLI::IsMember({"console", "json"}))
      ->capture_default_str();
  command->add_option("--out", options->out, "Folder for shortened scenarios, as SCENARIO.shrunk.yaml")->type_name("DIR");
  command->callback([action, options] { action([options] { return run(*options); }); });
}

}  // namespace redial::cli
