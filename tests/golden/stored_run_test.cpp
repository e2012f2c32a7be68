// What write_json writes is read again as the same report, whole, or as far as text formats show it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "reports/stored/run_reader.hpp"
#include "reports/writers/console.hpp"
#include "reports/writers/json.hpp"
#include "reports/writers/junit.hpp"
#include "tests/golden/sample_report.hpp"

namespace redial::reports {
namespace {

std::string json(const Report& report) {
  std::ostringstream out;
  write_json(report, out);
  return out.str();
}

std::string console(const Report& report) {
  std::ostringstream out;
  write_console(report, {.charset = Charset::unicode}, out);
  return out.str();
}

std::string junit(const Report& report) {
  std::ostringstream out;
  write_junit(report, out);
  return out.str();
}

Report read_again(const Report& report, stored::Extent extent) {
  auto read = stored::read_run(json(report), "run.json", extent);
  EXPECT_TRUE(read) << to_text(read.error());
  return read ? std::move(*read) : Report{};
}

TEST(StoredRun, IsTheReportThatWasWritten) {
  const std::string written = json(sample_report());
  EXPECT_EQ(json(read_again(sample_report(), stored::Extent::everything)), written);
}

TEST(StoredRun, IsTheReportThatWasWrittenEvenIfItIsEmpty) {
  EXPECT_EQ(json(read_again(Report{}, stored::Extent::everything)), json(Report{}));
}

TEST(StoredRun, KeepsEveryKindOfEventAndStatus) {
  Report report;
  trace::Event event;
  std::vector<trace::Event>& trace = report.results.emplace_back().trace;
  for (const trace::KindInfo& kind : trace::all_kinds()) {
    event.kind = kind.kind;
    event.lane = kind.lane;
    trace.push_back(event);
  }
  for (const trace::ConnectionStatus status : trace::all_statuses()) {
    event.status = status;
    trace.push_back(event);
  }
  EXPECT_EQ(read_again(report, stored::Extent::everything).results.at(0).trace, trace);
}

TEST(StoredRun, ReadForItsFindingsShowsTheSameInTextFormats) {
  const Report whole = read_again(sample_report(), stored::Extent::everything);
  const Report findings = read_again(sample_report(), stored::Extent::findings);
  EXPECT_EQ(console(findings), console(whole));
  EXPECT_EQ(junit(findings), junit(whole));
}

TEST(StoredRun, ReadForItsFindingsLeavesTheRestOut) {
  const Report findings = read_again(sample_report(), stored::Extent::findings);
  EXPECT_TRUE(findings.results.at(0).checks.empty());
  EXPECT_TRUE(findings.results.at(0).trace.empty());
}

TEST(StoredRun, IsReadFromItsFile) {
  const auto path = std::filesystem::temp_directory_path() / "redial-stored-run-test.json";
  std::ofstream(path) << json(sample_report());
  const auto read = stored::load_run(path.string());
  std::filesystem::remove(path);
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(json(*read), json(sample_report()));
}

// Wherever the file was cut off: an error that says so, and no report.
TEST(StoredRun, CutOffAnywhereIsNoReport) {
  Report two = sample_report();
  two.results.resize(2);  // with all of them, sanitizers take minutes
  const std::string whole = json(two);
  const std::size_t end = whole.rfind('}');
  for (std::size_t length = 0; length <= end; ++length) {
    const auto read = stored::read_run(std::string_view(whole).substr(0, length), "run.json");
    ASSERT_FALSE(read) << length;
    ASSERT_TRUE(read.error().where.starts_with("run.json")) << read.error().where;
    ASSERT_FALSE(read.error().what.empty());
  }
}

}  // namespace
}  // namespace redial::reports
