// The frames of a play as the page shows them: their bytes, and what these say.
#pragma once

#include <nlohmann/json.hpp>

#include "core/trace/event.hpp"

namespace redial::reports::page {

// {"hex": "d0", "fields": [["type", "PINGRESP"]]}. Bytes that are no message, because a fault made them so or the file that they
// were read from says so, have no fields. Precondition: the event has a frame.
nlohmann::ordered_json frame_json(const trace::Event& event);

}  // namespace redial::reports::page
