// The scenario language as data: every object, field, type and word, with a line of explanation each. The parser's checks, its
// "allowed here" texts, the JSON schema and the reference in docs/SCENARIOS.md all come from these tables. What the words mean
// is not here: parse_*.cpp turns them into the model.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/names.hpp"
#include "core/time/time.hpp"
#include "core/trace/event.hpp"

namespace redial::scenarios::language {

// Limits of values.
inline constexpr std::int64_t kMaxTextBytes = 1000;
inline constexpr std::int64_t kMaxNameBytes = 40;
inline constexpr std::int64_t kMaxUserBytes = 64;     // the vendor's limit for user ids (server API, user registration)
inline constexpr std::int64_t kMaxCount = 1'000'000;  // of events, calls and connections
inline constexpr std::int64_t kMaxListItems = 200;
inline constexpr std::int64_t kMaxDeviations = 1000;
inline constexpr std::int64_t kMaxParameters = 20;
inline constexpr std::int64_t kMaxAnyOrder = 8;  // every subset of them is a state of its own
inline constexpr std::int64_t kMaxRepeats = 1000;
inline constexpr Duration kMaxDuration = std::chrono::hours(24 * 3650);

// The units of durations: "250 ms".
struct Unit {
  std::string_view name;
  Duration length;
};
std::span<const Unit> units();

// What a name names, for names that one place declares and others refer to.
enum class Space : std::uint8_t { none, app, client, token, fault, check };
inline constexpr Named<Space> kSpaceNames[] = {{Space::none, "name"},   {Space::app, "app"},     {Space::client, "client"},
                                               {Space::token, "token"}, {Space::fault, "fault"}, {Space::check, "check"}};

struct Object;

struct Type {
  enum class Kind : std::uint8_t {
    text,         // one line
    name,         // lower-case letters, digits and hyphens, a letter first
    user,         // a user id
    word,         // one of `words`
    flag,         // true or false
    integer,      // `least` to `most`
    duration,     // whole number and unit; `least` to `most` in nanoseconds
    connections,  // "2", "2..3", "2.."
    refusal,      // "connack-4", "navigation-403"
    percent,      // "20 %"; `least` to `most`
    tolerance,    // "20 %", "30 ms", "20 % + 30 ms"
    value,        // what a parameter stands for: text, number, true or false
    object,       // `object`
    list,         // of `element`, not empty
    table,        // names and an `object` each, or an `element`
    choice,       // a single word of `objects` and its object
    item,         // a pattern, one of groups(), or a list of items
  };
  Kind kind = Kind::text;
  std::int64_t least = 0;
  std::int64_t most = std::numeric_limits<std::int64_t>::max();  // for lists and tables: entries; for texts: bytes
  std::vector<std::string_view> words;  // of `word`; of a name that refers: words that stand for no declared name
  Space space = Space::none;
  bool declares = false;  // the name comes into being here; otherwise it must exist
  const Object* object = nullptr;
  std::vector<Type> element;  // one for lists and for tables without an object; a vector because a type cannot hold itself
  std::span<const Object> objects;
  std::string_view hint = {};  // what to do about a value out of range
};

struct Field {
  enum class Need : std::uint8_t {
    optional,
    required,
    unless_single,  // may be left out when the scenario has a single client
  };
  std::string_view name;
  Type type;
  Need need = Need::optional;
  std::string doc;
};

struct Object {
  std::string_view name;
  std::string_view doc;
  // The field that a bare value stands for, as in "watch: 2 s"; empty if the object is always written out.
  std::string_view bare;
  std::vector<Field> fields;
  std::string_view example = {};  // steps and expectations: how one is written

  const Field* find(std::string_view field) const;
};

const Object& scenario();
std::span<const Object> steps();         // each named by its word
std::span<const Object> calls();         // the steps that are a call of a client's API
std::span<const Object> expectations();  // likewise
const Object& pattern();
const Object& told();              // what a client can tell an app that waits for it
std::span<const Object> groups();  // each named by the field that makes an item one of them

// The file of known deviations: a list of these.
const Type& deviations();

// Fields of a pattern that events of this kind can match, beyond `event`.
std::vector<std::string_view> pattern_fields(trace::EventKind kind);

// The objects that are neither step nor expectation nor pattern: the scenario itself and its parts.
std::vector<const Object*> parts();

// In words, for messages and the reference: "a duration, such as 250 ms or 5 s".
std::string describe(const Type& type);

}  // namespace redial::scenarios::language
