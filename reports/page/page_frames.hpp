// The messages of a run as its page shows them, each once: their bytes, and what these say.
#pragma once

#include <cstddef>
#include <tuple>

#include "core/trace/event.hpp"
#include "core/wire/message_fields.hpp"
#include "reports/page/tables.hpp"

namespace redial::reports::page {

// Of each: {"hex": "d0", "fields": [["type", "PINGRESP"]]}. Bytes that are no message, because a fault made them so or the file
// that they were read from says so, have no fields.
class Frames {
 public:
  // Precondition: the event has a frame.
  std::size_t place_of(const trace::Event& event);
  const nlohmann::ordered_json& list() const { return table_.list(); }

 private:
  // The same bytes say something else from the other side, or in another format.
  Table<std::tuple<wire::Sender, std::string, std::string>> table_;
};

}  // namespace redial::reports::page
