// Reads JSON strictly into records: every key is known, present where it must be, and of the right kind. The first thing that is
// wrong is kept, with the place where it stands; after that nothing is read any more. It knows nothing of reports.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
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
  // `where`: what the text is called in errors. `advice`: what to do about them.
  explicit Cursor(std::string where, std::string advice = "give a run.json as this version of redial writes it")
      : where_(std::move(where)), advice_(std::move(advice)) {}

  bool ok() const { return !error_; }
  // Precondition: !ok().
  const Error& error() const { return *error_; }

  // Keeps `what`, at the place that is being read, unless something was wrong before.
  void fail(std::string what);
  // Is `code` success? If not, says that the place is no `wanted` ("a number"), or that the text itself is damaged.
  bool accept(simdjson::error_code code, const char* wanted) { return code == simdjson::SUCCESS ? ok() : refuse(code, wanted); }

  // What is read between these stands in this member, or in this element, of what was read before.
  void enter(std::string_view key) { path_.push_back({key, 0}); }
  void enter(std::size_t index) { path_.push_back({{}, index}); }
  void leave() { path_.pop_back(); }

 private:
  struct Part {
    std::string_view key;  // empty: an element
    std::size_t index = 0;
  };
  bool refuse(simdjson::error_code code, const char* wanted);
  std::string place() const;

  std::string where_, advice_;
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

// Which of `fields` this member is, looked for from `next` on; N if it is none, and then `key` is what it is called. A key is
// compared as it is written, and only one that is not found so is put into plain text first: nearly all stand in the order of
// `fields`, and plainly.
template <class T, std::size_t N>
std::size_t place_of(Cursor& cursor, simdjson::ondemand::field& member, const Field<T> (&fields)[N], std::size_t next,
                     std::string_view& key) {
  for (std::size_t tried = 0; tried < N; ++tried)
    if (member.key().unsafe_is_equal(fields[(next + tried) % N].key)) return (next + tried) % N;
  if (!cursor.accept(member.unescaped_key().get(key), "a key")) return N;
  return static_cast<std::size_t>(std::ranges::find(fields, key, &Field<T>::key) - std::begin(fields));
}

// At most 32 fields. Quickest where the keys come in the order of `fields`.
template <class T, std::size_t N>
void read_record(Cursor& cursor, Value value, const Field<T> (&fields)[N], T& record) {
  static_assert(N <= 32);
  simdjson::ondemand::object object;
  if (!cursor.accept(value.get_object().get(object), "an object")) return;
  std::uint32_t seen = 0;
  std::size_t next = 0;
  for (auto each : object) {
    simdjson::ondemand::field member;
    if (!cursor.accept(std::move(each).get(member), "a key")) return;
    std::string_view key;
    const std::size_t place = place_of(cursor, member, fields, next, key);
    if (!cursor.ok()) return;
    const std::uint32_t bit = place < N ? 1u << place : 0;
    cursor.enter(place < N ? fields[place].key : key);
    if (place == N)
      cursor.fail("this key is not known here");
    else if (seen & bit)
      cursor.fail("this key stands here twice");
    else
      fields[place].read(cursor, member.value(), record);
    cursor.leave();
    if (!cursor.ok()) return;
    seen |= bit;
    next = place + 1;
  }
  for (std::size_t i = 0; i < N; ++i)
    if (fields[i].required && !(seen & 1u << i)) return cursor.fail("the key \"" + std::string(fields[i].key) + "\" is missing");
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
  read(cursor, value, name);
  if (!cursor.ok()) return;
  if (const auto found = from_name(name))
    item = *found;
  else
    cursor.fail("\"" + printable(name) + "\" is none of the names known here");
}

}  // namespace redial::reports::stored
