// A stored run cut into what stands before its results and one text for each result, where its lines are those that
// writers/json.cpp writes. It reads piece by piece and keeps no more than a line: a run of a hundred megabytes never stands in
// memory as text. It looks at lines, and into none of them.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

namespace redial::reports::stored {

// The lines of a text.
class Lines {
 public:
  // `text` must outlive this.
  explicit Lines(std::streambuf& text) : text_(text) {}

  // The next line without its end, good until the next call, with simdjson's padding behind it; nothing where no line ends any
  // more.
  std::optional<std::string_view> next();
  // Has everything been given that there is?
  bool at_end() const { return begin_ == end_; }

 private:
  bool refill();

  std::streambuf& text_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // what of the buffer is still to be given
};

class ResultLines {
 public:
  // `text` must outlive this.
  explicit ResultLines(std::streambuf& text) : lines_(text) {}

  // The text up to the results, closed behind an empty list of them, with simdjson's padding in its capacity. To be called once,
  // and first. Nothing: the lines are others.
  std::optional<std::string> head();
  // The next result, good until the next call; nothing behind the last one, or where a line is another.
  std::optional<simdjson::padded_string_view> next();
  // When next() gives nothing: did the text end behind the last result, as it has to?
  bool is_whole() const { return is_whole_; }

 private:
  Lines lines_;
  bool is_first_ = true, has_comma_ = false;  // the result that comes next; behind the last one
  bool is_whole_ = false;
};

}  // namespace redial::reports::stored
