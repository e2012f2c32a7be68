// Whose bytes are kept.
#include "reports/frames.hpp"

#include <gtest/gtest.h>

namespace redial::reports {
namespace {

bool keeps_frames(scenarios::Verdict verdict) {
  ScenarioResult result;
  result.verdict = verdict;
  result.trace.emplace_back().frame = {"web/3", "d0"};
  forget_needless_frames(result);
  return !result.trace.at(0).frame.bytes.empty();
}

TEST(Frames, OfAPlayThatSimplyPassedAreForgotten) { EXPECT_FALSE(keeps_frames(scenarios::Verdict::pass)); }

TEST(Frames, OfAnyOtherPlayAreKept) {
  for (const auto verdict :
       {scenarios::Verdict::fail, scenarios::Verdict::known, scenarios::Verdict::inconclusive, scenarios::Verdict::warning})
    EXPECT_TRUE(keeps_frames(verdict)) << scenarios::to_name(verdict);
}

}  // namespace
}  // namespace redial::reports
