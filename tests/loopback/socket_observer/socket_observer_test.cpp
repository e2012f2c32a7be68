// The socket observer in front of a client that knows nothing of it: what it reports, and that the client cannot tell. What the
// client says stands in the report as lines that begin with "-", so that each test reads as a dialogue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <regex>
#include <string>
#include <vector>

namespace redial {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

using Lines = std::vector<std::string>;

// The output of the client in one scene, with the observer in front of libc.
Lines output_of(const std::string& scene, const std::string& variables = "REDIAL_SOCKET_EVENTS=3") {
  const std::string command =
      "exec 3>&1; " + variables + " LD_PRELOAD=" REDIAL_SOCKET_OBSERVER " " REDIAL_SOCKET_CLIENT " " + scene;
  Lines lines;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 256> line{};
  while (std::fgets(line.data(), line.size(), pipe) != nullptr) lines.emplace_back(line.data(), std::strlen(line.data()) - 1);
  EXPECT_EQ(pclose(pipe), 0) << scene;
  return lines;
}

// The same without what differs from run to run: times and ports.
Lines play(const std::string& scene, const std::string& variables = "REDIAL_SOCKET_EVENTS=3") {
  Lines lines = output_of(scene, variables);
  for (std::string& line : lines) {
    line = std::regex_replace(line, std::regex("^[0-9]+ "), "");
    line = std::regex_replace(line, std::regex("(127\\.0\\.0\\.1|\\[::1\\]):[0-9]+"), "$1:PORT");
  }
  return lines;
}

TEST(SocketObserver, BlockingConnectIsOpenWhenItReturns) {
  EXPECT_THAT(play("connect-and-close"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "- connect 0", "closed 1 local", "- close 0"));
}

TEST(SocketObserver, Ipv6AddressStandsInBrackets) {
  const Lines lines = play("connect-v6");
  if (lines.front() == "- has no IPv6") GTEST_SKIP() << "this host has no IPv6";
  EXPECT_THAT(lines, ElementsAre("dial 1 [::1]:PORT", "opened 1"));
}

TEST(SocketObserver, RefusedDialIsToldByItsError) {
  EXPECT_THAT(play("connect-refused"), ElementsAre("dial 1 127.0.0.1:PORT", "failed 1 ECONNREFUSED", "- connect ECONNREFUSED"));
}

class WaitingConnect : public testing::TestWithParam<const char*> {};

TEST_P(WaitingConnect, IsOpenWhenTheWaitEnds) {
  EXPECT_THAT(play(GetParam()),
              ElementsAre("dial 1 127.0.0.1:PORT", "- connect EINPROGRESS", "opened 1", "- wait 1", "- SO_ERROR 0"));
}

INSTANTIATE_TEST_SUITE_P(SocketObserver, WaitingConnect,
                         testing::Values("poll", "ppoll", "select", "pselect", "epoll_wait", "epoll_pwait"),
                         [](const auto& call) { return std::string(call.param); });

TEST(SocketObserver, RefusalOfAWaitingConnectIsToldWhenTheClientHearsOfIt) {
  EXPECT_THAT(play("wait-for-refused"), ElementsAre("dial 1 127.0.0.1:PORT", "- connect EINPROGRESS", "- wait 1",
                                                    "failed 1 ECONNREFUSED", "- SO_ERROR ECONNREFUSED"));
}

TEST(SocketObserver, WriteThatSucceedsShowsAnOpenConnection) {
  EXPECT_THAT(play("write-without-waiting"),
              ElementsAre("dial 1 127.0.0.1:PORT", "- connect EINPROGRESS", "opened 1", "- write 1"));
}

TEST(SocketObserver, ConnectCalledAgainAsksAndIsNoDial) {
  EXPECT_THAT(play("connect-again-and-again"),
              ElementsAre("dial 1 127.0.0.1:PORT", "- connect EINPROGRESS", "opened 1", "- connect 0", "- connect EISCONN"));
}

TEST(SocketObserver, FailureThatNobodyAskedForIsToldAtClose) {
  EXPECT_THAT(play("close-without-asking"),
              ElementsAre("dial 1 127.0.0.1:PORT", "- connect EINPROGRESS", "failed 1 ECONNREFUSED"));
}

TEST(SocketObserver, CloseBeforeTheAnswerGivesUp) {
  EXPECT_THAT(play("close-unanswered"), ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "dial 2 127.0.0.1:PORT",
                                                    "- connect EINPROGRESS", "- write EAGAIN", "given-up 2"));
}

TEST(SocketObserver, OtherSocketsThanTcpAreNotReported) {
  EXPECT_THAT(play("connect-others"), ElementsAre("- datagrams 0", "- unix 0"));
}

TEST(SocketObserver, EndIsThePeersWhenTheClientReadsItAndToldOnce) {
  EXPECT_THAT(play("read-end"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "- read none 0", "closed 1 peer", "- peek 0", "- read 0"));
}

TEST(SocketObserver, EndReadIntoPartsIsThePeers) {
  EXPECT_THAT(play("read-end-in-parts"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "- readv none 0", "closed 1 peer", "- readv 0"));
}

TEST(SocketObserver, ResetIsToldAtTheReadThatHearsOfIt) {
  EXPECT_THAT(play("read-reset"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "closed 1 reset ECONNRESET", "- recv ECONNRESET"));
}

TEST(SocketObserver, ResetIsToldAtTheWriteThatHearsOfIt) {
  EXPECT_THAT(play("write-reset"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "closed 1 reset ECONNRESET", "- send ECONNRESET"));
}

TEST(SocketObserver, ResetIsToldWhenTheClientAsksForTheError) {
  EXPECT_THAT(play("ask-reset"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "closed 1 reset ECONNRESET", "- SO_ERROR ECONNRESET"));
}

TEST(SocketObserver, ResetThatNobodyAskedForIsToldAtClose) {
  EXPECT_THAT(play("close-reset"), ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "closed 1 reset ECONNRESET"));
}

TEST(SocketObserver, EndOfTheSendingHalfIsACloseByTheClient) {
  EXPECT_THAT(play("shut-down-then-read-end"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "closed 1 local", "- shutdown 0", "- read 0"));
}

TEST(SocketObserver, EndOfTheReceivingHalfIsNoClose) {
  EXPECT_THAT(play("shut-down-reading"), ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "- shutdown 0"));
}

TEST(SocketObserver, BytesGoThroughEveryCallUnchanged) {
  EXPECT_THAT(play("move-bytes"), ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "- received 01234567"));
}

TEST(SocketObserver, CallsThatSucceedLeaveErrnoAlone) {
  EXPECT_THAT(play("keep-errno"), ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "closed 1 local", "- errno ENOTTY"));
}

TEST(SocketObserver, TimeIsTheMonotonicClocks) {
  timespec before{};
  timespec after{};
  clock_gettime(CLOCK_MONOTONIC, &before);
  const Lines lines = output_of("connect-refused");
  clock_gettime(CLOCK_MONOTONIC, &after);
  const long long time = std::stoll(lines.at(0));
  const auto nanoseconds = [](const timespec& at) { return at.tv_sec * 1'000'000'000LL + at.tv_nsec; };
  EXPECT_GT(time, nanoseconds(before));
  EXPECT_LT(time, nanoseconds(after));
}

TEST(SocketObserver, NothingIsReportedWithoutTheVariable) {
  EXPECT_THAT(play("connect-and-close", ""), ElementsAre("- connect 0", "- close 0"));
}

TEST(SocketObserver, NothingIsReportedToWhatIsNoDescriptor) {
  for (const std::string value : {"", "three", "3x", "-1", "99"}) {
    EXPECT_THAT(play("connect-and-close", "REDIAL_SOCKET_EVENTS=" + value), ElementsAre("- connect 0", "- close 0")) << value;
  }
}

TEST(SocketObserver, ReportIsHiddenFromProgramsThatTheClientStarts) {
  EXPECT_THAT(play("look-around"), ElementsAre("- variable hidden", "- close-on-exec 1"));
  EXPECT_THAT(play("exec-child"), ElementsAre("- connect 0", "- close 0", "- child 0"));
}

TEST(SocketObserver, ForkedChildIsNotObserved) {
  EXPECT_THAT(play("fork-child"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "- connect 0", "- close 0", "- child 0", "closed 1 local"));
}

TEST(SocketObserver, FileThatTakesTheNumberOfTheReportIsLeftAlone) {
  EXPECT_THAT(play("use-number-of-report"), ElementsAre("- number used again 1", "- connect 0", "- close 0"));
}

TEST(SocketObserver, ReaderThatHasGoneDoesNotEndTheClient) {
  EXPECT_THAT(play("report-to-nobody"), ElementsAre("- connect 0", "- close 0"));
}

TEST(SocketObserver, FullPipeLosesEventsAndTellsHowMany) {
  const Lines lines = play("report-into-full-pipe");
  ASSERT_THAT(
      lines, ElementsAre(StartsWith("- lines taken"), StartsWith("lost "), "dial 101 127.0.0.1:PORT", "failed 101 ECONNREFUSED"));
  const int taken = std::stoi(lines[0].substr(lines[0].rfind(' ')));
  const int lost = std::stoi(lines[1].substr(5));
  EXPECT_GT(lost, 0);
  EXPECT_EQ(taken + lost, 200);
}

TEST(SocketObserver, DialBeyondTheTableIsLost) {
  EXPECT_THAT(play("dial-beyond-table"),
              ElementsAre("dial 1 127.0.0.1:PORT", "opened 1", "- connect 0", "closed 1 local", "- connect 0", "lost 1",
                          "dial 3 127.0.0.1:PORT", "opened 3", "- connect 0", "closed 3 local"));
}

}  // namespace
}  // namespace redial
