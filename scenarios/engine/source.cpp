// Line starts are found once; everything else is arithmetic.
#include "scenarios/engine/source.hpp"

#include <algorithm>

namespace redial::scenarios {

Source::Source(std::string_view text, std::string_view file) : text_(text), file_(file), starts_{0} {
  if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n' && i + 1 < text_.size()) starts_.push_back(i + 1);
  }
}

std::string_view Source::line(int number) const {
  if (number < 1 || number > line_count()) return {};
  const std::size_t start = starts_[static_cast<std::size_t>(number - 1)];
  std::string_view line = text_.substr(start, text_.find('\n', start) - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Position Source::position(int line, int byte) const {
  const std::string_view text = this->line(line + 1);
  const auto before = std::min(static_cast<std::size_t>(std::max(byte, 0)), text.size());
  return {line + 1, count_characters(text.substr(0, before)) + 1};
}

int count_characters(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace redial::scenarios
