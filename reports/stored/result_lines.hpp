// A stored run cut into what stands before its results and one text for each result, where its lines are those that
// writers/json.cpp writes. It reads piece by piece and keeps no more than a line: a run of a hundred megabytes never stands in
// memory as text. It looks at lines, and into none of them.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/stored/text.hpp"

namespace redial::reports::stored {

// A part of a text, `end` not included.
struct Span {
  std::uint64_t begin = 0, end = 0;
};

// The lines of a text.
class Lines {
 public:
  // `text` must outlive this.
  explicit Lines(const Text& text) : text_(text) {}

  // What is next is what stands from `begin` on, which a line begins with.
  void go_to(std::uint64_t begin);

  // The next line without its end, good until the next call, with simdjson's padding behind it; nothing where no line ends any
  // more.
  std::optional<std::string_view> next();
  // Where the next line begins.
  std::uint64_t position() const { return read_ - (end_ - begin_); }

 private:
  bool refill();

  const Text& text_;
  std::uint64_t read_ = 0;  // up to here
  std::unique_ptr<char[]> buffer_;
  std::size_t size_ = 0;             // of the buffer
  std::size_t begin_ = 0, end_ = 0;  // what of the buffer is still to be given
};

struct Head {
  std::string text;  // up to the results, closed behind an empty list of them, with simdjson's padding in its capacity
  Span results;      // their lines
};
// Nothing: the lines are others.
std::optional<Head> head_of(const Text& text);

// The results in parts of whole lines, of some megabytes, in their order.
std::vector<Span> sections_of(const Text& text, Span results);

// Calls `use` with each result of a section, good for that call. False: `use` gave false, or a line is another; it went no
// further.
bool each_result(Lines& lines, Span results, Span section, const std::function<bool(simdjson::padded_string_view)>& use);

}  // namespace redial::reports::stored
