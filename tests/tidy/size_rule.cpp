// Counting lines and columns, and following braces to find where functions begin and end.
#include "tests/tidy/size_rule.hpp"

#include <algorithm>
#include <cctype>
#include <regex>
#include <string>

namespace redial::tidy {
namespace {

std::size_t columns(const std::string& line) {
  return static_cast<std::size_t>(std::ranges::count_if(line, [](char c) { return (c & 0xc0) != 0x80; }));  // UTF-8
}

// Follows the braces of a file; tells every outermost block that is neither a scope nor an initializer.
class FunctionFinder {
 public:
  explicit FunctionFinder(const SourceFile& file) : file_(file) {}

  Findings run() {
    for (line_ = 0; line_ < file_.code.size(); ++line_) {
      if (file_.code[line_].starts_with('#')) continue;
      for (char c : file_.code[line_]) take(c);
      head_ += ' ';
    }
    return std::move(findings_);
  }

 private:
  void take(char c) {
    if (inner_depth_ > 0) {
      if (c == '{') ++inner_depth_;
      if (c == '}' && --inner_depth_ == 0) end_block();
      return;
    }
    if (c == '{') {
      open_brace();
    } else if (c == '}' || c == ';') {
      head_.clear();
    } else {
      head_ += c;
    }
  }

  void open_brace() {
    static const std::regex kScope(R"(\b(namespace|class|struct|union|enum)\b[^()]*$|\bextern\b[^()]*$)");
    if (std::regex_search(head_, kScope)) {
      head_.clear();
      return;
    }
    inner_depth_ = 1;
    first_line_ = line_;
  }

  void end_block() {
    const std::size_t length = line_ - first_line_ + 1;
    const std::string name = function_name();
    const std::size_t limit = name == "handle" ? kMaxHandleLines : kMaxFunctionLines;
    if (!name.empty() && length > limit) {
      findings_.push_back(place(file_, first_line_) + " " + name + " has " + std::to_string(length) + " lines; at most " +
                          std::to_string(limit) + ": give a part of it a name of its own");
    }
    // A member initializer's braces are followed by more of the same function; anything else begins afresh.
    static const std::regex kMemberInitializer(R"(\)[^()]*:[^:].*\w\s*$)");
    if (!std::regex_search(head_, kMemberInitializer)) head_.clear();
  }

  // The word before the first parenthesis; empty for an initializer ("int table[] =").
  std::string function_name() const {
    static const std::regex kName(R"(([~\w]+)\s*\()");
    std::smatch match;
    const auto assigned = head_.find('=');
    const auto parenthesis = head_.find('(');
    if (parenthesis == std::string::npos || (assigned < parenthesis && head_.find("operator") == std::string::npos)) return "";
    return std::regex_search(head_, match, kName) ? match[1].str() : "";
  }

  const SourceFile& file_;
  Findings findings_;
  std::string head_;  // what stands between the last scope, block or statement and here
  std::size_t line_ = 0;
  std::size_t first_line_ = 0;
  int inner_depth_ = 0;  // braces open inside the current block
};

}  // namespace

Findings check_size(const SourceFile& file) {
  Findings findings;
  if (file.lines.size() > kMaxFileLines) {
    findings.push_back(file.path + " has " + std::to_string(file.lines.size()) + " lines; at most " +
                       std::to_string(kMaxFileLines) + ": split it by idea");
  }
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const auto width = columns(file.lines[i]);
    if (width <= kMaxColumns) continue;
    findings.push_back(place(file, i) + " is " + std::to_string(width) + " columns wide; at most " + std::to_string(kMaxColumns));
  }
  return findings;
}

Findings check_functions(const SourceFile& file) { return FunctionFinder(file).run(); }

}  // namespace redial::tidy
