// What became of each attempt, where the order of a record's events does not say it by itself.
#include "doctor/diagnosis/symptoms.hpp"

#include "tests/unit/doctor/diagnosis/story.hpp"

namespace redial::doctor {
namespace {

using testing::ElementsAre;
using End = Attempt::End;

std::vector<End> ends(Story story) {
  std::vector<End> all;
  for (const Attempt& attempt : read_symptoms(story.finish()).attempts) all.push_back(attempt.end);
  return all;
}

TEST(Symptoms, FailureToldBehindTheNextQuestionIsOfTheOneBefore) {
  Story story;
  story.asks_in_vain(0.0, Failure::name_not_resolved).asks(0.05, kToken, 200, R"({"code":200,"server":"im.example.com"})");
  EXPECT_THAT(ends(story), ElementsAre(End::failed, End::passed));
}

TEST(Symptoms, FailureLongAfterTheNextQuestionIsOfThatOne) {
  Story story;
  story.asks_unanswered(0.0).asks_in_vain(5.0, Failure::name_not_resolved, 2.0);
  EXPECT_THAT(ends(story), ElementsAre(End::open, End::failed));
}

}  // namespace
}  // namespace redial::doctor
