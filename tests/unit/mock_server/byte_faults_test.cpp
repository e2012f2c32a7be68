// What each byte fault makes of chunks.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "mock_server/faults/hooks_of.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::ChunkPlan;
using fault::Direction;
using fault::FaultKind;
using fault::FaultSpec;
using Then = ChunkPlan::Then;

class ByteFault {
 public:
  explicit ByteFault(const FaultSpec& spec, std::uint64_t seed = 1) : filter_(hooks_of(spec, seed).bytes) {}

  // The plan for a chunk of that size, and whether the fault had to do with it.
  ChunkPlan operator()(std::size_t size, Direction direction = Direction::to_client, TimePoint now = {}) {
    auto plan = ChunkPlan::pass(size);
    changed = filter_->on_chunk(direction, plan, now);
    return plan;
  }
  ChunkPlan then(ChunkPlan plan, TimePoint now = {}) {
    changed = filter_->on_chunk(Direction::to_client, plan, now);
    return plan;
  }
  bool changed = false;

 private:
  std::unique_ptr<fault::ByteFilter> filter_;
};

TEST(ByteFaults, LeaveTheOtherDirectionAlone) {
  for (const FaultSpec& spec : {FaultSpec{.kind = FaultKind::blackhole, .direction = Direction::to_client},
                                FaultSpec{.kind = FaultKind::delay, .by = 1s, .direction = Direction::to_client},
                                FaultSpec{.kind = FaultKind::jitter, .by = 1s, .direction = Direction::to_client},
                                FaultSpec{.kind = FaultKind::throttle, .bytes = 1, .direction = Direction::to_client},
                                FaultSpec{.kind = FaultKind::slice, .bytes = 1, .direction = Direction::to_client},
                                FaultSpec{.kind = FaultKind::cut, .bytes = 1, .direction = Direction::to_client},
                                FaultSpec{.kind = FaultKind::corrupt, .bytes = 1, .direction = Direction::to_client}}) {
    ByteFault fault(spec);
    EXPECT_EQ(fault(9, Direction::to_server), ChunkPlan::pass(9)) << describe(spec.kind).name;
    EXPECT_FALSE(fault.changed) << describe(spec.kind).name;
    EXPECT_NE(fault(9, Direction::to_client), ChunkPlan::pass(9)) << describe(spec.kind).name;
    EXPECT_TRUE(fault.changed) << describe(spec.kind).name;
  }
}

TEST(Blackhole, SwallowsBytesAndEndsOfBothDirections) {
  ByteFault fault({.kind = FaultKind::blackhole});
  EXPECT_EQ(fault(9), ChunkPlan{});
  EXPECT_EQ(fault(0, Direction::to_server), ChunkPlan{});
}

TEST(Delay, DelaysEveryPieceAndTheEnd) {
  ByteFault fault({.kind = FaultKind::delay, .by = 20ms});
  EXPECT_EQ(fault(9), (ChunkPlan{{{.size = 9, .after = 20ms}}}));
  EXPECT_EQ(fault(0), (ChunkPlan{{{.size = 0, .after = 20ms}}}));
}

TEST(Jitter, StaysBelowItsBoundAndVaries) {
  ByteFault fault({.kind = FaultKind::jitter, .by = 20ms});
  std::vector<Duration> drawn;
  for (int i = 0; i < 100; ++i) drawn.push_back(fault(1).pieces.at(0).after);
  EXPECT_GE(*std::ranges::min_element(drawn), 0ms);
  EXPECT_LT(*std::ranges::max_element(drawn), 20ms);
  EXPECT_GT(*std::ranges::max_element(drawn), 15ms);
}

TEST(Jitter, RepeatsItselfUnderTheSameSeed) {
  const FaultSpec spec{.kind = FaultKind::jitter, .by = 20ms};
  EXPECT_EQ(ByteFault(spec, 7)(1), ByteFault(spec, 7)(1));
  EXPECT_NE(ByteFault(spec, 7)(1), ByteFault(spec, 8)(1));
}

TEST(Throttle, TricklesALongChunk) {
  ByteFault fault({.kind = FaultKind::throttle, .bytes = 20});
  EXPECT_EQ(fault(5), (ChunkPlan{{{.size = 2, .after = 100ms}, {.size = 2, .after = 200ms}, {.size = 1, .after = 250ms}}}));
}

TEST(Throttle, LaterChunksWaitForTheEarlierOnes) {
  ByteFault fault({.kind = FaultKind::throttle, .bytes = 10});
  fault(1);
  EXPECT_EQ(fault(1, Direction::to_client, TimePoint{40ms}), (ChunkPlan{{{.size = 1, .after = 160ms}}}));
  EXPECT_EQ(fault(1, Direction::to_server), (ChunkPlan{{{.size = 1, .after = 100ms}}})) << "directions share nothing";
  EXPECT_EQ(fault(1, Direction::to_client, TimePoint{1h}), (ChunkPlan{{{.size = 1, .after = 100ms}}}))
      << "idle time is not saved";
}

TEST(Throttle, LeavesAnEndAlone) { EXPECT_EQ(ByteFault({.kind = FaultKind::throttle, .bytes = 1})(0), ChunkPlan::pass(0)); }

TEST(Slice, CutsIntoPiecesOfASize) {
  ByteFault fault({.kind = FaultKind::slice, .bytes = 2});
  EXPECT_EQ(fault(5), (ChunkPlan{{{.size = 2}, {.size = 2}, {.size = 1}}}));
  EXPECT_EQ(fault(2), ChunkPlan::pass(2));
  EXPECT_FALSE(fault.changed);
}

TEST(Slice, KeepsDelaysAndFlippedBytesWhereTheyWere) {
  ByteFault fault({.kind = FaultKind::slice, .bytes = 2});
  EXPECT_EQ(fault.then({{{.size = 4, .after = 1ms, .flipped = {1, 2}}}}),
            (ChunkPlan{{{.size = 2, .after = 1ms, .flipped = {1}}, {.size = 2, .after = 1ms, .flipped = {0}}}}));
}

TEST(Cut, EndsTheConnectionBehindItsLastByte) {
  ByteFault fault({.kind = FaultKind::cut, .bytes = 5});
  EXPECT_EQ(fault(3), ChunkPlan::pass(3));
  EXPECT_FALSE(fault.changed);
  EXPECT_EQ(fault(3), (ChunkPlan{{{.size = 2}}, Then::close}));
  EXPECT_EQ(fault(3), (ChunkPlan{{}, Then::close}));
}

TEST(Cut, DoesNotWaitForTheByteThatMayNotPass) {
  EXPECT_EQ(ByteFault({.kind = FaultKind::cut, .bytes = 3})(3), (ChunkPlan{{{.size = 3}}, Then::close}));
}

TEST(Cut, CountsEachDirectionByItself) {
  ByteFault fault({.kind = FaultKind::cut, .bytes = 5});
  fault(4, Direction::to_client);
  EXPECT_EQ(fault(4, Direction::to_server).then, Then::go_on);
  EXPECT_EQ(fault(1, Direction::to_server).then, Then::close);
}

TEST(Cut, KeepsWholePiecesInFront) {
  ByteFault fault({.kind = FaultKind::cut, .bytes = 3});
  EXPECT_EQ(fault.then({{{.size = 2}, {.size = 2}, {.size = 2}}}), (ChunkPlan{{{.size = 2}, {.size = 1}}, Then::close}));
}

TEST(ResetInFrame, ResetsInTheMiddleOfAChunk) {
  EXPECT_EQ(ByteFault({.kind = FaultKind::reset_in_frame, .bytes = 3})(9), (ChunkPlan{{{.size = 3}}, Then::reset}));
}

TEST(Corrupt, FlipsItsByteOnce) {
  ByteFault fault({.kind = FaultKind::corrupt, .bytes = 5});
  EXPECT_EQ(fault(3), ChunkPlan::pass(3));
  EXPECT_EQ(fault(3), (ChunkPlan{{{.size = 3, .flipped = {1}}}}));
  EXPECT_EQ(fault(9), ChunkPlan::pass(9));
}

TEST(Corrupt, TwoOfThemFlipTwoBytesOfAPiece) {
  ByteFault first({.kind = FaultKind::corrupt, .bytes = 1});
  ByteFault third({.kind = FaultKind::corrupt, .bytes = 3});
  EXPECT_EQ(third.then(first(3)), (ChunkPlan{{{.size = 3, .flipped = {0, 2}}}}));
}

}  // namespace
}  // namespace redial::mock_server
