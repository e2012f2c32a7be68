// The events of all plays in a page's data. Most events are like many others but for their time and what they tell in words, so
// each is a number: that of its shape, which is everything else. Times and details stand sorted by shape, where like stands
// beside like: deflated, a run of three clients takes less than 60 % of what plain columns take. reports/viewer/README.md
// describes the form, and reports/viewer/src/data/columns.js reads it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "core/trace/event.hpp"
#include "reports/page/page_frames.hpp"
#include "reports/page/tables.hpp"

namespace redial::reports::page {

// Times are in units of this, each from the event before: the page shows no finer, and small numbers take little room.
inline constexpr Duration kUnit = std::chrono::microseconds(10);

inline constexpr trace::Lane kLanes[] = {trace::Lane::app, trace::Lane::wire, trace::Lane::server, trace::Lane::fault,
                                         trace::Lane::run};

class EventColumns {
 public:
  // Both must outlive this.
  EventColumns(Texts& texts, Frames& frames) : texts_(texts), frames_(frames) {}

  // The place of the first event, and how many there are.
  nlohmann::ordered_json add(const std::vector<trace::Event>& trace, TimePoint origin);

  nlohmann::ordered_json to_json() const;

 private:
  static constexpr std::string_view kNames[] = {"lane",  "kind", "client", "epoch",   "call",   "code",   "status", "user",
                                                "token", "name", "via",    "nesting", "thread", "detail", "frame"};
  // One number for each name; nothing for no code. `detail` and `frame` are 1 where there is one.
  using Shape = std::array<std::optional<std::int64_t>, std::size(kNames)>;
  // What the events of one shape have for themselves, in their order.
  struct Own {
    std::vector<std::int64_t> at;
    std::vector<std::size_t> detail, frame;
  };

  Shape shape_of(const trace::Event& event);

  Texts& texts_;
  Frames& frames_;
  std::map<Shape, std::size_t> places_;
  std::vector<Shape> shapes_;
  std::vector<Own> own_;            // by shape
  std::vector<std::size_t> shape_;  // by event
};

}  // namespace redial::reports::page
