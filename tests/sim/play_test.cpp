// Whole plays in virtual time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/base/fnv.hpp"
#include "scenarios/engine/library.hpp"
#include "tests/sim/playing.hpp"

namespace redial::sim {
namespace {

TEST(Library, All) {
  const auto scenarios = scenarios::load(std::string(REDIAL_SOURCE_DIR) + "/scenarios/library", {});
  ASSERT_TRUE(scenarios);
  for (const auto& scenario : *scenarios)
    for (const std::string profile : {"uniapp", "web"}) {
      if (!scenarios::is_for(scenario.profiles, profile)) continue;
      const auto result = play(scenario, {profile, {}});
      if (const char* only = std::getenv("SHOW"); only && scenario.id == only) std::cout << text_of(result);
      EXPECT_EQ(result.verdict, scenarios::Verdict::pass) << scenario.id << " " << profile << " " << result.reason;
      for (const auto& check : result.checks)
        if (check.verdict != scenarios::Verdict::pass) std::cout << "  " << check.id << " " << check.detail << "\n";
    }
}

}  // namespace
}  // namespace redial::sim
