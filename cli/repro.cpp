// `redial repro`: from what a customer sent to a scenario that makes the same happen, played to see that it does.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <set>
#include <vector>

#include "agent/runner/suite.hpp"
#include "cli/clients.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/incidents.hpp"
#include "cli/players.hpp"
#include "cli/signals.hpp"
#include "doctor/diagnosis/diagnose.hpp"
#include "doctor/reproduction/minimise.hpp"
#include "doctor/reproduction/outline.hpp"
#include "doctor/reproduction/replay.hpp"
#include "scenarios/engine/case_text.hpp"
#include "scenarios/engine/parse.hpp"

namespace redial::cli {
namespace {

using doctor::Case;
using doctor::Side;
using scenarios::yaml::Node;

struct ReproOptions {
  std::string file;
  IncidentOptions incident;
  std::string out = "scenario.yaml";
  std::string client = "web";
  bool minimise = false;
};

// Plays scenarios with one client, one after the other, in compressed time where the client can.
class Stage {
 public:
  static Result<Stage> build(const std::string& client) {
    Stage stage;
    auto clients = start_clients({client});
    if (!clients) return clients.error();
    stage.client_ = std::move(clients->front());
    const auto& can = stage.client_.contender.description.capabilities;
    const bool compressed = std::ranges::find(can, "compressed-time") != can.end();
    auto players = compressed ? compressed_time_players(1, nullptr) : real_time_players(1, "", nullptr);
    if (!players) return players.error();
    stage.player_ = std::move(players->front());
    return stage;
  }

  const control::ClientDescription& client() const { return client_.contender.description; }

  // Nothing: the text is no scenario for this client, or the user has stopped it.
  std::optional<std::vector<trace::Event>> play(const std::string& text, const std::stop_token& stop) const {
    const auto parsed = scenarios::parse(text, "scenario.yaml", "incident");
    if (!parsed || parsed->size() != 1 || stop.stop_requested()) return std::nullopt;
    const std::vector contenders{client_.contender};
    const agent::Plan plan = agent::plan(*parsed, contenders, 1);
    if (plan.plays.size() != 1) return std::nullopt;
    return player_(plan.plays.front(), stop).trace;
  }

 private:
  ClientUnderTest client_;
  agent::Player player_;
};

// An incident beside its replay, client by client and side by side.
class Likeness {
 public:
  explicit Likeness(const Case& incident) : incident_(incident), shown_(doctor::shown_by(incident)) {
    for (const trace::Event& event : incident.trace)
      if (!event.client.empty()) clients_.insert(event.client);
    if (shown_.app) sides_.push_back(Side::app);
    if (shown_.wire) sides_.push_back(Side::wire);
  }

  bool holds(const std::vector<trace::Event>& replay) const {
    return all_of([&](const std::string& client, Side side) {
      return same(outlined(incident_.trace, client, side), outlined(replay, client, side), incident_.sight.has_end);
    });
  }

  // Does it end in the same way, whatever was ahead of that?
  bool ends_alike(const std::vector<trace::Event>& replay) const {
    return all_of([&](const std::string& client, Side side) {
      return same(ending(outlined(incident_.trace, client, side)), ending(outlined(replay, client, side)),
                  incident_.sight.has_end);
    });
  }

  void print(const std::vector<trace::Event>& replay, std::ostream& out) const {
    all_of([&](const std::string& client, Side side) {
      const auto was = outlined(incident_.trace, client, side), is = outlined(replay, client, side);
      const bool same_again = same(was, is, incident_.sight.has_end);
      out << "  " << client << (side == Side::app ? ", app\n" : ", network\n") << "    on record: " << to_text(was)
          << "\n    replayed:  " << (same_again ? "the same" : to_text(is)) << "\n";
      return true;
    });
  }

 private:
  template <class Test>
  bool all_of(const Test& test) const {
    return std::ranges::all_of(clients_, [&](const std::string& client) {
      return std::ranges::all_of(sides_, [&](Side side) { return test(client, side); });
    });
  }

  doctor::Outline outlined(const std::vector<trace::Event>& trace, const std::string& client, Side side) const {
    return outline(trace, client, side, shown_);
  }

  const Case& incident_;
  doctor::Shown shown_;
  std::set<std::string> clients_;
  std::vector<Side> sides_;
};

Result<Done> write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) return Error{"cannot be written", path, "name a file in a folder that is there with -o"};
  return Done{};
}

void tell_lines(const std::string& title, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) std::cout << title << line << "\n";
}

Node without_what_does_not_matter(const Node& scenario, const Stage& stage, const Likeness& likeness,
                                  const std::stop_token& stop) {
  unsigned plays = 0;
  const auto shortest = doctor::minimise(scenario, [&](const Node& candidate) {
    const auto replayed = stage.play(scenarios::to_text(candidate), stop);
    std::cerr << "\rplayed " << ++plays << " shorter scenarios" << std::flush;
    return replayed && likeness.ends_alike(*replayed);
  });
  std::cerr << "\n";
  return shortest;
}

// The one case that the options choose.
Result<Case> read_incident(const ReproOptions& options) {
  auto cases = doctor::read_artefact(options.file, options.incident.reading);
  if (!cases) return cases.error();
  if (cases->size() > 1)
    return Error{"holds " + std::to_string(cases->size()) + " plays", options.file, "choose one with --scenario"};
  return std::move(cases->front());
}

ExitCode repro(const ReproOptions& options) {
  const SignalStop signals;
  const auto incident = read_incident(options);
  if (!incident) return fail(incident.error());
  const auto diagnosis = doctor::diagnose(*incident, knowledge(options.incident));
  const doctor::Cause cause = diagnosis.candidates.empty() ? doctor::Cause::none : diagnosis.candidates.front().cause;
  auto replay = doctor::replay(*incident, cause);
  if (!replay) return fail(replay.error());
  const auto stage = Stage::build(options.client);
  if (!stage) return fail(stage.error(), kInconclusive);

  const Likeness likeness(*incident);
  Node scenario = replay->scenario;
  auto replayed = stage->play(scenarios::to_text(scenario), signals.token());
  const bool is_same = replayed && likeness.holds(*replayed);
  if (is_same && options.minimise) {
    scenario = without_what_does_not_matter(scenario, *stage, likeness, signals.token());
    replayed = stage->play(scenarios::to_text(scenario), signals.token());
  }
  const std::string text = scenarios::to_text(scenario);
  if (const auto written = write_file(options.out, text); !written) return fail(written.error());

  std::cout << incident->source << ": " << diagnosis.summary << "\n"
            << options.out << ": " << std::ranges::count(text, '\n') << " lines, played with " << stage->client().name << " "
            << stage->client().version << "\n";
  if (!replayed) return fail({"this client cannot play it", options.out, "try another one with --client"}, kInconclusive);
  likeness.print(*replayed, std::cout);
  tell_lines("  not in it: ", replay->notes);
  if (is_same) std::cout << "the same happens\n";
  if (is_same) return kKept;
  std::cout << (replay->possible ? "what happens is not the same; see the file\n"
                                 : "the same cannot happen: the mock server has no fault for it; the file has what it can do\n");
  return replay->possible ? kBroken : kInconclusive;
}

}  // namespace

void add_repro(CLI::App& app, const SetAction& action) {
  auto* command =
      app.add_subcommand("repro", "Write a scenario in which the same happens as in a customer's record, and play it");
  auto options = std::make_shared<ReproOptions>();
  command->add_option("file", options->file, "HAR, console log, capture, or a run.json of Redial; gzipped or not")
      ->required()
      ->type_name("FILE");
  add_incident_options(*command, options->incident);
  command->add_option("-o,--out", options->out, "The scenario's file")->type_name("FILE")->capture_default_str();
  command->add_option("--client", options->client, "Who plays it, as for `redial run`")
      ->type_name("CLIENT")
      ->check([](const std::string& name) {
        const auto checked = check_client_name(name);
        return checked ? std::string() : to_text(checked.error());
      })
      ->capture_default_str();
  command->add_flag("--minimise", options->minimise, "Take out steps, faults and time as long as it still ends in the same way");
  command->footer(
      "Exit codes: 0 the same happens, 1 something else does (the file is written all the same), 2 wrong use or an unreadable "
      "record, "
      "3 it could not be played, or Redial has no fault for what is on record.");
  command->callback([action, options] { action([options] { return repro(*options); }); });
}

}  // namespace redial::cli
