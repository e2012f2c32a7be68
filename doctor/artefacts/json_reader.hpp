// JSON that may be cut off, damaged, or enormous, read value by value without a tree: a value is the piece of text that it
// stands in. What nobody asks for is stepped over and not looked into; a text that must be sound is read by other means
// (reports/stored/cursor.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redial::doctor {

// A member of an object, or an element of an array. Parts of the text given.
struct JsonItem {
  std::string_view key;    // as written, without quotes; empty of an element
  std::string_view value;  // as written, quotes and brackets included
  bool whole = true;       // false: the text ends inside; the value is what there is of it
};

// Goes through an object or an array. `container` begins with its bracket and may go on behind its end.
class JsonWalk {
 public:
  enum class End : std::uint8_t { none, whole, cut, broken };

  explicit JsonWalk(std::string_view container);

  // The next item; nothing behind the last, and where the text ends or is no JSON. Nesting costs no memory and no stack.
  std::optional<JsonItem> next();
  // How it came to an end; `none` while it goes on.
  End end() const { return end_; }
  // Where in `container` it stands.
  std::size_t offset() const { return at_; }

 private:
  std::optional<JsonItem> stop(End end);
  bool step_over_comma();
  bool read_key(std::string_view& key);
  void skip_blanks();

  std::string_view text_;
  std::size_t at_ = 0;
  char closer_ = 0;
  bool first_ = true;
  End end_ = End::none;
};

// The values of an object's members of these names, as written; empty where there is none, or `object` is none. Of two members of
// one name the last counts.
template <std::size_t N>
std::array<std::string_view, N> pick(std::string_view object, const std::array<std::string_view, N>& names) {
  std::array<std::string_view, N> values;
  if (!object.starts_with('{')) return values;
  JsonWalk walk(object);
  while (const auto item = walk.next()) {
    const auto found = std::ranges::find(names, item->key);
    if (found != names.end()) values[static_cast<std::size_t>(found - names.begin())] = item->value;
  }
  return values;
}

// A text's characters, escapes decoded, in sound UTF-8 whatever was written. Nothing: the value is no text, or longer than
// `max_bytes` as written.
std::optional<std::string> json_text(std::string_view value, std::size_t max_bytes);
// Nothing: no number, or too large for one.
std::optional<double> json_number(std::string_view value);

}  // namespace redial::doctor
