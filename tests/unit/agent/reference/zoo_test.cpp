// Every defect shows in its situation, where a healthy client does the right thing; and the table of defects is in order.
#include "agent/clients/reference/zoo/zoo.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <set>

#include "agent/clients/reference/profiles.hpp"
#include "tests/unit/agent/reference/zoo_specimens.hpp"

namespace redial::agent::reference {

void PrintTo(const Specimen& specimen, std::ostream* out) { *out << specimen.defect; }

namespace {

// What the app was told, and what the client did to the network; one line each.
std::vector<std::string> lines_of(const SurroundingsByHand& around) {
  std::vector<std::string> lines = around.did;
  for (const auto& event : around.observed)
    if (event.lane == trace::Lane::app || event.kind == trace::EventKind::navigation_requested)
      lines.push_back(trace::to_text(event, TimePoint{}));
  return lines;
}

std::vector<std::string> matching(std::vector<std::string> lines, std::string_view part) {
  std::erase_if(lines, [&](const std::string& line) { return line.find(part) == std::string::npos; });
  return lines;
}

std::vector<std::string> play(const Specimen& specimen, std::unique_ptr<Defect> defect) {
  SurroundingsByHand around(std::string(specimen.profile), true, std::move(defect));
  specimen.situation(around);
  return lines_of(around);
}

class ZooTest : public testing::TestWithParam<Specimen> {};

TEST_P(ZooTest, ShowsOnlyInTheDefectiveClient) {
  const Specimen& specimen = GetParam();
  const auto healthy = play(specimen, nullptr);
  EXPECT_EQ(matching(healthy, specimen.line).size(), specimen.healthy) << testing::PrintToString(healthy);
  const auto sick = play(specimen, find_defect(specimen.defect)->make());
  EXPECT_EQ(matching(sick, specimen.line).size(), specimen.sick) << testing::PrintToString(sick);
}

std::string name_of(const testing::TestParamInfo<Specimen>& info) {
  std::string name(info.param.defect);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Zoo, ZooTest, testing::ValuesIn(specimens().begin(), specimens().end()), name_of);

TEST(Zoo, EveryDefectHasASituationThatShowsIt) {
  std::set<std::string_view> shown, listed;
  for (const auto& specimen : specimens()) shown.insert(specimen.defect);
  for (const DefectInfo& info : all_defects()) listed.insert(info.name);
  EXPECT_EQ(shown, listed);
  EXPECT_EQ(listed.size(), all_defects().size());  // names are unique
}

TEST(Zoo, EveryDefectSaysWhatIsWrongAndWhereItComesFrom) {
  for (const DefectInfo& info : all_defects()) {
    EXPECT_EQ(find_defect(info.name), &info);
    EXPECT_FALSE(info.meaning.empty()) << info.name;
    EXPECT_TRUE(info.source.starts_with("https://") || info.source.find('#') != std::string_view::npos) << info.name;
  }
  EXPECT_EQ(find_defect("none"), nullptr);
}

TEST(Zoo, ForEverEnds) {
  constexpr int kForEver = 200;
  for (const auto* defect : {"retries-for-ever-on-31004", "dials-after-31004"}) {
    SurroundingsByHand around("web", true, find_defect(defect)->make());
    control::Connect connect;
    connect.token = Token("token@");
    (void)around.client.perform(connect);
    for (int attempt = 0; attempt < kForEver + 50; ++attempt) {
      const auto question = around.question;
      around.client.on_navigation(question, NavigationReply{403, {}});
      while (around.question == question && !around.timers.empty()) around.pass(std::chrono::seconds(1));
    }
    const auto asked = matching(around.did, "ask http://");
    EXPECT_EQ(asked.size(), kForEver + 1) << defect;
  }
}

TEST(Zoo, ADefectOfAnotherApiIsRefused) {
  EXPECT_TRUE(check({"uniapp", "database-opened-twice"}));
  EXPECT_FALSE(check({"web", "database-opened-twice"}));
  EXPECT_FALSE(check({"web", "no-such-defect"}));
}

}  // namespace
}  // namespace redial::agent::reference
