// `redial bench`: a spec with many users, from the command line to the figures.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <sstream>

#include "cli/bench_files.hpp"
#include "cli/bench_parts.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/instrument.hpp"
#include "cli/machine.hpp"
#include "cli/paths.hpp"
#include "cli/signals.hpp"
#include "core/time/utc_text.hpp"
#include "load/conductor/conductor.hpp"
#include "load/result/json.hpp"
#include "load/writers/console.hpp"
#include "load/writers/live.hpp"
#include "net/clock.hpp"
#include "net/lag_meter.hpp"
#include "redial_version.hpp"
#include "reports/instrument.hpp"
#include "reports/writers/instrument_text.hpp"

namespace redial::cli {
namespace {

struct BenchOptions {
  std::string spec;
  load::Resize resize;
  std::uint64_t seed = 1;
  unsigned agents = 1, loops = 1, server_loops = 1;
  std::vector<std::string> remote_agents;
  std::string server;
  std::string json, html;
  bool lint = false;
};

// A file, or the name of one of the product's own specs.
std::filesystem::path spec_file(const std::string& name) {
  std::error_code error;
  const auto own = data_directory() / "benchmarks" / "specs" / (name + ".yaml");
  return !std::filesystem::exists(name, error) && std::filesystem::exists(own, error) ? own : std::filesystem::path(name);
}

std::optional<std::string> text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return std::nullopt;
  return text.str();
}

// Nothing: it cannot be read, or is wrong, and that has been said.
std::optional<load::Bench> read_bench_spec(const BenchOptions& options) {
  const auto path = spec_file(options.spec);
  auto text = text_of(path);
  if (!text) {
    fail({"cannot read it", options.spec,
          "give a spec's file, or the name of one of those in " + (data_directory() / "benchmarks" / "specs").string()});
    return std::nullopt;
  }
  auto spec = load::parse_spec(*text, path.string());
  if (!spec) {
    std::cerr << to_text(spec.error()) << "\n";
    return std::nullopt;
  }
  load::Bench bench{.spec_text = std::move(*text), .resize = options.resize};
  bench.spec = load::resized(std::move(*spec), options.resize);
  bench.seed = options.seed;
  bench.loops = options.loops;
  return bench;
}

void set_lag(const std::vector<Duration>& lags, load::BenchResult& result) {
  load::Lag& lag = result.lag.emplace();
  for (const Duration each : lags) lag.lateness.record(each);
  lag.bound = reports::kLagBound;
}

load::BenchResult result_of(const load::Bench& bench, const BenchOptions& options) {
  load::BenchResult result;
  result.redial_version = kVersion;
  result.redial_commit = kCommit;
  result.started_at = utc_text(net::unix_now());
  result.spec_name = spec_file(options.spec).stem().string();
  result.spec_text = bench.spec_text;
  result.seed = bench.seed;
  result.users = static_cast<std::uint64_t>(bench.spec.users);
  result.machine = this_machine();
  result.agents = static_cast<unsigned>(bench.agents.size());
  result.agent_loops = bench.loops;
  return result;
}

bool write_file(const load::BenchResult& result, const std::string& path) {
  if (path.empty()) return true;
  std::ofstream file(path, std::ios::binary);
  load::write_json(result, file);
  if (file.flush()) return true;
  fail({"cannot write it", path, "choose a file in a folder of yours"});
  return false;
}

ExitCode bench(const BenchOptions& options) {
  auto bench = read_bench_spec(options);
  if (!bench) return kWrongUse;
  if (options.lint) return std::cout << options.spec << ": no errors\n", kKept;
  const SignalStop signals;  // ahead of all threads
  auto calibrations = calibrate_or_say();
  auto parts = BenchParts::start({options.agents, options.remote_agents, options.server, options.server_loops});
  if (!parts) return fail(parts.error(), kInconclusive);
  bench->server = parts->server();
  bench->agents = parts->agents();

  load::BenchResult result = result_of(*bench, options);
  const TimePoint started = net::now();
  load::LiveDisplay display(bench->spec.phases.size(), reports::choose_style(reports::inspect_terminal(2)), std::cerr);
  net::LagMeter lag;
  auto conducted = load::conduct(*bench, display, signals.token());
  result.calibrations = std::move(calibrations);
  set_lag(lag.stop(), result);
  display.clear();
  if (!conducted) return fail(conducted.error(), kInconclusive);
  result.duration = net::now() - started;
  result.phases = std::move(conducted->phases);
  result.server_loops = conducted->server_loops;
  result.interrupted = conducted->interrupted;
  load::write_console(result, reports::choose_style(reports::inspect_terminal(1)), std::cout);
  if (!write_file(result, options.json)) return kWrongUse;
  if (!options.html.empty())
    if (const auto page = write_bench_page(result, options.html); !page) return fail(page.error());
  return result.interrupted ? kInconclusive : kKept;
}

void add_size_options(CLI::App& command, BenchOptions& options) {
  command.add_option("--users", options.resize.users, "So many users instead of the spec's")
      ->check(CLI::Range(std::int64_t{1}, load::kMaxUsers));
  command.add_option("--rate", options.resize.rate, "Users who connect in a second, instead of the spec's")
      ->check(CLI::Range(std::int64_t{1}, load::kMaxRate));
  command.add_option("--scale", options.resize.scale, "Multiplies users, and the rates of users and messages")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
}

}  // namespace

void add_bench(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("bench", "Play a load of many users and measure how they connect and come back");
  auto options = std::make_shared<BenchOptions>();
  command->add_option("spec", options->spec, "File of the spec, or the name of a ready one: storm-reset, connect-ramp, …")
      ->type_name("FILE")
      ->required();
  add_size_options(*command, *options);
  command->add_option("--seed", options->seed, "Of all chance; recorded in the result")->capture_default_str();
  auto* agents = command->add_option("--agents", options->agents, "Processes that share the users")
                     ->check(CLI::Range(1, 64))
                     ->capture_default_str();
  command
      ->add_option("--agent", options->remote_agents,
                   "HOST:PORT of an agent that runs already, on this or another machine, repeatable; instead of own ones")
      ->type_name("HOST:PORT")
      ->allow_extra_args(false)
      ->excludes(agents);
  command->add_option("--loops", options->loops, "Event loops of each agent")->check(CLI::Range(1, 64))->capture_default_str();
  auto* server_loops =
      command->add_option("--server-loops", options->server_loops, "Event loops of the mock server; apps share them")
          ->check(CLI::Range(1, 64))
          ->capture_default_str();
  command->add_option("--server", options->server, "Control address of a mock server to use instead of one of our own")
      ->type_name("HOST:PORT")
      ->excludes(server_loops);
  command->add_option("--json", options->json, "Write everything measured here, with the histograms")->type_name("FILE");
  command->add_option("--html", options->html, "Write the page of it here")->type_name("FILE");
  command->add_flag("--lint", options->lint, "Only say whether the spec is right");
  command->callback([action, options] { action([options] { return bench(*options); }); });
}

}  // namespace redial::cli
