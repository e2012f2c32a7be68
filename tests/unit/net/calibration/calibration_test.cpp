// What a calibration tells is about delays that were really there; how large its errors are is the machine's business, and asked
// by a benchmark.
#include "net/calibration/calibration.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "net/await.hpp"
#include "net/calibration/arrivals.hpp"
#include "net/calibration/delay_server.hpp"
#include "net/calibration/known_delay.hpp"
#include "net/clock.hpp"
#include "tests/unit/net/stream_peer.hpp"

namespace redial::net {
namespace {

using std::chrono::milliseconds;
using Errors = Result<std::vector<Duration>>;

constexpr Duration kPatience = std::chrono::seconds(10);

bool none_is_negative(const std::vector<Duration>& errors) {
  return std::ranges::all_of(errors, [](Duration error) { return error >= Duration::zero(); });
}

class Calibrating : public ::testing::Test {
 protected:
  Calibrating() {
    port = server_loop.call([this] {
      server = std::make_unique<DelayServer>(server_loop);
      return server->open().value();
    });
  }
  ~Calibrating() override {
    server_loop.call([this] { server.reset(); });
  }

  Errors trips(const KnownDelay& plan) {
    return await<Errors>(loop, kPatience, [&](auto tell) { return std::make_unique<KnownDelayTrips>(loop, port, plan, tell); })
        .value_or(Error{"nothing was told", "", ""});
  }
  Errors arrivals(unsigned rounds) {
    return await<Errors>(loop, kPatience,
                         [&](auto tell) { return std::make_unique<StampedArrivals>(loop, port, milliseconds(1), rounds, tell); })
        .value_or(Error{"nothing was told", "", ""});
  }

  Loop server_loop, loop;
  std::unique_ptr<DelayServer> server;
  std::uint16_t port = 0;
};

// Asks by hand, and reads the answer as the server wrote it.
DelayAnswer ask(Loop& loop, std::uint16_t port, Duration delay) {
  testing::Inbox<std::string> answers;
  struct Client final : ByteStream::Handler {
    Client(Loop& on, std::uint16_t where, Duration wait, testing::Inbox<std::string>& to) : inbox(to) {
      dial = std::make_unique<TcpDial>(on, "127.0.0.1", where, [this, wait](Result<std::unique_ptr<ByteStream>> opened) {
        stream = std::move(*opened);
        stream->set_handler(this);
        stream->send(delay_request(wait));
      });
    }
    void on_bytes(std::span<const std::uint8_t> bytes) override {
      text.append(bytes.begin(), bytes.end());
      if (text.size() == DelayAnswerBytes{}.size()) inbox.put(text);
    }
    void on_closed(const std::string&) override {}
    testing::Inbox<std::string>& inbox;
    std::string text;
    std::unique_ptr<ByteStream> stream;
    std::unique_ptr<TcpDial> dial;
  };
  auto client = loop.call([&] { return std::make_unique<Client>(loop, port, delay, answers); });
  const std::string text = answers.take();
  loop.call([&] { client.reset(); });
  DelayAnswerBytes bytes{};
  std::copy_n(text.begin(), std::min(text.size(), bytes.size()), bytes.begin());
  return delay_answer(bytes);
}

TEST_F(Calibrating, ServerHoldsAnAnswerBackForAtLeastTheDelay) {
  EXPECT_GE(ask(loop, port, milliseconds(5)).injected(), milliseconds(5));
}

TEST_F(Calibrating, ServerTellsWhenTheDelayWasOverByTheClientsClock) {
  const TimePoint before = now();
  const DelayAnswer answer = ask(loop, port, Duration::zero());
  const TimePoint after = now();
  EXPECT_LE(before, answer.begun);
  EXPECT_LE(answer.begun, answer.over);
  EXPECT_LE(answer.over, after);
}

TEST_F(Calibrating, EveryRoundTripIsCountedAndNoErrorIsNegative) {
  const Errors found = trips({milliseconds(2), 3, 4});
  ASSERT_TRUE(found) << to_text(found.error());
  EXPECT_EQ(found->size(), 12u);
  EXPECT_TRUE(none_is_negative(*found));
}

TEST_F(Calibrating, OfADeadPortIsAnError) {
  server_loop.call([this] { server.reset(); });
  EXPECT_FALSE(trips({milliseconds(2), 3, 4}));
  EXPECT_FALSE(arrivals(4));
}

TEST_F(Calibrating, ArrivalsAreNoEarlierThanTheKernelsTimestamps) {
  const Errors found = arrivals(20);
  ASSERT_TRUE(found) << to_text(found.error());
  EXPECT_LE(found->size(), 20u);  // fewer, or none, where the kernel gives no timestamps
  EXPECT_TRUE(none_is_negative(*found));
}

TEST(Calibration, AsksEveryDelayOftenEnoughForAPercentile) {
  const auto samples = calibrate();
  ASSERT_TRUE(samples) << to_text(samples.error());
  ASSERT_EQ(samples->known_delays.size(), 3u);
  std::size_t all = 0;
  for (const auto& [delay, errors] : samples->known_delays) {
    EXPECT_GE(errors.size(), 20u);
    EXPECT_TRUE(none_is_negative(errors));
    all += errors.size();
  }
  EXPECT_GE(all, 200u);
  EXPECT_TRUE(none_is_negative(samples->arrivals));
}

}  // namespace
}  // namespace redial::net
