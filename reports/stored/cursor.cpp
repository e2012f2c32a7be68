// Simple values, and how a place is put into words.
#include "reports/stored/cursor.hpp"

#include <cmath>
#include <utility>

namespace redial::reports::stored {
namespace {

constexpr double kNanosPerMilli = 1e6;
constexpr double kMaxMillis = 9e12;  // what still fits as nanoseconds

template <class T>
void take(Cursor& cursor, simdjson::simdjson_result<T>&& read, const char* wanted, T& into) {
  T value{};
  if (cursor.accept(std::move(read).get(value), wanted)) into = value;
}

}  // namespace

std::string Cursor::place() const {
  std::string text = where_;
  const char* before = ": ";
  for (const Part& part : path_) {
    text += part.key.empty() ? "[" + std::to_string(part.index) + "]" : before + printable(part.key);
    before = ".";
  }
  return text;
}

void Cursor::fail(std::string what) {
  if (!error_) error_ = {std::move(what), place(), advice_};
}

bool Cursor::refuse(simdjson::error_code code, const char* wanted) {
  const bool misfit = code == simdjson::INCORRECT_TYPE || code == simdjson::NUMBER_ERROR || code == simdjson::NUMBER_OUT_OF_RANGE;
  fail(misfit ? "this is not " + std::string(wanted)
              : "this is no sound JSON (" + std::string(simdjson::error_message(code)) + "): the file was cut off or damaged");
  return false;
}

void read(Cursor& cursor, Value value, std::string& text) {
  std::string_view view;
  if (cursor.accept(value.get_string().get(view), "a text")) text = view;
}

void read(Cursor& cursor, Value value, std::string_view& text) { take(cursor, value.get_string(), "a text", text); }

void read(Cursor& cursor, Value value, bool& flag) { take(cursor, value.get_bool(), "true or false", flag); }

void read(Cursor& cursor, Value value, std::uint64_t& number) {
  take(cursor, value.get_uint64(), "a whole number from 0", number);
}

void read(Cursor& cursor, Value value, std::int32_t& number) {
  std::int64_t wide = 0;
  take(cursor, value.get_int64(), "a whole number", wide);
  if (wide != static_cast<std::int32_t>(wide)) cursor.fail("this number is too large");
  number = static_cast<std::int32_t>(wide);
}

void read(Cursor& cursor, Value value, Duration& length) {
  double millis = 0;
  take(cursor, value.get_double(), "a number of milliseconds", millis);
  if (std::abs(millis) > kMaxMillis) return cursor.fail("so many milliseconds are no length of time");
  length = Duration(std::llround(millis * kNanosPerMilli));
}

void read(Cursor& cursor, Value value, TimePoint& at) {
  Duration since_start{};
  read(cursor, value, since_start);
  at = TimePoint(since_start);
}

}  // namespace redial::reports::stored
