// The rules in docs/CONTRACT.md are made from the contract's own data, so that the page cannot fall behind them.
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "scenarios/engine/contract/rule.hpp"
#include "scenarios/engine/contract/terminal_codes.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::scenarios::contract {
namespace {

const std::string kBegins = "<!-- The rest is made from the rules; do not edit it here. -->\n";
constexpr std::size_t kColumns = 130;

std::string wrapped(const std::string& text, const std::string& first, const std::string& others) {
  std::istringstream words(text);
  std::string page, line = first, word;
  while (words >> word) {
    if (line.size() + 1 + word.size() > kColumns) {
      page += line + "\n";
      line = others;
    }
    line += (line.empty() || line.back() == ' ' ? "" : " ") + word;
  }
  return page + line + "\n";
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "`" : ", `") + std::string(word) + "`";
  return text;
}

std::string entry(const Rule& rule) {
  const std::string head = "**`" + rule.id + "`** " + std::string(to_name(rule.severity)) + "; " + joined(rule.profiles);
  return "- " + head + "\\\n" + wrapped(rule.promise + "\\", "  ", "  ") + wrapped("Source: " + rule.source, "  ", "  ");
}

std::string rules() {
  std::string page = kBegins + "\n# The rules\n";
  for (const Chapter& chapter : chapters()) {
    page += "\n## " + std::string(chapter.title) + "\n\n" + std::string(chapter.about) + "\n\n";
    for (const Rule& rule : chapter.rules) page += entry(rule);
  }
  return page;
}

TEST(ContractPage, IsWhatTheRulesSay) {
  const std::string page = published("docs/CONTRACT.md");
  const std::size_t begins = page.find(kBegins);
  ASSERT_NE(begins, std::string::npos);
  const std::string wanted = page.substr(0, begins) + rules();
  EXPECT_TRUE(updated("docs/CONTRACT.md", wanted) == wanted) << "if the change is meant: REDIAL_UPDATE_GOLDEN=1";
}

TEST(ContractPage, ListsEveryCodeThatEndsAConnection) {
  const std::string page = published("docs/CONTRACT.md");
  for (const TerminalCode& code : terminal_codes()) {
    EXPECT_NE(page.find("| " + std::to_string(code.code) + " |"), std::string::npos) << code.code;
  }
}

}  // namespace
}  // namespace redial::scenarios::contract
