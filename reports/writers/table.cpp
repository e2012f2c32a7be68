// Two passes: measure, print.
#include "reports/writers/table.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>

#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

constexpr int kGap = 2;
constexpr int kLeastFirstColumn = 16;  // a narrower terminal has to break the lines itself

std::vector<int> measure(const std::vector<Row>& rows, int width) {
  std::vector<int> widths(rows.front().size(), 0);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i].text));
  }
  const int total = std::accumulate(widths.begin(), widths.end(), 0) + kGap * static_cast<int>(widths.size() - 1);
  if (width > 0 && total > width) widths[0] = std::max(std::min(widths[0], kLeastFirstColumn), widths[0] - (total - width));
  return widths;
}

}  // namespace

void write_table(const std::vector<Row>& rows, const Style& style, std::ostream& out) {
  if (rows.empty()) return;
  const std::vector<int> widths = measure(rows, style.width);
  for (const Row& row : rows) {
    int missing = 0;  // spaces owed to the next cell that is not empty, so that no line ends in spaces
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string text = fit(row[i].text, widths[i], style.charset);
      if (!text.empty()) {
        out << pad("", missing) << paint(text, row[i].colour, style);
        missing = 0;
      }
      missing += widths[i] - columns(text) + kGap;
    }
    out << '\n';
  }
}

}  // namespace redial::reports
