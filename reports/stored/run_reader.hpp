// A stored run read again: from the JSON that writers/json.hpp writes to the report that it was.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "reports/model.hpp"

namespace redial::reports::stored {

enum class Extent : std::uint8_t {
  everything,
  // Checks that did not just pass, and of traces the events around those that show them: all that a text format shows. Sources
  // and tags are left out. What is wrong in the rest of a trace may go unnoticed.
  findings,
};

// What is left out of a file comes back as it is in an empty report. Times of a trace count from TimePoint{}, which is when its
// result started. Error: what is wrong, where in the text (`name` is what it is called), and what to do. Of a text that goes on
// behind the report, of another schema version, or with keys that this version does not know, nothing is taken.
Result<Report> read_run(std::string_view json, const std::string& name, Extent extent = Extent::everything);

// The same of a file.
Result<Report> load_run(const std::string& path, Extent extent = Extent::everything);

}  // namespace redial::reports::stored
