// Connections that came to nothing: which are told, and as what.
#include <gmock/gmock.h>

#include "doctor/artefacts/capture/conversation.hpp"
#include "doctor/artefacts/capture/tcp_streams.hpp"
#include "tests/unit/doctor/artefacts/capture/made_capture.hpp"

namespace redial::doctor::capture {
namespace {

using net::capture::ip_packet;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

void syn(MadeCapture& capture, const net::Endpoint& from, const net::Endpoint& to) {
  capture.packet(ip_packet(from, to, {.sequence = 7, .flags = kSyn}));
}
void refuse(MadeCapture& capture, const net::Endpoint& client, const net::Endpoint& server) {
  syn(capture, client, server);
  capture.packet(ip_packet(server, client, {.acknowledgement = 8, .flags = kRst | kAck}));
}
// A navigation that names 127.0.0.1:90.
void navigate(MadeCapture& capture) {
  MadeConnection navigation(capture, end(40'000), end(80));
  navigation.client("GET /navi.js?appId=k-1&token=abcdefgh01234567 HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n");
  navigation.server("HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"server\":\"127.0.0.1:90\"}");
}
std::vector<std::string> failures(const Result<Case>& one) {
  std::vector<std::string> lines;
  if (!one) return {to_text(one.error())};
  for (const trace::Event& event : one->trace)
    if (event.kind == trace::EventKind::navigation_failed || event.kind == trace::EventKind::socket_failed)
      lines.push_back(std::string(event.kind == trace::EventKind::socket_failed ? "chat " : "navigation ") + event.name);
  return lines;
}

TEST(AttemptsTest, RefusedChatServerIsADialThatFailed) {
  MadeCapture capture;
  navigate(capture);
  refuse(capture, end(40'001), end(90));
  const auto one = capture.read();
  ASSERT_TRUE(one);
  EXPECT_THAT(lines_of(*one), testing::Contains("wire   client-1 dial epoch=1 detail=tcp://127.0.0.1:90"));
  EXPECT_THAT(failures(one), ElementsAre("chat refused"));
}

TEST(AttemptsTest, OthersAttemptsAreNotTold) {
  MadeCapture capture;
  navigate(capture);
  refuse(capture, end(40'001), end(91));
  EXPECT_THAT(failures(capture.read()), IsEmpty());
}

TEST(AttemptsTest, WhereNothingWorkedTheyAreTakenForTheClients) {
  MadeCapture capture;
  refuse(capture, end(40'001), end(91));
  EXPECT_THAT(failures(capture.read()), ElementsAre("navigation refused"));
}

TEST(AttemptsTest, SynWithoutAnAnswerTimesOut) {
  MadeCapture capture;
  navigate(capture);
  syn(capture, end(40'001), end(90));
  capture.now += std::chrono::seconds(1);
  syn(capture, end(40'001), end(90));
  EXPECT_THAT(failures(capture.read()), ElementsAre("chat timed-out"));
}

TEST(AttemptsTest, SynAtTheCapturesEndSaysNothing) {
  MadeCapture capture;
  navigate(capture);
  syn(capture, end(40'001), end(90));
  EXPECT_THAT(failures(capture.read()), IsEmpty());
}

TEST(AttemptsTest, EndedAheadOfAnyQuestion) {
  MadeCapture capture;
  navigate(capture);
  MadeConnection reset(capture, end(40'001), end(90)), closed(capture, end(40'002), end(90)),
      unused(capture, end(40'003), end(90)), left(capture, end(40'004), end(90));
  reset.reset(Side::server);
  closed.fin(Side::server);
  left.fin(Side::client);
  capture.now += kOpenedInAdvance;
  unused.fin(Side::server);
  EXPECT_THAT(failures(capture.read()), ElementsAre("chat reset", "chat closed"));
}

TEST(AttemptsTest, RouterSaysUnreachable) {
  MadeCapture capture;
  navigate(capture);
  const auto question = ip_packet(end(40'001), end(90), {.sequence = 7, .flags = kSyn});
  capture.packet(question);
  wire::Bytes complaint{0x45, 0, 0, 0, 0, 0, 0, 0, 64, 1, 0, 0, 10, 0, 0, 1, 127, 0, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0};
  complaint.insert(complaint.end(), question.begin(), question.begin() + 28);
  capture.packet(complaint);
  EXPECT_THAT(failures(capture.read()), ElementsAre("chat unreachable"));
}

TEST(AttemptsTest, NameOfANavigatorThatIsNotResolved) {
  MadeCapture capture;
  wire::Bytes answer{0x45, 0, 0, 0, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 127, 0, 0, 1, 0, 53, 0x9c, 0x40, 0, 0, 0, 0};
  const std::string_view name("\3nav\7example\3com\0\0\1\0\1", 21);
  for (const int byte : {0x12, 0x34, 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0}) answer.push_back(static_cast<std::uint8_t>(byte));
  answer.insert(answer.end(), name.begin(), name.end());
  capture.packet(answer);
  const auto one = capture.read();
  ASSERT_TRUE(one);
  EXPECT_THAT(lines_of(*one).at(0), HasSubstr("detail=https://nav.example.com"));
  EXPECT_THAT(failures(one), ElementsAre("navigation name-not-resolved"));
}

TEST(AttemptsTest, PortsAreUsedAgain) {
  MadeCapture capture;
  navigate(capture);
  refuse(capture, end(40'001), end(90));
  refuse(capture, end(40'001), end(90));
  EXPECT_THAT(failures(capture.read()), ElementsAre("chat refused", "chat refused"));
}

// ---- the table of connections ----
struct Counting : TcpListener {
  explicit Counting(int& live) : live_(live) { ++live_; }
  ~Counting() override { --live_; }
  void asked(TimePoint) override {}
  void opened(TimePoint) override {}
  void data(Sender, TimePoint, View) override {}
  void lost(Sender, TimePoint, std::uint64_t) override {}
  void unreachable(TimePoint) override {}
  void ended(Sender, TimePoint, TcpEnd) override {}
  void over(TimePoint) override {}
  bool is_wanted() const override { return true; }
  int& live_;
};

TEST(TcpStreamsTest, TooManyAtOnceGiveUpTheOldest) {
  int live = 0;
  {
    TcpStreams streams([&](const TcpStart&) { return std::make_unique<Counting>(live); });
    for (std::size_t i = 0; i <= kMaxLiveConnections; ++i) {
      TcpSegment segment{.from = end(static_cast<std::uint16_t>(1 + i % 60'000)),
                         .to = end(90, static_cast<std::uint8_t>(i / 60'000))};
      segment.flags = kSyn;
      streams.take(segment, TimePoint{});
    }
    EXPECT_EQ(streams.given_up(), kMaxLiveConnections / 4);
    EXPECT_EQ(live, static_cast<int>(kMaxLiveConnections - kMaxLiveConnections / 4 + 1));
    EXPECT_EQ(streams.seen(), kMaxLiveConnections + 1);
  }
  EXPECT_EQ(live, 0);
}

}  // namespace
}  // namespace redial::doctor::capture
