// What is wrong with a file, where, and what would be right: the only way in which scenario and deviation files are refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/model.hpp"
#include "scenarios/engine/source.hpp"

namespace redial::scenarios {

// A file with more errors than this is not read by anybody to the end; the rest is left out and said to be.
inline constexpr std::size_t kMaxDiagnostics = 50;

struct Diagnostic {
  std::string file;
  Position position;  // line 0: about the file as a whole
  std::string message;
  std::string line;                  // the source line, cut to a readable width around the caret
  int caret = 0;                     // characters of `line` in front of the caret
  std::string suggestion;            // "did you mean …", or empty
  std::vector<std::string> allowed;  // "allowed here: …", or empty
};

// For people, several lines, the last without a line end:
//   token/expired.yaml:9:14: error: 'await' has no field 'evnt'
//     - await: {evnt: result, within: 5 s}
//               ^
//   did you mean 'event'?
//   allowed here: event, client, …
std::string to_text(const Diagnostic& diagnostic);

// All diagnostics, blank lines between them.
std::string to_text(const std::vector<Diagnostic>& diagnostics);

// Text from a file, in quotes, short enough for a message and without anything that could move a terminal's cursor.
std::string in_quotes(std::string_view text);

// The word nearest to `wrong` by edit distance, if it is near enough to be meant; otherwise empty.
std::string nearest(std::string_view wrong, const std::vector<std::string>& words);

// Collects what is wrong with one file.
class Diagnostics {
 public:
  explicit Diagnostics(const Source& source) : source_(source) {}

  void add(Position at, std::string message, std::vector<std::string> allowed = {});
  // As above, where `wrong` stands in place of one of `allowed`.
  void add_unknown(Position at, std::string message, std::string_view wrong, std::vector<std::string> allowed);

  bool empty() const { return found_.empty(); }
  // In the order of the file.
  std::vector<Diagnostic> take();

 private:
  const Source& source_;
  std::vector<Diagnostic> found_;
  std::size_t left_out_ = 0;
};

}  // namespace redial::scenarios
