// A table, or the parts of a run's JSON.
#include "reports/writers/instrument.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <utility>

#include "reports/writers/instrument_text.hpp"
#include "reports/writers/json_parts.hpp"
#include "reports/writers/table.hpp"

namespace redial::reports {
namespace {

Row row(std::string name, const Inaccuracy& found) {
  Row cells{{std::move(name), Colour::none}, {std::to_string(found.count), Colour::none}};
  if (found.count == 0) {
    cells.back().text = "not given";
    cells.resize(6);
    return cells;
  }
  for (const Duration value : {found.p50, found.p95, found.p99.value_or(found.max), found.max})
    cells.push_back({precise_text(value), Colour::none});
  return cells;
}

}  // namespace

void write_inaccuracy_table(const std::vector<Calibration>& calibrations, const std::optional<Inaccuracy>& lag,
                            const Style& style, std::ostream& out) {
  if (calibrations.empty() && !lag) return;
  std::vector<Row> rows(1);
  for (const char* head : {"error of", "n", "p50", "p95", "p99", "max"}) rows.front().push_back({head, Colour::faint});
  for (const Calibration& calibration : calibrations) rows.push_back(row(label(calibration), calibration.error));
  if (lag) rows.push_back(row("lag", *lag));
  write_table(rows, style, out);
}

void write_instrument_console(const std::vector<Calibration>& calibrations, const Inaccuracy& lag, const Style& style,
                              std::ostream& out) {
  write_inaccuracy_table(calibrations, lag, style, out);
  out << '\n';
  if (const auto excess = describe_excess(lag)) out << paint(*excess, Colour::magenta, style) << '\n';
  if (const auto error = describe_instrument(calibrations, lag)) out << *error << '\n';
}

void write_instrument_json(const std::vector<Calibration>& calibrations, const Inaccuracy& lag, const Machine& machine,
                           std::ostream& out) {
  nlohmann::ordered_json json{{"machine", {{"os", machine.os}, {"cpu", machine.cpu}, {"cores", machine.cores}}}};
  json.update(instrument_json(calibrations, lag));
  out << json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
}

}  // namespace redial::reports
