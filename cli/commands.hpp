// The subcommands of `redial`. Each function adds its command to the app and, when that command is the one called, sets `action`.
#pragma once

#include <CLI/App.hpp>
#include <functional>

namespace redial::cli {

using ExitCode = int;
using SetAction = std::function<void(std::function<ExitCode()>)>;

void add_bench(CLI::App& app, const SetAction& action);
void add_run(CLI::App& app, const SetAction& action);
void add_serve(CLI::App& app, const SetAction& action);
void add_agent(CLI::App& app, const SetAction& action);
void add_calibrate(CLI::App& app, const SetAction& action);
void add_compare(CLI::App& app, const SetAction& action);
void add_list(CLI::App& app, const SetAction& action);
void add_completions(CLI::App& app, const SetAction& action);
void add_doctor(CLI::App& app, const SetAction& action);
void add_explore(CLI::App& app, const SetAction& action);
void add_faults(CLI::App& app, const SetAction& action);
void add_history(CLI::App& app, const SetAction& action);
void add_judge(CLI::App& app, const SetAction& action);
void add_lint(CLI::App& app, const SetAction& action);
void add_report(CLI::App& app, const SetAction& action);
void add_repro(CLI::App& app, const SetAction& action);
void add_rules(CLI::App& app, const SetAction& action);
void add_schema(CLI::App& app, const SetAction& action);
void add_version(CLI::App& app, const SetAction& action);
void add_zoo(CLI::App& app, const SetAction& action);

}  // namespace redial::cli
