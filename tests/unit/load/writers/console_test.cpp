// What people are shown of a bench, while it lasts and afterwards.
#include "load/writers/console.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "load/writers/live.hpp"
#include "tests/unit/load/result/sample_result.hpp"

namespace redial::load {
namespace {

using namespace std::chrono_literals;

std::string console(const BenchResult& result) {
  std::ostringstream out;
  write_console(result, {}, out);
  return out.str();
}

bool shows(const BenchResult& result, const std::string& text) {
  const std::string all = console(result);
  const bool found = all.find(text) != std::string::npos;
  if (!found) ADD_FAILURE() << "no \"" << text << "\" in\n" << all;
  return found;
}

TEST(Console, ShowsHowLongItTookUntilPeopleWereBack) {
  shows(sample_result(), "\nstorm\n");
  shows(sample_result(), "  back      50 % after ");
  shows(sample_result(), ", 100 % never");
}

TEST(Console, ShowsCodesWithTheirMeanings) {
  shows(sample_result(), "31004  the token is no good");
  shows(sample_result(), "failed connects   10    31004");
}

TEST(Console, ShowsWhatItCostTheServer) {
  shows(sample_result(), "91 us of CPU per login");
  shows(sample_result(), "7.9 KiB per session");
}

TEST(Console, ShowsAttemptsAndWaitsBesideWhatIsDeclared) {
  shows(sample_result(), "took 1, ");
  shows(sample_result(), "500 ms to 1.50 s");
}

TEST(Console, ShowsDoubtsLagAndCalibration) {
  shows(sample_result(), "doubt: The machine was busy.");
  shows(sample_result(), "known delay of 50 ms  20         0.020 ms  0.090 ms  0.300 ms  1.0 ms");
  shows(sample_result(), "kernel timestamps     not given");
  shows(sample_result(), "lag                   700        0.060 ms");
  shows(sample_result(), "times may be off by 0.360 ms, 99 times of 100 by less");
}

TEST(Console, SaysThatALagBeyondItsBoundLeavesNothingToTell) {
  BenchResult result = sample_result();
  result.lag->bound = std::chrono::microseconds(50);
  shows(result, "and 0.050 ms is the bound; play it on a machine that is less busy");
}

TEST(Console, SaysThatABenchWasInterrupted) {
  BenchResult result = sample_result();
  result.interrupted = true;
  shows(result, "interrupted: this is what there was");
}

TEST(Console, OfAnEmptyResultThereIsAHeadLineOnly) {
  const std::string text = console({});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
}

TEST(ProgressText, LeavesOutWhatIsNothing) {
  EXPECT_EQ(progress_text({.users = 5, .online = 2}, 0), "online 2/5");
  EXPECT_EQ(
      progress_text({.users = 5, .online = 2, .intended = 4, .connected = 2, .failed = 1, .losses = 3, .messages = 9}, 12.4),
      "online 2/5  connects 2/4 (12/s)  failed 1  lost 3  messages 9");
}

TEST(LiveDisplay, ElsewhereThanOnATerminalPhasesBeginAndEndWithALine) {
  std::ostringstream out;
  LiveDisplay display(2, {}, out);
  display.began({.name = "connect", .within = 1s, .what = ConnectPhase{}}, 0);
  display.stands({.users = 5, .online = 2}, 1s);
  Phase phase;
  phase.users = 5;
  phase.online_after = 5;
  phase.ended = 2s;
  display.ended(phase);
  EXPECT_EQ(out.str(), "[1/2] connect\n[1/2] connect  online 5/5  2.00 s\n");
}

TEST(LiveDisplay, OnATerminalOneLineIsRewritten) {
  std::ostringstream out;
  LiveDisplay display(1, {.live = true, .width = 80}, out);
  display.began({.name = "connect", .within = 1s, .what = ConnectPhase{}}, 0);
  display.stands({.users = 5, .online = 2, .intended = 5, .connected = 2}, 1s);
  EXPECT_EQ(out.str(), "\r\x1b[K[1/1] connect\r\x1b[K[1/1] connect  online 2/5  connects 2/5 (2/s)");
}

}  // namespace
}  // namespace redial::load
