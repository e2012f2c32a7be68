// `redial rules`: what the contract demands of a client, and where each demand comes from. Judges nothing.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "core/control/client_command.hpp"
#include "reports/writers/style.hpp"
#include "reports/writers/text.hpp"
#include "scenarios/engine/contract/rule.hpp"

namespace redial::cli {
namespace {

using reports::Colour;
using scenarios::contract::Rule;

struct RulesOptions {
  std::string id;
  std::string format = "console";
};

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

// "all" instead of the whole list.
std::string profiles_of(const Rule& rule) {
  return rule.profiles.size() == std::size(control::kApiProfiles) ? "all" : joined(rule.profiles);
}

void print_all(std::span<const Rule> rules, const reports::Style& style) {
  constexpr int kGap = 2, kSeverity = 8;
  int width = 0;
  for (const Rule& rule : rules) width = std::max(width, reports::columns(rule.id));
  for (const Rule& rule : rules) {
    std::string head = reports::pad(rule.id, width + kGap) + reports::pad(to_name(rule.severity), kSeverity + kGap);
    const int room = style.width == 0 ? 0 : std::max(20, style.width - reports::columns(head));
    for (const std::string& line : reports::wrap(rule.promise + " (" + profiles_of(rule) + ")", room)) {
      std::cout << head << line << "\n";
      head.assign(head.size(), ' ');
    }
  }
  std::cout << rules.size() << " rules\n";
}

void print_one(const Rule& rule, const reports::Style& style) {
  constexpr int kIndent = 10;
  std::cout << reports::paint(rule.id, Colour::bold, style) << "\n";
  const auto print = [&](std::string head, const std::string& text) {
    for (const std::string& line : reports::wrap(text, style.width == 0 ? 0 : std::max(20, style.width - kIndent))) {
      std::cout << reports::pad(head, kIndent) << line << "\n";
      head.clear();
    }
  };
  print("promise", rule.promise);
  print("severity", std::string(to_name(rule.severity)));
  print("profiles", joined(rule.profiles));
  print("source", rule.source);
}

void print_json(const std::vector<Rule>& rules) {
  auto list = nlohmann::ordered_json::array();
  for (const Rule& rule : rules) {
    list.push_back({{"id", rule.id},
                    {"severity", to_name(rule.severity)},
                    {"profiles", rule.profiles},
                    {"promise", rule.promise},
                    {"source", rule.source}});
  }
  std::cout << list.dump(1) << "\n";
}

ExitCode show(const RulesOptions& options) {
  const auto all = scenarios::contract::all_rules();
  std::vector<Rule> chosen(all.begin(), all.end());
  if (!options.id.empty()) std::erase_if(chosen, [&](const Rule& rule) { return rule.id != options.id; });
  if (chosen.empty()) {
    std::cerr << "redial: there is no rule \"" << reports::printable(options.id) << "\"; `redial rules` lists them\n";
    return kWrongUse;
  }
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  if (options.format == "json") {
    print_json(chosen);
  } else if (options.id.empty()) {
    print_all(chosen, style);
  } else {
    print_one(chosen.front(), style);
  }
  return kKept;
}

}  // namespace

void add_rules(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("rules", "List the rules of the contract, or show one with its source");
  auto options = std::make_shared<RulesOptions>();
  command->add_option("rule", options->id, "Id of one rule; default: all")->type_name("RULE");
  command->add_option("--format", options->format, "console or json")
      ->check(CLI::IsMember({"console", "json"}))
      ->capture_default_str();
  command->callback([action, options] { action([options] { return show(*options); }); });
}

}  // namespace redial::cli
