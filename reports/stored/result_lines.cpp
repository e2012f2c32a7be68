// A line end never stands within a text of JSON, where it is escaped: cutting at line ends cuts no text in two.
#include "reports/stored/result_lines.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace redial::reports::stored {
namespace {

constexpr std::size_t kPieceBytes = 128 * 1024;   // what a processor's cache still holds while it is being parsed
constexpr std::size_t kGlimpseBytes = 16 * 1024;  // more than most lines have
constexpr std::size_t kHeadBytes = 1024 * 1024;   // more than of most runs
constexpr std::uint64_t kSectionBytes = 2 * 1024 * 1024;
constexpr std::string_view kResults = "\n\"results\": [\n";
constexpr std::string_view kClosing = "]\n}\n";  // all that stands behind the results

bool is_closed(const Text& text) {
  char end[kClosing.size()];
  return text.size >= sizeof end && text.read(text.size - sizeof end, end, sizeof end) == sizeof end &&
         std::string_view(end, sizeof end) == kClosing;
}

// Where the line behind the one at `at` begins.
std::uint64_t behind_line(const Text& text, std::uint64_t at) {
  std::array<char, kGlimpseBytes> piece;
  while (const std::size_t got = text.read(at, piece.data(), piece.size())) {
    if (const void* end = std::memchr(piece.data(), '\n', got))
      return at + static_cast<std::uint64_t>(static_cast<const char*>(end) - piece.data()) + 1;
    at += got;
  }
  return text.size;
}

}  // namespace

void Lines::go_to(std::uint64_t begin) {
  read_ = begin;
  begin_ = end_ = 0;
}

// False: there is nothing more.
bool Lines::refill() {
  const std::size_t left = end_ - begin_;
  if (left + simdjson::SIMDJSON_PADDING >= size_) {
    size_ = 4 * size_ + kPieceBytes;
    auto larger = std::make_unique_for_overwrite<char[]>(size_);  // whose pages cost nothing until there is something in them
    std::copy_n(buffer_.get() + begin_, left, larger.get());
    buffer_ = std::move(larger);
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, left);
  }
  begin_ = 0;
  const std::size_t got = text_.read(read_, buffer_.get() + left, size_ - simdjson::SIMDJSON_PADDING - left);
  end_ = left + got;
  read_ += got;
  return got > 0;
}

std::optional<std::string_view> Lines::next() {
  for (std::size_t searched = 0;;) {
    const std::size_t left = end_ - begin_;
    if (left > searched) {
      const char* from = buffer_.get() + begin_;
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

std::optional<Head> head_of(const Text& text) {
  if (!is_closed(text)) return std::nullopt;
  Head head;
  std::string& read = head.text;
  read.reserve(kHeadBytes);
  std::size_t found = read.npos;
  while (found == read.npos) {
    const std::size_t before = read.size();
    read.resize(before + kPieceBytes);
    read.resize(before + text.read(before, read.data() + before, kPieceBytes));
    if (read.size() == before || read.front() != '{') return std::nullopt;
    found = read.find(kResults, before - std::min(before, kResults.size()));
  }
  read.resize(found + kResults.size());
  head.results = {read.size(), text.size - kClosing.size()};
  if (head.results.begin > head.results.end) return std::nullopt;
  read += "]}";
  read.reserve(read.size() + simdjson::SIMDJSON_PADDING);
  return head;
}

std::vector<Span> sections_of(const Text& text, Span results) {
  std::vector<Span> sections;
  for (std::uint64_t begin = results.begin; begin < results.end;) {
    const bool is_last = results.end - begin <= kSectionBytes;
    const std::uint64_t end = is_last ? results.end : std::min(results.end, behind_line(text, begin + kSectionBytes - 1));
    sections.push_back({begin, end});
    begin = end;
  }
  return sections;
}

bool each_result(Lines& lines, Span results, Span section, const std::function<bool(simdjson::padded_string_view)>& use) {
  lines.go_to(section.begin);
  while (lines.position() < section.end) {
    auto line = lines.next();
    if (!line || !line->starts_with('{')) return false;
    const bool is_last = lines.position() == results.end;
    if (lines.position() > section.end || line->ends_with(',') == is_last) return false;
    if (!is_last) line->remove_suffix(1);
    if (!use(simdjson::padded_string_view(*line, line->size() + simdjson::SIMDJSON_PADDING))) return false;
  }
  return true;
}

}  // namespace redial::reports::stored
