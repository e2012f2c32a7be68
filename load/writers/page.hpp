// A bench's result as one HTML page that needs nothing else: no network, no other file.
#pragma once

#include <iosfwd>

#include "load/result/model.hpp"

namespace redial::load {

void write_html(const BenchResult& result, std::ostream& out);

}  // namespace redial::load
