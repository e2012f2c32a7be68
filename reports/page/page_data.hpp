// A report as the data of the page that reports/viewer shows: each text once, events as columns. It is JSON that only that page
// reads; reports/viewer/README.md describes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/changes.hpp"
#include "reports/history/history.hpp"
#include "reports/model.hpp"

namespace redial::reports::page {

// What the page shows beside a run, where there is something.
struct Beside {
  std::string baseline;            // what the run is compared with, in words
  std::optional<Changes> changes;  // from there to the run
  std::vector<history::TrendPoint> trend;
};

std::string page_data(const Report& report, const Beside& beside);

}  // namespace redial::reports::page
