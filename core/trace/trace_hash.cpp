// See trace_hash.hpp.
#include "core/trace/trace_hash.hpp"

#include "core/base/fnv.hpp"

namespace redial::trace {

std::string trace_hash(const std::vector<Event>& events, TimePoint origin) {
  Fnv hash;
  for (const Event& event : events) {
    hash.add(to_text(event, origin));
    hash.add("\n");
  }
  return hash.hex();
}

}  // namespace redial::trace
