// Findings as text and as JSON.
#include "cli/exploration.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "reports/writers/findings.hpp"

namespace redial::cli {
namespace {

void write(const Finding& finding, const reports::Style& style, std::ostream& out) {
  out << reports::paint(finding.scenario + " · " + finding.client, reports::Colour::red, style) << "\n";
  for (const reports::Line& line : reports::describe_finding(finding.result, finding.check, style.charset))
    out << std::string(static_cast<std::size_t>(line.indent) + 2, ' ') << line.head << line.text << "\n";
  out << "  replay:\n    " << finding.command << "\n";
  if (finding.shrunk.empty()) return;
  out << "  the shortest scenario that still fails:\n";
  std::istringstream lines(finding.shrunk);
  for (std::string line; std::getline(lines, line);) out << "    " << line << "\n";
}

}  // namespace

void write_console(const std::vector<Finding>& findings, const reports::Style& style, std::ostream& out) {
  for (const Finding& finding : findings) {
    write(finding, style, out);
    out << "\n";
  }
}

void write_json(const std::vector<Finding>& findings, std::ostream& out) {
  auto list = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    list.push_back({{"scenario", finding.scenario},
                    {"client", finding.client},
                    {"seed", finding.seed},
                    {"check", finding.check.id},
                    {"command", finding.command},
                    {"shrunk", finding.shrunk},
                    {"shrunk_options", finding.shrunk_options}});
  }
  out << list.dump(1) << "\n";
}

}  // namespace redial::cli
