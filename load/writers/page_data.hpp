// A bench's result as the data of the page that reports/viewer shows. It is JSON that only that page reads;
// reports/viewer/README.md describes it.
#pragma once

#include <string>

#include "load/result/model.hpp"

namespace redial::load {

std::string page_data(const BenchResult& result);

}  // namespace redial::load
