// The table of causes is whole: every cause has its row in its place, and names scenarios that there are.
#include "doctor/diagnosis/cause.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "doctor/diagnosis/tables.hpp"
#include "scenarios/engine/library.hpp"

namespace redial::doctor {
namespace {

TEST(Causes, EachStandsInItsPlaceWithAllThatIsToldOfIt) {
  EXPECT_EQ(all_causes().size(), static_cast<std::size_t>(Cause::time_limit) + 1);
  for (std::size_t i = 0; i < all_causes().size(); ++i) {
    const CauseInfo& info = all_causes()[i];
    EXPECT_EQ(static_cast<std::size_t>(info.cause), i) << info.name;
    EXPECT_EQ(cause_from_name(info.name), info.cause);
    for (const std::string_view text : {info.title, info.to_do, info.confirm, info.source})
      EXPECT_FALSE(text.empty()) << info.name;
  }
}

TEST(Causes, ScenariosThatShowThemAreInTheLibrary) {
  const auto library = scenarios::load(std::string(REDIAL_SOURCE_DIR) + "/scenarios/library", {});
  ASSERT_TRUE(library);
  std::set<std::string> ids;
  for (const scenarios::Scenario& scenario : *library) ids.insert(scenario.template_id);
  for (const CauseInfo& info : all_causes())
    for (const std::string_view scenario : info.scenarios)
      EXPECT_TRUE(ids.contains(std::string(scenario))) << info.name << " names " << scenario;
}

TEST(Causes, EveryDocumentedCodeStandsForOne) {
  for (const int code : {31001, 31002, 31003, 31004, 31005, 31007, 31008, 31009, 31010, 31011, 31020, 31021, 31022,
                         31023, 31024, 31025, 31026, 31027, 31028, 31029, 31030, 33001, 33006, 34001, 34005, 34006})
    EXPECT_FALSE(causes_of_code(code).empty()) << code;
}

}  // namespace
}  // namespace redial::doctor
