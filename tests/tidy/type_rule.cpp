// Following braces to find which scopes are open where a type's body begins.
#include "tests/tidy/type_rule.hpp"

#include <map>
#include <optional>
#include <regex>
#include <string>
#include <utility>

namespace redial::tidy {
namespace {

struct Definition {
  std::string name;  // "redial::doctor::Case"
  std::size_t line;  // from 0
};

// What stands ahead of a brace opens a scope with a name, or one whose types are nobody else's: then there is none.
std::optional<std::string> scope_of(const std::string& head) {
  static const std::regex kNamespace(R"(\bnamespace\s+([\w:]+)\s*$)"), kExtern(R"(\bextern\b[^()]*$)");
  std::smatch match;
  if (std::regex_search(head, match, kNamespace)) return match[1];
  if (std::regex_search(head, kExtern)) return "";
  return std::nullopt;
}

// The name of the type whose body begins behind `head`, with the arguments of a specialisation.
std::optional<std::string> type_of(const std::string& head) {
  static const std::regex kType(R"(\b(?:struct|class|union|enum)\s+(?:(?:alignas\s*\([^()]*\)|\[\[[^\]]*\]\])\s*)*)"
                                R"((\w+(?:::\w+)*(?:<.*>)?)(?:\s+final)?\s*(?::[^:].*)?$)");
  static const std::regex kEnumClass(R"(\benum\s+(?:class|struct)\b)");
  const std::string plain = std::regex_replace(head, kEnumClass, "enum");
  std::smatch match;
  if (std::regex_search(plain, match, kType)) return match[1];
  return std::nullopt;
}

// Follows the braces of a file; tells every type that others can see.
class TypeFinder {
 public:
  explicit TypeFinder(const SourceFile& file) : file_(file) {}

  std::vector<Definition> run() {
    bool goes_on = false;  // a macro, over the end of its line
    for (line_ = 0; line_ < file_.code.size(); ++line_) {
      const std::string& code = file_.code[line_];
      const bool is_directive = goes_on || code.starts_with('#');
      goes_on = is_directive && code.ends_with('\\');
      if (is_directive) continue;
      for (const char c : code) take(c);
      head_ += ' ';
    }
    return std::move(found_);
  }

 private:
  void take(char c) {
    if (c == '{') open();
    if (c == '}' && !scopes_.empty()) scopes_.pop_back();
    if (c == '{' || c == '}' || c == ';')
      head_.clear();
    else
      head_ += c;
  }

  void open() {
    auto scope = scope_of(head_);
    if (const auto type = scope ? std::nullopt : type_of(head_)) {
      scope = type;
      if (const auto name = path_to(*type)) found_.push_back({*name, line_});
    }
    scopes_.push_back(std::move(scope));
  }

  // Nothing in a scope that others cannot see.
  std::optional<std::string> path_to(const std::string& name) const {
    std::string path;
    for (const auto& scope : scopes_) {
      if (!scope) return std::nullopt;
      if (!scope->empty()) path += *scope + "::";
    }
    return path + name;
  }

  const SourceFile& file_;
  std::vector<Definition> found_;
  std::vector<std::optional<std::string>> scopes_;
  std::string head_;  // what stands between the last brace or statement and here
  std::size_t line_ = 0;
};

}  // namespace

Findings check_types(std::span<const SourceFile> files) {
  struct Place {
    const SourceFile* file;
    std::string text;
  };
  Findings findings;
  std::map<std::string, Place> first;
  for (const SourceFile& file : files) {
    for (const Definition& one : TypeFinder(file).run()) {
      const auto [known, is_new] = first.try_emplace(one.name, Place{&file, place(file, one.line)});
      if (is_new || known->second.file == &file) continue;
      findings.push_back(place(file, one.line) + " defines " + one.name + " again, which " + known->second.text +
                         " defines: give one of them another name, or move it into an anonymous namespace");
    }
  }
  return findings;
}

}  // namespace redial::tidy
