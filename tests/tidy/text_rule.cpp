// The words are put together from halves, so that this file does not contain them.
#include "tests/tidy/text_rule.hpp"

#include <regex>
#include <utility>

namespace redial::tidy {
namespace {

const std::vector<std::pair<std::regex, std::string>>& unwanted_words() {
  static const std::vector<std::pair<std::regex, std::string>> kWords = {
      {std::regex("(^|[^\\w.])/wor"
                  "k(/|\\b)"),
       "names a path of one machine"},
      {std::regex("(^|[^\\w.])/tmp/"
                  "w(/|\\b)"),
       "names a path of one machine"},
      {std::regex("registry\\.npm"
                  "js|npm"
                  "mirror|deb\\.debian"
                  "\\.org"),
       "names a package registry"},
      {std::regex("^\\s*\"resol"
                  "ved\": \"\\w+:"),  // a URL; the folder of a workspace stands there without one
       "says where a package was fetched; leave that to the user's registry"},
  };
  return kWords;
}

}  // namespace

Findings check_opening_comment(const SourceFile& file) {
  if (!file.lines.empty() && file.lines.front().starts_with("// ")) return {};
  return {place(file, 0) + " does not open with a comment that says what the file is"};
}

Findings check_words(const SourceFile& file) {
  Findings findings;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    for (const auto& [word, why] : unwanted_words()) {
      if (std::regex_search(file.lines[i], word)) findings.push_back(place(file, i) + " " + why);
    }
  }
  return findings;
}

}  // namespace redial::tidy
