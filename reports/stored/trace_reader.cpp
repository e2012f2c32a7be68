// For an excerpt a trace is gone through twice: for the places of the events that matter, and for the events at these places.
#include "reports/stored/trace_reader.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/base/text_encodings.hpp"
#include "reports/writers/findings.hpp"

namespace redial::reports::stored {
namespace {

using scenarios::Check;
using trace::Event;

void read_hex(Cursor& cursor, Value value, trace::Frame& frame) {
  std::string_view text;
  if (!cursor.accept(value.get_string().get(text), "a text")) return;
  const auto bytes = from_hex(text);
  bytes ? void(frame.bytes = *bytes) : cursor.fail("this is no hexadecimal text, two digits to a byte");
}

constexpr Field<trace::Frame> kFrameFields[] = {required<&trace::Frame::format>("format"), {"hex", read_hex}};

void read_frame(Cursor& cursor, Value value, Event& event) { read_record(cursor, value, kFrameFields, event.frame); }

constexpr Field<Event> kEventFields[] = {
    required<&Event::at>("at_ms"),
    required<&Event::sequence>("sequence"),
    {"lane", [](Cursor& c, Value v, Event& e) { read_name(c, v, trace::lane_from_name, e.lane); }},
    {"kind", [](Cursor& c, Value v, Event& e) { read_name(c, v, trace::kind_from_name, e.kind); }},
    optional<&Event::client>("client"),
    optional<&Event::epoch>("epoch"),
    optional<&Event::call>("call"),
    optional<&Event::name>("name"),
    optional<&Event::code>("code"),
    {"status", [](Cursor& c, Value v, Event& e) { read_name(c, v, trace::status_from_name, e.status); }, false},
    optional<&Event::user>("user"),
    optional<&Event::token>("token"),
    optional<&Event::via>("via"),
    optional<&Event::detail>("detail"),
    optional<&Event::nesting>("nesting"),
    optional<&Event::thread>("thread"),
    {"frame", read_frame, false}};

// Where the first event of each check stands; nothing for a check of whose events the trace has none.
std::vector<std::size_t> places_of(Cursor& cursor, simdjson::ondemand::array& trace, std::vector<const Check*> checks) {
  std::vector<std::size_t> places;
  std::size_t place = 0;
  for (auto each : trace) {
    std::uint64_t sequence = 0;
    if (!cursor.accept(each["sequence"].get_uint64().get(sequence), "an event with its sequence number")) break;
    const auto shown = [&](const Check* check) { return std::ranges::find(check->events, sequence) != check->events.end(); };
    if (std::erase_if(checks, shown) > 0) places.push_back(place);
    if (checks.empty()) break;
    ++place;
  }
  return places;
}

}  // namespace

void read(Cursor& cursor, Value value, Event& event) { read_record(cursor, value, kEventFields, event); }

void read_excerpts(Cursor& cursor, Value value, const std::vector<Check>& checks, std::vector<Event>& trace) {
  std::vector<const Check*> wanted;
  for (const Check& check : checks)
    if (!check.events.empty()) wanted.push_back(&check);
  simdjson::ondemand::array array;
  if (wanted.empty() || !cursor.accept(value.get_array().get(array), "a list")) return;
  const std::vector<std::size_t> places = places_of(cursor, array, std::move(wanted));
  bool is_empty = false;
  if (!cursor.ok() || places.empty() || !cursor.accept(array.reset().get(is_empty), "a list")) return;
  std::size_t place = 0;
  for (auto each : array) {
    const bool is_shown =
        std::ranges::any_of(places, [&](std::size_t p) { return place + kExcerptBefore >= p && place <= p + kExcerptBehind; });
    Value item;
    if (!cursor.accept(each.get(item), "a value")) return;
    if (is_shown) read(cursor, item, trace.emplace_back());
    if (!cursor.ok() || place++ == places.back() + kExcerptBehind) return;
  }
}

}  // namespace redial::reports::stored
