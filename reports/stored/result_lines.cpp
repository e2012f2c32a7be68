// A line end never stands within a text of JSON, where it is escaped: cutting at line ends cuts no text in two.
#include "reports/stored/result_lines.hpp"

#include <algorithm>
#include <cstring>

namespace redial::reports::stored {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;  // what a processor's cache still holds while it is being parsed
constexpr std::size_t kHeadBytes = 1024 * 1024;  // more than of most runs
constexpr std::string_view kResults = "\"results\": [";

}  // namespace

// False: there is nothing more.
bool Lines::refill() {
  if (begin_ > 0)
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
              buffer_.begin());
  end_ -= begin_;
  begin_ = 0;
  if (end_ + simdjson::SIMDJSON_PADDING >= buffer_.size()) buffer_.resize(2 * buffer_.size() + kPieceBytes);
  const auto room = static_cast<std::streamsize>(buffer_.size() - simdjson::SIMDJSON_PADDING - end_);
  const std::streamsize got = text_.sgetn(buffer_.data() + end_, room);
  end_ += static_cast<std::size_t>(got);
  return got > 0;
}

std::optional<std::string_view> Lines::next() {
  for (std::size_t searched = 0;;) {
    const std::size_t left = end_ - begin_;
    if (left > searched) {
      const char* from = buffer_.data() + begin_;
      if (const void* end = std::memchr(from + searched, '\n', left - searched)) {
        const auto length = static_cast<std::size_t>(static_cast<const char*>(end) - from);
        begin_ += length + 1;
        return std::string_view(from, length);
      }
    }
    searched = left;
    if (!refill()) return std::nullopt;
  }
}

std::optional<std::string> ResultLines::head() {
  std::string text;
  text.reserve(kHeadBytes);
  while (const auto line = lines_.next()) {
    text.append(*line) += '\n';
    if (*line == kResults) {
      text += "]}";
      text.reserve(text.size() + simdjson::SIMDJSON_PADDING);
      return text;
    }
    if (text.front() != '{') break;  // not even an object: read no further
  }
  return std::nullopt;
}

std::optional<simdjson::padded_string_view> ResultLines::next() {
  auto line = lines_.next();
  if (!line) return std::nullopt;
  if (line->starts_with('{') && (is_first_ || has_comma_)) {
    is_first_ = false;
    has_comma_ = line->ends_with(',');
    if (has_comma_) line->remove_suffix(1);
    return simdjson::padded_string_view(*line, line->size() + simdjson::SIMDJSON_PADDING);
  }
  const bool is_closed = !has_comma_ && *line == "]" && lines_.next() == "}";
  is_whole_ = is_closed && !lines_.next() && lines_.at_end();
  return std::nullopt;
}

}  // namespace redial::reports::stored
