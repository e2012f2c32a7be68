// The time of day as reports show it.
#pragma once

#include <string>

namespace redial::cli {

// ISO 8601, UTC, whole seconds.
std::string utc_now();

}  // namespace redial::cli
