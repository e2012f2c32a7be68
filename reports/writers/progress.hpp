// What is shown while a run lasts: one line rewritten in place on a terminal, one line per finished scenario elsewhere.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "reports/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::reports {

// Not thread-safe: whoever plays scenarios side by side calls it under a lock of their own. `out` must outlive it.
class Progress {
 public:
  // `total`: how many results are to come.
  Progress(std::size_t total, const Style& style, std::ostream& out);

  // On a terminal, results other than pass leave a line behind.
  void finished(const ScenarioResult& result);
  // Removes the live line; call before anything else is printed.
  void clear();

 private:
  void show();
  void print(const ScenarioResult& result);

  std::size_t total_;
  std::size_t finished_ = 0;
  Summary summary_;
  Style style_;
  std::ostream& out_;
};

}  // namespace redial::reports
