// Wording and layout of diagnostics.
#include "scenarios/engine/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/wire/utf8.hpp"

namespace redial::scenarios {
namespace {

constexpr int kShownWidth = 120;          // characters of a source line
constexpr std::size_t kQuotedBytes = 60;  // of a word from the file
constexpr std::size_t kLongestWord = 40;  // that is worth a suggestion

// Source lines may be as long as a file: what is shown is a window with the position inside.
struct Window {
  std::string text;
  int caret = 0;
};

Window window_around(std::string_view line, int column) {
  const int first = column <= kShownWidth ? 0 : column - kShownWidth / 2;
  Window window{first == 0 ? "" : "…", column - 1 - first + (first == 0 ? 0 : 1)};
  int index = -1;
  for (const char c : line) {
    if ((c & 0xc0) != 0x80) ++index;
    if (index >= first + kShownWidth) return window.text += "…", window;
    if (index >= first) window.text += c;
  }
  return window;
}

// Tabs stay tabs, so that the caret stands below its character however wide they are printed.
std::string indent_of(const Diagnostic& diagnostic) {
  std::string indent;
  int left = diagnostic.caret;
  for (const char c : diagnostic.line) {
    if ((c & 0xc0) == 0x80) continue;
    if (left-- == 0) break;
    indent += c == '\t' ? '\t' : ' ';
  }
  return indent;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.file;
  const Position& at = diagnostic.position;
  if (at.line > 0) text += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
  text += ": error: " + diagnostic.message;
  if (at.line > 0) text += "\n" + diagnostic.line + "\n" + indent_of(diagnostic) + "^";
  if (!diagnostic.suggestion.empty()) text += "\ndid you mean '" + diagnostic.suggestion + "'?";
  if (!diagnostic.allowed.empty()) text += "\nallowed here: " + joined(diagnostic.allowed);
  return text;
}

std::string to_text(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) text += (text.empty() ? "" : "\n\n") + to_text(diagnostic);
  return text;
}

std::string in_quotes(std::string_view text) {
  const std::string_view shown = wire::utf8_prefix(text, kQuotedBytes);
  std::string result = "'";
  for (const char c : shown) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    result += control ? '?' : c;
  }
  return result + (shown.size() < text.size() ? "…'" : "'");
}

std::string nearest(std::string_view wrong, const std::vector<std::string>& words) {
  if (wrong.size() > kLongestWord) return {};
  std::string best;
  std::size_t least = 1 + std::max<std::size_t>(1, (wrong.size() + 1) / 3);
  for (const std::string& word : words) {
    const std::size_t distance = edit_distance(wrong, word);
    if (distance < least) std::tie(best, least) = std::pair(word, distance);
  }
  return best;
}

void Diagnostics::add(Position at, std::string message, std::vector<std::string> allowed) {
  add_unknown(at, std::move(message), {}, std::move(allowed));
}

void Diagnostics::add_unknown(Position at, std::string message, std::string_view wrong, std::vector<std::string> allowed) {
  if (found_.size() == kMaxDiagnostics) {
    ++left_out_;
    return;
  }
  Window window = window_around(source_.line(at.line), at.column);
  std::string suggestion = wrong.empty() ? std::string() : nearest(wrong, allowed);
  found_.push_back(
      {source_.file(), at, std::move(message), std::move(window.text), window.caret, std::move(suggestion), std::move(allowed)});
}

std::vector<Diagnostic> Diagnostics::take() {
  std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.position.line, a.position.column) < std::tie(b.position.line, b.position.column);
  });
  if (left_out_ > 0)
    found_.push_back({source_.file(), {}, std::to_string(left_out_) + " further errors are not shown", "", 0, "", {}});
  left_out_ = 0;
  return std::exchange(found_, {});
}

}  // namespace redial::scenarios
