// For an excerpt a trace is gone through twice: for the places of the events that matter, and for the events at these places.
#include "reports/stored/trace_reader.hpp"

#include <algorithm>
#include <charconv>
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
  read(cursor, value, text);
  if (!cursor.ok()) return;
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

std::vector<const Check*> with_events(const std::vector<Check>& checks) {
  std::vector<const Check*> wanted;
  for (const Check& check : checks)
    if (!check.events.empty()) wanted.push_back(&check);
  return wanted;
}

// Is this the first event of some of `checks`? Those are not looked for any more.
bool find_first(std::vector<const Check*>& checks, std::uint64_t sequence) {
  return std::erase_if(checks, [&](const Check* check) { return std::ranges::count(check->events, sequence) > 0; }) > 0;
}

// Neither stands in a text of JSON, where each of their quotes would be escaped.
constexpr std::string_view kEventBegin = "{\"at_ms\":";
constexpr std::string_view kSequence = ",\"sequence\":";

// Of an event's text.
std::optional<std::uint64_t> sequence_of(std::string_view event) {
  event.remove_prefix(std::min(event.find(','), event.size()));
  if (!event.starts_with(kSequence)) return std::nullopt;
  event.remove_prefix(kSequence.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(event.data(), event.data() + event.size(), number);
  if (error != std::errc() || end == event.data() + event.size() || (*end != ',' && *end != '}')) return std::nullopt;
  return number;
}

// Where the first event of each check stands; nothing for a check of whose events the trace has none.
std::vector<std::size_t> places_of(Cursor& cursor, simdjson::ondemand::array& trace, std::vector<const Check*> checks) {
  std::vector<std::size_t> places;
  std::size_t place = 0;
  for (auto each : trace) {
    std::uint64_t sequence = 0;
    if (!cursor.accept(each["sequence"].get_uint64().get(sequence), "an event with its sequence number")) break;
    if (find_first(checks, sequence)) places.push_back(place);
    if (checks.empty()) break;
    ++place;
  }
  return places;
}

}  // namespace

void read(Cursor& cursor, Value value, Event& event) { read_record(cursor, value, kEventFields, event); }

std::optional<std::string_view> excerpts_in(std::string_view events, const std::vector<Check>& checks) {
  std::vector<const Check*> wanted = with_events(checks);
  std::vector<std::size_t> begins;  // of the events so far
  std::optional<std::size_t> first;
  std::size_t behind = 0;
  for (std::size_t at = events.find(kEventBegin); at != events.npos; at = events.find(kEventBegin, at + 1)) {
    if (wanted.empty() && ++behind > kExcerptBehind) return events.substr(*first, at - *first - 1);
    begins.push_back(at);
    const auto sequence = sequence_of(events.substr(at));
    if (!sequence) return std::nullopt;
    if (find_first(wanted, *sequence) && !first) first = begins[begins.size() - 1 - std::min(kExcerptBefore, begins.size() - 1)];
  }
  if (!wanted.empty() || !first) return std::nullopt;
  return events.substr(*first);
}

void read_excerpts(Cursor& cursor, Value value, const std::vector<Check>& checks, std::vector<Event>& trace) {
  std::vector<const Check*> wanted = with_events(checks);
  simdjson::ondemand::array array;
  if (wanted.empty() || !cursor.accept(value.get_array().get(array), "a list")) return;
  const std::vector<std::size_t> places = places_of(cursor, array, std::move(wanted));
  bool is_empty = false;
  if (!cursor.ok() || places.empty() || !cursor.accept(array.reset().get(is_empty), "a list")) return;
  trace.reserve(places.size() * (kExcerptBefore + 1 + kExcerptBehind));
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
