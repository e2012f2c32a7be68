// For an excerpt a trace is gone through twice: for the places of the events that matter, and for the events at these places.
#include "reports/stored/trace_reader.hpp"

#include <algorithm>
#include <string_view>

#include "core/base/text_encodings.hpp"
#include "reports/writers/findings.hpp"

namespace redial::reports::stored {
namespace {

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

// Where each event stands whose sequence number is in `wanted`, in rising order; nothing where the trace lacks it.
std::vector<std::size_t> places_of(Cursor& cursor, simdjson::ondemand::array& trace, const std::vector<std::uint64_t>& wanted) {
  std::vector<std::size_t> places;
  std::size_t place = 0;
  for (auto each : trace) {
    std::uint64_t sequence = 0;
    if (!cursor.accept(each["sequence"].get_uint64().get(sequence), "an event with its sequence number")) break;
    if (std::ranges::find(wanted, sequence) != wanted.end()) places.push_back(place);
    ++place;
  }
  return places;
}

}  // namespace

void read(Cursor& cursor, Value value, Event& event) { read_record(cursor, value, kEventFields, event); }

void read_excerpts(Cursor& cursor, Value value, const std::vector<scenarios::Check>& checks, std::vector<Event>& trace) {
  std::vector<std::uint64_t> wanted;
  for (const scenarios::Check& check : checks) wanted.insert(wanted.end(), check.events.begin(), check.events.end());
  simdjson::ondemand::array array;
  if (wanted.empty() || !cursor.accept(value.get_array().get(array), "a list")) return;
  const std::vector<std::size_t> places = places_of(cursor, array, wanted);
  bool is_empty = false;
  if (!cursor.ok() || !cursor.accept(array.reset().get(is_empty), "a list")) return;
  std::size_t place = 0;
  for (auto each : array) {
    const bool shown =
        std::ranges::any_of(places, [&](std::size_t p) { return place + kExcerptBefore >= p && place <= p + kExcerptBehind; });
    ++place;
    Value item;
    if (!cursor.accept(each.get(item), "a value")) return;
    if (shown) read(cursor, item, trace.emplace_back());
    if (!cursor.ok()) return;
  }
}

}  // namespace redial::reports::stored
