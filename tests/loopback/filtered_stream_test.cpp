// The fault filter between two streams, of which the lower one only records what it is told.
#include "mock_server/server/filtered_stream.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/net/inbox.hpp"

namespace redial::mock_server {
namespace {

using fault::ChunkPlan;
using fault::Direction;
using testing::Inbox;
using Texts = std::vector<std::string>;

// What reached it: "send ab", "close", "reset".
class Recorder final : public net::ByteStream {
 public:
  explicit Recorder(Inbox<std::string>& told) : told_(told) {}
  void set_handler(Handler* handler) override { upper = handler; }
  void send(std::span<const std::uint8_t> bytes) override { told_.put("send " + std::string(bytes.begin(), bytes.end())); }
  void close() override { told_.put("close"); }
  void reset() override { told_.put("reset"); }

  Handler* upper = nullptr;

 private:
  Inbox<std::string>& told_;
};

class FilteredStreamTest : public ::testing::Test, protected net::ByteStream::Handler {
 protected:
  FilteredStreamTest() {
    loop.call([this] {
      auto recorder = std::make_unique<Recorder>(sent);
      lower = recorder.get();
      stream = std::make_unique<FilteredStream>(
          loop, std::move(recorder), [this](Direction, std::size_t size) { return plan.value_or(ChunkPlan::pass(size)); });
      stream->set_handler(this);
    });
  }
  ~FilteredStreamTest() override {
    loop.call([this] { stream.reset(); });
  }
  void send(const std::string& text) {
    loop.call([&] { stream->send(net::as_bytes(text)); });
  }
  void receive(const std::string& text) {
    loop.call([&] { lower->upper->on_bytes(net::as_bytes(text)); });
  }
  static Texts take(Inbox<std::string>& inbox, std::size_t count) {
    Texts texts;
    while (texts.size() < count) texts.push_back(inbox.take());
    return texts;
  }

  net::Loop loop;
  Recorder* lower = nullptr;
  std::unique_ptr<FilteredStream> stream;
  std::optional<ChunkPlan> plan;  // of every chunk; passes as it is without
  Inbox<std::string> sent, received;
  bool pauses = false;  // after the next piece

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override {
    received.put(std::string(bytes.begin(), bytes.end()));
    if (pauses) stream->set_handler(nullptr);
  }
  void on_closed(const std::string& why) override { received.put("closed: " + why); }
};

TEST_F(FilteredStreamTest, PiecesAreSentOneByOneAndTheRestIsSwallowed) {
  plan = ChunkPlan{.pieces = {{.size = 1}, {.size = 2}}};
  send("abcde");
  EXPECT_EQ(take(sent, 2), (Texts{"send a", "send bc"}));
}

TEST_F(FilteredStreamTest, NoTwoPiecesAreSentInOneTurnOfTheLoop) {
  plan = ChunkPlan{.pieces = {{.size = 1}, {.size = 1}}};
  loop.call([&] {
    stream->send(net::as_bytes("ab"));
    sent.put("end of turn");
  });
  EXPECT_EQ(take(sent, 3), (Texts{"send a", "end of turn", "send b"}));
}

TEST_F(FilteredStreamTest, FlippedByteArrivesFlipped) {
  plan = ChunkPlan{.pieces = {{.size = 3, .flipped = {1}}}};
  receive("abc");
  EXPECT_EQ(received.take(),
            "a\x9d"
            "c");
}

TEST_F(FilteredStreamTest, PlannedEndComesBehindThePieces) {
  plan = ChunkPlan{.pieces = {{.size = 1}}, .then = ChunkPlan::Then::close};
  send("ab");
  EXPECT_EQ(take(sent, 2), (Texts{"send a", "close"}));
}

TEST_F(FilteredStreamTest, PlannedResetComesBehindThePiecesOfTheOtherDirection) {
  plan = ChunkPlan{.pieces = {{.size = 1}}, .then = ChunkPlan::Then::reset};
  receive("ab");
  EXPECT_EQ(received.take(), "a");
  EXPECT_EQ(sent.take(), "reset");
}

TEST_F(FilteredStreamTest, OwnersEndGoesThroughTheFilterAndMayBeSwallowed) {
  plan = ChunkPlan{};
  loop.call([&] { stream->close(); });
  loop.call([&] { stream->reset(); });
  EXPECT_EQ(sent.take(), "reset");
}

TEST_F(FilteredStreamTest, PeersEndArrivesBehindItsBytes) {
  loop.call([&] {
    lower->upper->on_bytes(net::as_bytes("ab"));
    lower->upper->on_closed("closed by peer");
  });
  EXPECT_EQ(take(received, 2), (Texts{"ab", "closed: closed by peer"}));
}

TEST_F(FilteredStreamTest, PiecesWaitWhileThereIsNoHandler) {
  plan = ChunkPlan{.pieces = {{.size = 1}, {.size = 1}}};
  pauses = true;
  receive("ab");
  EXPECT_EQ(received.take(), "a");
  loop.call([&] {
    EXPECT_TRUE(received.empty());
    pauses = false;
    stream->set_handler(this);
  });
  EXPECT_EQ(received.take(), "b");
}

}  // namespace
}  // namespace redial::mock_server
