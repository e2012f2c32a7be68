// Wall time as text, in UTC. It reads no clock and knows no zones.
#pragma once

#include <string>

#include "core/time/time.hpp"

namespace redial {

// "2026-11-23T04:22:19Z", ISO 8601; what is less than a second is left out. For years from 0 to 9999.
std::string utc_text(UnixMillis at);

}  // namespace redial
