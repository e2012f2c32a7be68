// `redial doctor`: why a login fails, from what a customer sent, or by going through the login itself.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/incidents.hpp"
#include "cli/secret_text.hpp"
#include "doctor/artefacts/artefact.hpp"
#include "doctor/diagnosis/diagnose.hpp"
#include "doctor/probe/probe.hpp"
#include "doctor/writers/console.hpp"
#include "doctor/writers/json.hpp"
#include "doctor/writers/ladder.hpp"
#include "redial_version.hpp"
#include "reports/complete.hpp"
#include "reports/page/page_writer.hpp"

namespace redial::cli {
namespace {

using doctor::Consultation;
using Answer = doctor::Diagnosis::Answer;

constexpr const char* kExitCodes =
    "Exit codes: 0 nothing is wrong, 1 the cause is found, 2 wrong use or nothing that can be read, 3 the facts do not decide.";
constexpr const char* kJsonFile = "doctor.json";
constexpr const char* kProbeGroup = "A login gone through";  // of options

struct DoctorOptions {
  std::vector<std::string> files;
  IncidentOptions incident;
  std::vector<std::string> formats{"console"};
  std::string out, html;
  // A probe.
  std::string app_key;
  SecretSource token, secret;
  std::vector<std::string> navigators;
  std::string ca, api, origin;
  bool fresh_token = false;
};

// The first thing that is wrong with how the options go together.
std::optional<Error> wrong_use(const DoctorOptions& options) {
  const bool probes = !options.app_key.empty() || options.token.is_named();
  if (probes == !options.files.empty())
    return Error{probes ? "files and a login cannot be looked at together" : "there is nothing to look at", "doctor",
                 "name files, or --app-key and a token"};
  if (probes && (options.app_key.empty() || !options.token.is_named()))
    return Error{"a login takes an AppKey and a token", "doctor", "add --app-key, or --token-env or --token-file"};
  if (options.secret.is_named() == options.api.empty())
    return Error{"the Server API takes its address and the app's secret", "--api", "add --api, or --secret-env or --secret-file"};
  if (options.fresh_token && options.api.empty())
    return Error{"a fresh token comes from the Server API", "--fresh-token", "add --api and the app's secret"};
  if (options.formats.size() > 1 && options.out.empty()) return Error{"several formats need a folder", "--format", "add --out"};
  return std::nullopt;
}

bool failed(const Error& error) {
  fail(error);
  return false;
}

// True: all could be read; what could not has been said.
bool read_files(const DoctorOptions& options, const doctor::Knowledge& knowledge, std::vector<Consultation>& consultations) {
  auto list = doctor::pair_key_log(options.files, options.incident.reading);
  if (!list) return failed(list.error());
  bool all = true;
  for (const std::string& path : list->paths) {
    auto cases = doctor::read_artefact(path, list->options);
    if (!cases) {
      fail(cases.error());
      all = false;
      continue;
    }
    for (doctor::Case& one : *cases) {
      doctor::Diagnosis diagnosis = doctor::diagnose(one, knowledge);
      consultations.push_back({std::move(one), std::move(diagnosis), {}, path});
    }
  }
  return all;
}

bool probe(const DoctorOptions& options, const doctor::Knowledge& knowledge, std::vector<Consultation>& consultations) {
  if (!options.token.given.empty())
    std::cerr
        << "redial: everybody on this machine can read the token on the command line; --token-env and --token-file hide it\n";
  const auto token = read_secret(options.token, "token");
  if (!token) return failed(token.error());
  doctor::ProbeOptions asked;
  asked.app_key = AppKey(options.app_key);
  asked.token = Token(*token);
  asked.navigators = options.navigators;
  asked.trusted_ca = options.ca;
  asked.origin = options.origin;
  if (!options.api.empty()) {
    const auto secret = read_secret(options.secret, "app's secret");
    if (!secret) return failed(secret.error());
    asked.server_api = doctor::ServerApiOptions{options.api, *secret, {}, options.fresh_token};
  }
  auto probed = doctor::probe(asked);
  if (!probed) return failed(probed.error());
  doctor::Diagnosis diagnosis = doctor::diagnose(probed->incident, knowledge);
  consultations.push_back({std::move(probed->incident), std::move(diagnosis), std::move(probed->stages), {}});
  return true;
}

// False: it could not be written, and that has been said.
template <class Write>
bool write_file(const std::filesystem::path& path, Write write) {
  std::ofstream file(path, std::ios::binary);
  if (file) write(file);
  file.flush();
  if (!file) std::cerr << "redial: cannot write " << path.string() << "; check the path and the space left\n";
  return static_cast<bool>(file);
}

bool write_all(const DoctorOptions& options, const std::vector<Consultation>& consultations) {
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  bool written = true;
  for (const std::string& format : options.formats) {
    if (format == "console") {
      for (const Consultation& one : consultations) {
        if (&one != &consultations.front()) std::cout << '\n';
        doctor::write_console(one, style, std::cout);
      }
    } else if (options.out.empty()) {
      doctor::write_json(consultations, std::cout);
    } else {
      std::error_code ignored;  // the file says it
      std::filesystem::create_directories(options.out, ignored);
      written &= write_file(std::filesystem::path(options.out) / kJsonFile,
                            [&](std::ostream& out) { doctor::write_json(consultations, out); });
    }
  }
  if (options.html.empty()) return written;
  reports::Report report = doctor::ladder_report(consultations);
  report.redial_version = kVersion;
  report.redial_commit = kCommit;
  reports::complete(report, {});
  return write_file(options.html, [&](std::ostream& out) { reports::page::write_html(report, {}, out); }) && written;
}

ExitCode exit_code(const std::vector<Consultation>& consultations) {
  ExitCode code = kKept;
  for (const Consultation& one : consultations) {
    if (one.diagnosis.answer == Answer::found) return kBroken;
    if (one.diagnosis.answer != Answer::nothing_wrong) code = kInconclusive;
  }
  return code;
}

ExitCode consult(const DoctorOptions& options) {
  if (const auto wrong = wrong_use(options)) return fail(*wrong);
  const doctor::Knowledge told = knowledge(options.incident);
  std::vector<Consultation> consultations;
  const bool all = options.files.empty() ? probe(options, told, consultations) : read_files(options, told, consultations);
  if (!consultations.empty() && !write_all(options, consultations)) return kInconclusive;
  return all && !consultations.empty() ? exit_code(consultations) : kWrongUse;
}

// Where a secret stands that no command line should show: --NAME-env and --NAME-file.
void add_secret_options(CLI::App& command, const std::string& name, const std::string& what, SecretSource& source) {
  command.add_option("--" + name + "-env", source.variable, "The environment variable that has " + what)
      ->type_name("VARIABLE")
      ->group(kProbeGroup);
  command.add_option("--" + name + "-file", source.file, "The file that has " + what)->type_name("FILE")->group(kProbeGroup);
}

void add_probe_options(CLI::App& command, DoctorOptions& options) {
  command.add_option("--app-key", options.app_key, "The app's key")->type_name("KEY")->group(kProbeGroup);
  command.add_option("--token", options.token.given, "The token; shows in process lists, unlike the two below")
      ->type_name("TOKEN")
      ->group(kProbeGroup);
  add_secret_options(command, "token", "the token", options.token);
  command
      .add_option("--navigator", options.navigators, "Where to ask for chat servers, behind those that the token names; several")
      ->type_name("URL")
      ->group(kProbeGroup);
  command.add_option("--ca", options.ca, "Certificates to trust beside the system's, as PEM")
      ->type_name("FILE")
      ->group(kProbeGroup);
  command.add_option("--origin", options.origin, "The page that the login is made from, where the app's domains are checked")
      ->type_name("URL")
      ->group(kProbeGroup);
  command.add_option("--api", options.api, "The Server API to ask as well; takes the app's secret")
      ->type_name("URL")
      ->group(kProbeGroup);
  command
      .add_flag("--fresh-token", options.fresh_token, "Have the Server API issue a token for the user, and log in with it too")
      ->group(kProbeGroup);
  add_secret_options(command, "secret", "the app's secret", options.secret);
}

}  // namespace

void add_doctor(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("doctor", "Say why a login fails: from a HAR, log, capture or run, or by going through it");
  auto options = std::make_shared<DoctorOptions>();
  command->footer(kExitCodes);
  command->add_option("files", options->files, "HARs, console logs, captures, run.json of a run")->type_name("FILE");
  add_incident_options(*command, options->incident);
  command->add_option("--format", options->formats, "Forms to write, several with commas: console, json (doctor.json)")
      ->delimiter(',')
      ->check(CLI::IsMember({"console", "json"}))
      ->capture_default_str();
  command->add_option("--out", options->out, "Folder for forms in files")->type_name("DIR");
  command->add_option("--html", options->html, "Write the page that shows each case as a ladder")->type_name("FILE");
  add_probe_options(*command, *options);
  command->callback([action, options] { action([options] { return consult(*options); }); });
}

}  // namespace redial::cli
