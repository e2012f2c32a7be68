// A bench's result for people: a block for each phase. Whatever it shows stands in the result.
#pragma once

#include <iosfwd>

#include "load/result/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::load {

void write_console(const BenchResult& result, const reports::Style& style, std::ostream& out);

}  // namespace redial::load
