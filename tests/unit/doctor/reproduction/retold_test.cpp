// Logins read off what an app was told.
#include "doctor/reproduction/retold.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;

class Told {
 public:
  Told& status(ConnectionStatus status, std::optional<std::int32_t> code = {}) {
    Event& event = add(EventKind::status, code);
    event.status = status;
    return *this;
  }
  Told& result(std::int32_t code) {
    add(EventKind::result, code).name = "connect";
    return *this;
  }
  std::vector<Attempt> attempts() {
    Case incident;
    incident.origin = Origin::console_log;
    incident.sight.app = true;
    incident.trace = events_;
    return symptoms_of(incident).attempts;
  }

 private:
  Event& add(EventKind kind, std::optional<std::int32_t> code) {
    Event event;
    event.sequence = events_.size() + 1;
    event.at = TimePoint(std::chrono::milliseconds(event.sequence));
    event.kind = kind;
    event.lane = trace::Lane::app;
    event.client = "client-1";
    event.code = code;
    events_.push_back(std::move(event));
    return events_.back();
  }
  std::vector<Event> events_;
};

TEST(RetoldTest, CodeOfAResultIsTheStatusThatItStandsFor) {
  const auto attempts =
      Told().status(ConnectionStatus::connecting).status(ConnectionStatus::disconnected, 31029).result(31029).attempts();
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts.front().end, Attempt::End::refused);
  EXPECT_EQ(attempts.front().status, 19);
}

TEST(RetoldTest, CodeBehindALoginIsTheServersDisconnect) {
  const auto attempts = Told()
                            .status(ConnectionStatus::connecting)
                            .status(ConnectionStatus::connected)
                            .status(ConnectionStatus::disconnected, 31010)
                            .attempts();
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts.front().end, Attempt::End::accepted);
  EXPECT_TRUE(attempts.front().over);
  EXPECT_EQ(attempts.front().disconnect, 1);
}

TEST(RetoldTest, ConnectingAgainBehindALoginIsALoss) {
  const auto attempts = Told()
                            .status(ConnectionStatus::connecting)
                            .status(ConnectionStatus::connected)
                            .status(ConnectionStatus::connecting)
                            .status(ConnectionStatus::connected)
                            .attempts();
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_TRUE(attempts.front().lost);
  EXPECT_FALSE(attempts.back().over);
}

TEST(RetoldTest, ResultWithoutAStatusIsARefusalAtOnce) {
  const auto attempts = Told().result(31004).attempts();
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts.front().end, Attempt::End::refused);
}

TEST(RetoldTest, CodeOfNoRefusalLeavesTheAttemptOpen) {
  const auto attempts = Told().status(ConnectionStatus::connecting).result(30010).attempts();
  ASSERT_EQ(attempts.size(), 1U);
  EXPECT_EQ(attempts.front().end, Attempt::End::open);
}

}  // namespace
}  // namespace redial::doctor
