// Every counted work stays within its bound. REDIAL_UPDATE_GOLDEN=1 makes what was counted the bounds.
#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "benchmarks/counted_work.hpp"
#include "tests/counts/bounds.hpp"
#include "tests/counts/counting.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::counts {
namespace {

const char* const kFile = "benchmarks/instruction_bounds.json";

std::vector<std::string> counted() {
  std::vector<std::string> names;
  for (const work::CountedWork& work : work::counted_work()) names.emplace_back(work.name);
  return names;
}

Bounds stored() {
  auto bounds = read_bounds(scenarios::published(kFile));
  if (!bounds) ADD_FAILURE() << to_text(bounds.error());
  return bounds ? std::move(*bounds) : Bounds{};
}

// Makes them the bound if that was asked for, and forgets what is counted no more.
Bounds updated(const std::string& work, std::uint64_t instructions) {
  Bounds wanted = stored();
  std::erase_if(wanted.instructions,
                [all = counted()](const auto& one) { return std::ranges::find(all, one.first) == all.end(); });
  wanted.instructions[work] = instructions;
  (void)scenarios::updated(kFile, to_json(wanted));
  return stored();
}

class InstructionCount : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const std::string holds_for = stored().build;
    if (build() != holds_for)
      GTEST_SKIP() << "the bounds hold for \"" << holds_for << "\", and this is \"" << build()
                   << "\": to hold them for it, put it into " << kFile
                   << " and take new ones: REDIAL_UPDATE_GOLDEN=1 ./check counts";
  }
};

TEST_P(InstructionCount, StaysWithinItsBound) {
  const auto instructions = count_instructions(GetParam());
  ASSERT_TRUE(instructions.ok()) << to_text(instructions.error());
  const Bounds bounds = updated(GetParam(), *instructions);
  const auto bound = bounds.instructions.find(GetParam());
  ASSERT_NE(bound, bounds.instructions.end()) << "it has no bound yet: REDIAL_UPDATE_GOLDEN=1 ./check counts";
  const std::string text = to_text(GetParam(), *instructions, bounds);
  const Standing standing = compare(*instructions, bound->second, bounds.margin_percent);
  EXPECT_NE(standing, Standing::above) << text;
  std::cout << (standing == Standing::below ? "note: " : "") << text << '\n';
}

TEST(InstructionCounts, AreTheSameTwice) {
  const auto once = count_instructions("login");
  const auto again = count_instructions("login");
  ASSERT_TRUE(once.ok() && again.ok());
  EXPECT_EQ(*once, *again);
}

INSTANTIATE_TEST_SUITE_P(Of, InstructionCount, testing::ValuesIn(counted()), [](const auto& one) { return one.param; });

TEST(InstructionBounds, BelongToWorkThatIsCounted) {
  for (const auto& [work, instructions] : stored().instructions)
    EXPECT_THAT(counted(), testing::Contains(work)) << "is counted no more: REDIAL_UPDATE_GOLDEN=1 ./check counts";
}

}  // namespace
}  // namespace redial::counts
