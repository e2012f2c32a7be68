// A table of text for a terminal: columns as wide as their widest cell, the first one giving way when the terminal is narrow.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "reports/writers/style.hpp"

namespace redial::reports {

struct Cell {
  std::string text;  // printable
  Colour colour = Colour::none;
};
using Row = std::vector<Cell>;

// All rows have as many cells as the first.
void write_table(const std::vector<Row>& rows, const Style& style, std::ostream& out);

}  // namespace redial::reports
