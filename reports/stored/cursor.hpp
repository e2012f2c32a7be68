// Reads JSON strictly into records: every key is known, present where it must be, and of the right kind. The first thing that is
// wrong is kept, with the place where it stands; after that nothing is read any more. It knows nothing of reports.
#pragma once

#include <simdjson.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/time/time.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports::stored {

using Value = simdjson::ondemand::value;

class Cursor {
 public:
  // `where`: what the text is called in errors.
  explicit Cursor(std::string where) : where_(std::move(where)) {}

  bool ok() const { return !error_; }
  // Precondition: !ok().
  const Error& error() const { return *error_; }

  // Keeps `what`, at the place that is being read, unless something was wrong before.
  void fail(std::string what);
  // Is `code` success? If not, says that the place is no `wanted` ("a number"), or that the text itself is damaged.
  bool accept(simdjson::error_code code, const char* wanted);

  // What is read between these stands in this member, or in this element, of what was read before.
  void enter(std::string_view key) { path_.push_back({key, 0}); }
  void enter(std::size_t index) { path_.push_back({{}, index}); }
  void leave() { path_.pop_back(); }

 private:
  struct Part {
    std::string_view key;  // empty: an element
    std::size_t index = 0;
  };
  std::string place() const;

  std::string where_;
  std::vector<Part> path_;
  std::optional<Error> error_;
};

// How one member of a record T is read.
template <class T>
struct Field {
  std::string_view key;
  void (*read)(Cursor& cursor, Value value, T& record);
  bool required = true;
};

// ---- read(cursor, value, into): one overload for each type; those of records are made of read_record ----

void read(Cursor& cursor, Value value, std::string& text);
// Good until the parser is given another text.
void read(Cursor& cursor, Value value, std::string_view& text);
void read(Cursor& cursor, Value value, bool& flag);
void read(Cursor& cursor, Value value, std::uint64_t& number);
void read(Cursor& cursor, Value value, std::int32_t& number);
// Written as milliseconds, exact to the nanosecond.
void read(Cursor& cursor, Value value, Duration& length);
void read(Cursor& cursor, Value value, TimePoint& at);

template <class Number>
requires std::is_unsigned_v<Number>
void read(Cursor& cursor, Value value, Number& number) {
  std::uint64_t wide = 0;
  read(cursor, value, wide);
  if (wide > std::numeric_limits<Number>::max()) cursor.fail("this number is too large");
  number = static_cast<Number>(wide);
}

template <class Tag, class T>
void read(Cursor& cursor, Value value, Strong<Tag, T>& id) {
  read(cursor, value, id.value);
}

template <class T>
void read(Cursor& cursor, Value value, std::optional<T>& item) {
  read(cursor, value, item.emplace());
}

// Calls `element(value)` for each element.
template <class Element>
void read_elements(Cursor& cursor, Value value, const Element& element) {
  simdjson::ondemand::array array;
  if (!cursor.accept(value.get_array().get(array), "a list")) return;
  std::size_t index = 0;
  for (auto each : array) {
    cursor.enter(index++);
    Value item;
    if (cursor.accept(each.get(item), "a value")) element(item);
    cursor.leave();
    if (!cursor.ok()) return;
  }
}

template <class T>
void read(Cursor& cursor, Value value, std::vector<T>& list) {
  read_elements(cursor, value, [&](Value element) { read(cursor, element, list.emplace_back()); });
}

// Calls `member(key, value)` for each member. `key` lives as long as the text.
template <class Member>
void read_members(Cursor& cursor, Value value, const Member& member) {
  simdjson::ondemand::object object;
  if (!cursor.accept(value.get_object().get(object), "an object")) return;
  for (auto each : object) {
    std::string_view key;
    Value item;
    if (!cursor.accept(each.unescaped_key().get(key), "a key") || !cursor.accept(each.value().get(item), "a value")) return;
    cursor.enter(key);
    member(key, item);
    cursor.leave();
    if (!cursor.ok()) return;
  }
}

// At most 32 fields. Quickest where the keys come in the order of `fields`.
template <class T, std::size_t N>
void read_record(Cursor& cursor, Value value, const Field<T> (&fields)[N], T& record) {
  static_assert(N <= 32);
  std::uint32_t seen = 0;
  std::size_t next = 0;
  read_members(cursor, value, [&](std::string_view key, Value item) {
    std::size_t tried = 0;
    while (tried < N && fields[next % N].key != key) ++next, ++tried;
    const std::uint32_t bit = 1u << next % N;
    if (tried == N) return cursor.fail("this key is not known here");
    if (seen & bit) return cursor.fail("this key stands here twice");
    seen |= bit;
    fields[next++ % N].read(cursor, item, record);
  });
  for (std::size_t i = 0; i < N && cursor.ok(); ++i)
    if (fields[i].required && !(seen & 1u << i)) cursor.fail("the key \"" + std::string(fields[i].key) + "\" is missing");
}

// A field that is the data member `Member` of T.
template <auto Member>
struct MemberOf;
template <class T, class M, M T::*Member>
struct MemberOf<Member> {
  using Record = T;
  static void read_it(Cursor& cursor, Value value, T& record) { read(cursor, value, record.*Member); }
};
template <auto Member>
constexpr Field<typename MemberOf<Member>::Record> required(std::string_view key) {
  return {key, MemberOf<Member>::read_it, true};
}
template <auto Member>
constexpr Field<typename MemberOf<Member>::Record> optional(std::string_view key) {
  return {key, MemberOf<Member>::read_it, false};
}

// A text that must be one of the names that `from_name` (text -> optional) knows.
template <class T, class FromName>
void read_name(Cursor& cursor, Value value, const FromName& from_name, T& item) {
  std::string_view name;
  if (!cursor.accept(value.get_string().get(name), "a text")) return;
  if (const auto found = from_name(name))
    item = *found;
  else
    cursor.fail("\"" + printable(name) + "\" is none of the names known here");
}

}  // namespace redial::reports::stored
