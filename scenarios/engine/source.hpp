// The text of one file, by lines, for messages that show where something stands. It knows nothing of YAML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// Borrows the text, which must outlive it. A byte order mark is left out.
class Source {
 public:
  Source(std::string_view text, std::string_view file);

  const std::string& file() const { return file_; }
  std::string_view text() const { return text_; }
  // Line `number`, from 1, without its line end; empty beyond the last.
  std::string_view line(int number) const;
  int line_count() const { return static_cast<int>(starts_.size()); }

  // From 0-based line and byte offset in it to a position that people count: 1-based, columns in characters.
  Position position(int line, int byte) const;

 private:
  std::string_view text_;
  std::string file_;
  std::vector<std::size_t> starts_;
};

// How many characters (code points) UTF-8 text holds.
int count_characters(std::string_view text);

}  // namespace redial::scenarios
