// Every writer's output for the sample report, compared byte for byte with a file of expected/.
#include "tests/golden/golden.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "reports/writers/console.hpp"
#include "reports/writers/json.hpp"
#include "reports/writers/junit.hpp"
#include "tests/golden/sample_report.hpp"

namespace redial::reports {
namespace {

std::string console(const Style& style) {
  std::ostringstream out;
  write_console(sample_report(), style, out);
  return out.str();
}

TEST(Golden, ConsoleInAFile) { expect_golden("console.txt", console({.charset = Charset::unicode})); }

TEST(Golden, ConsoleInAsciiOnly) {
  const std::string text = console({.charset = Charset::ascii, .width = 100});
  for (const char c : text) ASSERT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << static_cast<int>(c);
  expect_golden("console-ascii.txt", text);
}

TEST(Golden, ConsoleInColourOnANarrowTerminal) {
  expect_golden("console-colour.txt", console({.colour = true, .charset = Charset::unicode, .live = true, .width = 72}));
}

TEST(Golden, JunitXml) {
  std::ostringstream out;
  write_junit(sample_report(), out);
  expect_golden("junit.xml", out.str());
}

TEST(Golden, RunJson) {
  std::ostringstream out;
  write_json(sample_report(), out);
  expect_golden("run.json", out.str());
}

}  // namespace
}  // namespace redial::reports
