// `redial list`: which scenarios there are and what each shows.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/library.hpp"
#include "reports/writers/style.hpp"
#include "reports/writers/text.hpp"

namespace redial::cli {
namespace {

using scenarios::Scenario;

constexpr int kGap = 2;

struct ListOptions {
  std::vector<std::string> scenarios;
  bool cases = false;
  std::string format = "text";
};

// What is listed as one: a template, or one of its cases.
struct Row {
  std::string id, shows;
  std::vector<const Scenario*> cases;  // at least one
};

std::vector<Row> rows_of(const std::vector<Scenario>& scenarios, bool each_case) {
  std::vector<Row> rows;
  for (const Scenario& scenario : scenarios) {
    if (each_case)
      rows.push_back({scenario.id, scenario.shows, {&scenario}});
    else if (rows.empty() || rows.back().id != scenario.template_id)
      rows.push_back({scenario.template_id, scenario.template_shows, {&scenario}});
    else
      rows.back().cases.push_back(&scenario);
  }
  return rows;
}

std::string count(std::size_t number, const std::string& one) {
  return std::to_string(number) + " " + one + (number == 1 ? "" : "s");
}

void print_text(const std::vector<Row>& rows, std::size_t cases, bool each_case) {
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  int width = 0;
  const auto counted = [&](const Row& row) { return each_case ? "" : count(row.cases.size(), "case"); };
  int counts = 0;
  for (const Row& row : rows) {
    width = std::max(width, reports::columns(row.id) + kGap);
    counts = std::max(counts, reports::columns(counted(row)) + (each_case ? 0 : kGap));
  }
  const int room = style.width == 0 ? 0 : std::max(20, style.width - width - counts);
  for (const Row& row : rows) {
    std::string head = reports::pad(row.id, width) + reports::pad(counted(row), counts);
    for (const std::string& line : reports::wrap(reports::printable(row.shows, style.charset), room)) {
      std::cout << reports::pad(head, width + counts) << line << "\n";
      head.clear();
    }
  }
  if (!each_case) std::cout << count(rows.size(), "template") << ", ";
  std::cout << count(cases, "scenario") << "\n";
}

template <class Words>
nlohmann::json names(const Words& words) {
  auto list = nlohmann::json::array();
  for (const auto& word : words) list.push_back(std::string(word));
  return list;
}

nlohmann::json to_json(const Row& row) {
  const Scenario& first = *row.cases.front();
  std::set<std::string_view> capabilities, transports;
  for (const Scenario* each : row.cases) {
    for (const control::Capability needed : each->needs) capabilities.insert(control::to_name(needed));
    transports.insert(name_of(scenarios::kTransportNames, each->transport));
  }
  return {{"id", row.id},
          {"template", first.template_id},
          {"family", first.template_id.substr(0, first.template_id.find('/'))},
          {"shows", row.shows},
          {"tags", names(first.tags)},
          {"profiles", names(first.profiles)},
          {"requires", names(capabilities)},
          {"sources", names(first.sources)},
          {"transports", names(transports)},
          {"cases", row.cases.size()}};
}

ExitCode list(const ListOptions& options) {
  const auto scenarios = read_scenarios(options.scenarios);
  if (!scenarios) return kWrongUse;
  const std::vector<Row> rows = rows_of(*scenarios, options.cases);
  if (options.format == "text") {
    print_text(rows, scenarios->size(), options.cases);
    return kKept;
  }
  auto json = nlohmann::json::array();
  for (const Row& row : rows) json.push_back(to_json(row));
  std::cout << json.dump(2) << "\n";
  return kKept;
}

}  // namespace

void add_list(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("list", "List scenarios and what each of them shows");
  auto options = std::make_shared<ListOptions>();
  command->add_option("scenarios", options->scenarios, "Ids, families, files, folders or globs; default: the whole library")
      ->type_name("SCENARIO");
  command->add_flag("--cases", options->cases, "Every case of every template, over every transport");
  command->add_option("--format", options->format, "text, or json for a list of objects")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->callback([action, options] { action([options] { return list(*options); }); });
}

}  // namespace redial::cli
