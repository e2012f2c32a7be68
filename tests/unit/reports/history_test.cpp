// Runs are kept and found again, once each, whoever writes at the same time; a file that is no history, or a damaged one, is
// refused.
#include "reports/history/history.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "reports/summarise.hpp"

namespace redial::reports::history {
namespace {

using scenarios::Verdict;
using std::chrono::milliseconds;

class HistoryTest : public testing::Test {
 protected:
  HistoryTest() { std::filesystem::create_directories(folder_); }
  ~HistoryTest() override { std::filesystem::remove_all(folder_); }

  History open() {
    auto history = History::open(file_);
    EXPECT_TRUE(history) << to_text(history.error());
    return std::move(*history);
  }
  std::string error() {
    const auto history = History::open(file_);
    return history ? "" : to_text(history.error());
  }
  void write(const std::string& bytes) { std::ofstream(file_, std::ios::binary) << bytes; }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("redial-history-" + std::to_string(getpid()) + "-" + testing::UnitTest::GetInstance()->current_test_info()->name());
  const std::string file_ = folder_ / "history.db";
};

Report run(unsigned number) {
  Report report;
  report.redial_version = "0.1.0";
  report.redial_commit = "abc";
  report.started_at = "2026-11-22T10:00:" + std::to_string(10 + number) + "Z";
  report.seed = number;
  ScenarioResult& result = report.results.emplace_back();
  result.scenario = "network/reset";
  result.client = {"rongcloud-web", "5.38.0", "web", "node v20", {}, ""};
  result.verdict = Verdict::fail;
  result.checks = {{"kept", "", Verdict::pass, "", "", {}}, {"broken", "", Verdict::fail, "", "", {}}};
  result.trace.emplace_back().sequence = 1;
  result.reconnects = {{"alice", TimePoint{}, milliseconds(100 + number), 1, {{"notice", milliseconds(100 + number)}}}};
  report.summary = summarise(report.results);
  report.latencies = latencies(report.results);
  return report;
}

TEST_F(HistoryTest, KeepsWhatComparisonsNeed) {
  History history = open();
  const auto id = history.add(run(1));
  ASSERT_TRUE(id) << to_text(id.error());
  const auto kept = history.report(*id);
  ASSERT_TRUE(kept && *kept);
  const ScenarioResult& result = (**kept).results.at(0);
  EXPECT_EQ(result.verdict, Verdict::fail);
  ASSERT_EQ(result.checks.size(), 1u);
  EXPECT_EQ(result.checks[0].id, "broken");
  EXPECT_TRUE(result.trace.empty());
  EXPECT_EQ(result.reconnects.at(0).total, milliseconds(101));
}

TEST_F(HistoryTest, ListsRunsFromTheOldestOn) {
  History history = open();
  for (const unsigned number : {3u, 1u, 2u}) ASSERT_TRUE(history.add(run(number)));
  const auto runs = history.runs();
  ASSERT_TRUE(runs);
  ASSERT_EQ(runs->size(), 3u);
  EXPECT_EQ((*runs)[0].started_at, run(1).started_at);
  EXPECT_EQ((*runs)[2].started_at, run(3).started_at);
  EXPECT_EQ((*runs)[0].summary.failed, 1u);
}

TEST_F(HistoryTest, KeepsTheSameRunOnce) {
  History history = open();
  const auto first = history.add(run(1)), again = history.add(run(1));
  ASSERT_TRUE(first && again);
  EXPECT_EQ(*first, *again);
  EXPECT_EQ(history.runs()->size(), 1u);
  EXPECT_EQ(history.trend()->size(), 1u);
}

TEST_F(HistoryTest, TellsHowReconnectingWent) {
  History history = open();
  for (const unsigned number : {1u, 2u}) ASSERT_TRUE(history.add(run(number)));
  const auto trend = history.trend();
  ASSERT_TRUE(trend);
  ASSERT_EQ(trend->size(), 2u);
  EXPECT_EQ((*trend)[1].total.p50, milliseconds(102));
  EXPECT_EQ((*trend)[1].client.name, "rongcloud-web");
}

TEST_F(HistoryTest, LeavesOutOfTheTrendWhatWasNotInRealTime) {
  Report compressed = run(1);
  compressed.time = Time::compressed;
  History history = open();
  ASSERT_TRUE(history.add(compressed));
  EXPECT_TRUE(history.trend()->empty());
}

TEST_F(HistoryTest, HasNoRunThatWasNotAdded) {
  const auto report = open().report(7);
  ASSERT_TRUE(report);
  EXPECT_FALSE(*report);
}

TEST_F(HistoryTest, IsThereAgainWhenItIsOpenedAgain) {
  ASSERT_TRUE(open().add(run(1)));
  EXPECT_EQ(open().runs()->size(), 1u);
}

// Each process makes the file, or finds it being made, and adds its own runs.
TEST_F(HistoryTest, LosesNothingOfTwoProcessesThatWriteAtOnce) {
  constexpr unsigned kEach = 20;
  std::vector<pid_t> children;
  for (unsigned writer = 0; writer < 2; ++writer) {
    const pid_t child = fork();
    if (child == 0) {
      bool all = true;
      for (unsigned i = 0; i < kEach; ++i) {
        auto history = History::open(file_);
        all = all && history && history->add(run(writer * kEach + i)).ok();
      }
      _exit(all ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(open().runs()->size(), 2 * kEach);
  EXPECT_EQ(open().trend()->size(), 2 * kEach);
}

TEST_F(HistoryTest, RefusesAFileThatIsNoDatabase) {
  write("{\"schema_version\": 2}" + std::string(4096, ' '));
  EXPECT_EQ(error(), file_ + ": this is no history of runs; name another file, or move this one away");
}

TEST_F(HistoryTest, RefusesAnotherDatabase) {
  sqlite3* other = nullptr;
  sqlite3_open(file_.c_str(), &other);
  sqlite3_exec(other, "CREATE TABLE song(title TEXT)", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  EXPECT_EQ(error(), file_ + ": this is no history of runs, but another database; name another file");
}

TEST_F(HistoryTest, RefusesOneOfANewerVersion) {
  open();
  sqlite3* newer = nullptr;
  sqlite3_open(file_.c_str(), &newer);
  sqlite3_exec(newer, "PRAGMA user_version = 2", nullptr, nullptr, nullptr);
  sqlite3_close(newer);
  EXPECT_EQ(error(), file_ + ": this history was written by a newer version of redial; use that version, or name another file");
}

TEST_F(HistoryTest, RefusesOneThatWasCutOff) {
  {
    History history = open();
    for (unsigned number = 0; number < 20; ++number) ASSERT_TRUE(history.add(run(number)));
  }
  std::filesystem::resize_file(file_, std::filesystem::file_size(file_) / 2);
  EXPECT_TRUE(error().starts_with(file_ + ": the history is damaged (")) << error();
}

TEST_F(HistoryTest, NamesAFolderThatIsNotThere) {
  const auto history = History::open("/no/such/folder/history.db");
  ASSERT_FALSE(history);
  EXPECT_EQ(
      to_text(history.error()),
      "/no/such/folder/history.db: unable to open database file; check that the folder is there, that it may be written, and "
      "the space left");
}

}  // namespace
}  // namespace redial::reports::history
