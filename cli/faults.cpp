// `redial faults`: what can be made to go wrong, what causes it in production, and which parameters it takes. Arms nothing.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "core/fault/fault_spec.hpp"
#include "reports/writers/style.hpp"
#include "reports/writers/text.hpp"
#include "scenarios/engine/fault_example.hpp"

namespace redial::cli {
namespace {

using fault::FaultKindInfo;
using reports::Colour;

struct FaultsOptions {
  std::string kind;
  std::string format = "console";
};

std::vector<std::string_view> parameters_of(const FaultKindInfo& info, bool required) {
  std::vector<std::string_view> names;
  for (const fault::FaultParameter& parameter : fault::all_fault_parameters())
    if (parameter.required == required && parameter.taken_by(info)) names.push_back(parameter.name);
  return names;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

// `head`, then `text` beside it, as many lines as it takes.
void print_beside(std::string head, int indent, const std::string& text, const reports::Style& style) {
  constexpr int kLeastRoom = 20;
  const int room = style.width == 0 ? 0 : std::max(kLeastRoom, style.width - indent);
  for (const std::string& line : reports::wrap(text, room)) {
    std::cout << reports::pad(head, indent) << line << "\n";
    head.clear();
  }
}

std::string_view clients_of(const FaultKindInfo& info) { return info.web_only ? "those that speak WebSocket" : "all"; }

std::string summary_of(const FaultKindInfo& info) {
  std::string text = std::string(info.meaning) + ". In production: " + std::string(info.cause) + ".";
  if (const auto needs = parameters_of(info, true); !needs.empty()) text += " Needs " + joined(needs) + ".";
  if (const auto takes = parameters_of(info, false); !takes.empty()) text += " May take " + joined(takes) + ".";
  if (info.web_only) text += " WebSocket only.";
  return text;
}

void print_all(std::span<const FaultKindInfo> kinds, const reports::Style& style) {
  constexpr int kGap = 2;
  int width = 0;
  for (const FaultKindInfo& info : kinds) width = std::max(width, reports::columns(info.name));
  std::optional<fault::Family> family;
  for (const FaultKindInfo& info : kinds) {
    if (family != info.family)
      std::cout << (family ? "\n" : "") << reports::paint(to_title(info.family), Colour::bold, style) << "\n";
    family = info.family;
    print_beside(std::string(info.name), width + kGap, summary_of(info), style);
  }
  std::cout << "\n" << kinds.size() << " kinds; `redial faults KIND` shows one with an example\n";
}

void print_one(const FaultKindInfo& info, const reports::Style& style) {
  constexpr int kIndent = 10;
  std::cout << reports::paint(info.name, Colour::bold, style) << "\n";
  const auto print = [&](const std::string& head, const std::string& text) {
    if (!text.empty()) print_beside(head, kIndent, text, style);
  };
  print("meaning", std::string(info.meaning));
  print("cause", std::string(info.cause));
  print("family", std::string(to_title(info.family)));
  print("clients", std::string(clients_of(info)));
  print("needs", joined(parameters_of(info, true)));
  print("may take", joined(parameters_of(info, false)));
  std::cout << reports::pad("example", kIndent) << "- " << scenarios::example_step(info) << "\n";
}

void print_json(std::span<const FaultKindInfo> kinds) {
  auto list = nlohmann::ordered_json::array();
  for (const FaultKindInfo& info : kinds) {
    list.push_back({{"kind", info.name},
                    {"family", to_name(info.family)},
                    {"websocket_only", info.web_only},
                    {"meaning", info.meaning},
                    {"cause", info.cause},
                    {"needs", parameters_of(info, true)},
                    {"may_take", parameters_of(info, false)},
                    {"example", scenarios::example_step(info)}});
  }
  std::cout << list.dump(1) << "\n";
}

ExitCode show(const FaultsOptions& options) {
  std::span<const FaultKindInfo> chosen = fault::all_fault_kinds();
  if (!options.kind.empty()) {
    const auto kind = fault::fault_kind_from_name(options.kind);
    if (!kind) {
      std::cerr << "redial: there is no fault \"" << reports::printable(options.kind) << "\"; `redial faults` lists them\n";
      return kWrongUse;
    }
    chosen = {&fault::describe(*kind), 1};
  }
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  if (options.format == "json") {
    print_json(chosen);
  } else if (options.kind.empty()) {
    print_all(chosen, style);
  } else {
    print_one(chosen.front(), style);
  }
  return kKept;
}

}  // namespace

void add_faults(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("faults", "List what can go wrong, or show one kind of fault with an example");
  auto options = std::make_shared<FaultsOptions>();
  command->add_option("kind", options->kind, "One kind of fault; default: all")->type_name("FAULT");
  command->add_option("--format", options->format, "console or json")
      ->check(CLI::IsMember({"console", "json"}))
      ->capture_default_str();
  command->callback([action, options] { action([options] { return show(*options); }); });
}

}  // namespace redial::cli
