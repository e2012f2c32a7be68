// `redial list`: which scenarios there are and what each shows.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/library.hpp"
#include "reports/writers/style.hpp"
#include "reports/writers/text.hpp"

namespace redial::cli {
namespace {

constexpr int kGap = 2;

void print(const std::vector<scenarios::Scenario>& scenarios) {
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  int width = 0;
  for (const auto& scenario : scenarios) width = std::max(width, reports::columns(scenario.id));
  for (const auto& scenario : scenarios) {
    const int room = style.width == 0 ? 0 : std::max(20, style.width - width - kGap);
    std::string id = scenario.id;
    for (const std::string& line : reports::wrap(reports::printable(scenario.shows, style.charset), room)) {
      std::cout << reports::pad(id, width + kGap) << line << "\n";
      id.clear();
    }
  }
  std::cout << scenarios.size() << " scenarios\n";
}

}  // namespace

void add_list(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("list", "List scenarios and what each of them shows");
  auto arguments = std::make_shared<std::vector<std::string>>();
  command->add_option("scenarios", *arguments, "Ids, families, files, folders or globs; default: the whole library");
  command->callback([action, arguments] {
    action([arguments] {
      const auto scenarios = read_scenarios(*arguments);
      if (!scenarios) return kWrongUse;
      print(*scenarios);
      return kKept;
    });
  });
}

}  // namespace redial::cli
