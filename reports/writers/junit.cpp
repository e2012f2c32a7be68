// The only file that knows pugixml.
#include "reports/writers/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <pugixml.hpp>
#include <string>

#include "reports/summarise.hpp"
#include "reports/writers/findings.hpp"

namespace redial::reports {
namespace {

using scenarios::Verdict;

void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(printable(value).c_str());
}

std::string seconds(Duration duration) { return fmt::format("{:.3f}", to_milliseconds(duration) / 1000); }

void add_property(pugi::xml_node properties, const char* name, const std::string& value) {
  pugi::xml_node property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", value);
}

void add_run_properties(pugi::xml_node properties, const Report& report) {
  add_property(properties, "redial.version", report.redial_version);
  add_property(properties, "redial.commit", report.redial_commit);
  add_property(properties, "seed", std::to_string(report.seed));
  add_property(properties, "time", std::string(name_of(kTimes, report.time)));
  add_property(properties, "machine.os", report.machine.os);
  add_property(properties, "machine.cpu", report.machine.cpu);
  add_property(properties, "machine.cores", std::to_string(report.machine.cores));
}

void add_client_properties(pugi::xml_node properties, const control::ClientDescription& client) {
  add_property(properties, "client.name", client.name);
  add_property(properties, "client.version", client.version);
  add_property(properties, "client.profile", client.profile);
  add_property(properties, "client.host", client.host);
  if (!client.artifact.empty()) add_property(properties, "client.artifact", client.artifact);
}

// The checks with `verdict`, one paragraph each.
std::string describe(const ScenarioResult& result, Verdict verdict) {
  std::string text;
  for (const scenarios::Check* check : checks_with(result, verdict)) {
    text += '\n';
    for (const Line& line : describe_finding(result, *check, Charset::unicode)) {
      text.append(static_cast<std::size_t>(line.indent), ' ').append(line.head).append(line.text) += '\n';
    }
  }
  return text;
}

// One line: the reason if there is one, and what the checks with `verdict` say.
std::string message(const ScenarioResult& result, Verdict verdict) {
  std::string text = result.reason;
  for (const scenarios::Check* check : checks_with(result, verdict)) {
    text += (text.empty() ? "" : "; ") + check->id + ": " + (check->detail.empty() ? check->rule : check->detail);
  }
  return text;
}

void add_outcome(pugi::xml_node test_case, const char* element, const ScenarioResult& result) {
  pugi::xml_node outcome = test_case.append_child(element);
  set(outcome, "message", message(result, result.verdict));
  outcome.text().set(describe(result, result.verdict).c_str());
}

// What CI knows a client by from run to run: without version and host, unless that leaves two of them alike.
std::string class_name(const std::vector<ClientResults>& groups, const control::ClientDescription& client) {
  const auto alike = [&](const ClientResults& group) {
    return group.client.name == client.name && group.client.profile == client.profile;
  };
  if (std::count_if(groups.begin(), groups.end(), alike) > 1) return label(client, Charset::unicode);
  return client.name + "." + client.profile;
}

std::string crash_lines(const ScenarioResult& result) {
  std::string text;
  for (const Crash& crash : result.crashes) text += "\ncrashed: " + describe_crash(result, crash, Charset::unicode) + '\n';
  return text;
}

void add_case(pugi::xml_node suite, const ScenarioResult& result, const std::string& class_name) {
  pugi::xml_node test_case = suite.append_child("testcase");
  set(test_case, "name", result.scenario);
  set(test_case, "classname", class_name);
  set(test_case, "file", result.file);
  set(test_case, "time", seconds(result.duration));
  switch (result.verdict) {
    case Verdict::pass:
    case Verdict::warning:
      break;
    case Verdict::fail:
      add_outcome(test_case, "failure", result);
      break;
    case Verdict::inconclusive:
      add_outcome(test_case, "error", result);
      break;
    case Verdict::known:
      add_outcome(test_case, "skipped", result);
      break;
  }
  const std::string remarks = crash_lines(result) + describe(result, Verdict::warning);
  if (!remarks.empty()) test_case.append_child("system-out").text().set(remarks.c_str());
}

// Passed, failed, known and inconclusive under JUnit's names, which has none for warnings: those passed.
void set_counts(pugi::xml_node node, std::size_t tests, std::size_t failures, const Summary& summary) {
  set(node, "tests", std::to_string(tests));
  set(node, "failures", std::to_string(failures));
  set(node, "errors", std::to_string(summary.inconclusive));
  set(node, "skipped", std::to_string(summary.known));
}

void add_suite(pugi::xml_node suites, const Report& report, const ClientResults& group, const std::string& class_name) {
  Summary summary;
  Duration time{};
  for (const ScenarioResult* result : group.results) {
    count(result->verdict, summary);
    time += result->duration;
  }
  pugi::xml_node suite = suites.append_child("testsuite");
  set(suite, "name", label(group.client, Charset::unicode));
  set_counts(suite, group.results.size(), summary.failed, summary);
  set(suite, "time", seconds(time));
  set(suite, "timestamp", report.started_at);
  pugi::xml_node properties = suite.append_child("properties");
  add_run_properties(properties, report);
  add_client_properties(properties, group.client);
  for (const Crashes& crashes : report.crashes) {
    if (same_client(crashes.client, group.client)) add_property(properties, "client.crashes", to_text(crashes, Charset::unicode));
  }
  for (const ScenarioResult* result : group.results) add_case(suite, *result, class_name);
}

void add_stale_suite(pugi::xml_node suites, const Report& report) {
  if (report.stale.empty()) return;
  pugi::xml_node suite = suites.append_child("testsuite");
  set(suite, "name", "known deviations");
  set_counts(suite, report.stale.size(), report.stale.size(), {});
  for (const StaleDeviation& stale : report.stale) {
    pugi::xml_node test_case = suite.append_child("testcase");
    set(test_case, "name", stale.scenario + " " + stale.check);
    set(test_case, "classname", stale.client);
    set(test_case.append_child("failure"), "message", describe_stale(stale, Charset::unicode));
  }
}

}  // namespace

void write_junit(const Report& report, std::ostream& out) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  pugi::xml_node suites = document.append_child("testsuites");
  set(suites, "name", "redial");
  set_counts(suites, report.results.size() + report.stale.size(), report.summary.failed + report.stale.size(), report.summary);
  set(suites, "time", seconds(report.duration));
  const std::vector<ClientResults> groups = by_client(report.results);
  for (const ClientResults& group : groups) add_suite(suites, report, group, class_name(groups, group.client));
  add_stale_suite(suites, report);
  document.save(out, "  ");
}

}  // namespace redial::reports
