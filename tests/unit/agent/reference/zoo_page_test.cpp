// docs/ZOO.md is made from the table of defects, so that the page cannot fall behind it.
#include <gtest/gtest.h>

#include <string>

#include "agent/clients/reference/zoo/zoo.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::agent::reference {
namespace {

constexpr const char* kPage = "docs/ZOO.md";
const std::string kBegins = "<!-- The rest is made from the table of defects; do not edit it here. -->\n";

std::string apis(const DefectInfo& info) {
  std::string text;
  for (const auto profile : info.profiles) text += (text.empty() ? "`" : ", `") + std::string(profile) + "`";
  return text.empty() ? "every API" : text;
}

std::string entry(const DefectInfo& info) {
  return "- **`" + std::string(info.name) + "`** " + apis(info) + "\\\n  " + std::string(info.meaning) +
         "\\\n  Source: " + std::string(info.source) + "\n";
}

std::string defects() {
  std::string page = kBegins + "\n# The defects\n\n";
  for (const DefectInfo& info : all_defects())
    if (!info.is_race) page += entry(info);
  page += "\n# Races\n\n";
  for (const DefectInfo& info : all_defects())
    if (info.is_race) page += entry(info);
  return page;
}

TEST(ZooPage, IsWhatTheTableSays) {
  const std::string page = scenarios::published(kPage);
  const std::size_t begins = page.find(kBegins);
  ASSERT_NE(begins, std::string::npos);
  const std::string wanted = page.substr(0, begins) + defects();
  EXPECT_TRUE(scenarios::updated(kPage, wanted) == wanted) << "if the change is meant: REDIAL_UPDATE_GOLDEN=1";
}

}  // namespace
}  // namespace redial::agent::reference
