// Pieces of one direction: in order, when they are due, and how it ends.
#include "mock_server/faults/fault_pipe.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::ChunkPlan;
using What = FaultPipe::Due::What;
using wire::Bytes;

class FaultPipeTest : public testing::Test {
 protected:
  void push(const Bytes& bytes, const ChunkPlan& plan) { pipe.push(bytes, plan, now); }
  void push(const Bytes& bytes) { push(bytes, ChunkPlan::pass(bytes.size())); }
  std::vector<FaultPipe::Due> due() {
    std::vector<FaultPipe::Due> all;
    while (auto one = pipe.take_due(now)) all.push_back(std::move(*one));
    return all;
  }
  using Dues = std::vector<FaultPipe::Due>;

  TimePoint now{1s};
  FaultPipe pipe;
};

TEST_F(FaultPipeTest, WithoutFaultsBytesAreDueAtOnce) {
  push({1, 2, 3});
  EXPECT_EQ(pipe.next_due(), now);
  EXPECT_EQ(due(), (Dues{{What::bytes, {1, 2, 3}}}));
  EXPECT_EQ(pipe.next_due(), std::nullopt);
}

TEST_F(FaultPipeTest, PiecesAreDueOneByOne) {
  push({1, 2, 3}, {{{.size = 1}, {.size = 2, .after = 5ms}}});
  EXPECT_EQ(due(), (Dues{{What::bytes, {1}}}));
  EXPECT_EQ(pipe.next_due(), now + 5ms);
  now += 5ms;
  EXPECT_EQ(due(), (Dues{{What::bytes, {2, 3}}}));
}

TEST_F(FaultPipeTest, LaterChunkDoesNotOvertake) {
  push({1}, {{{.size = 1, .after = 10ms}}});
  push({2});
  EXPECT_EQ(due(), Dues{});
  now += 10ms;
  EXPECT_EQ(due(), (Dues{{What::bytes, {1}}, {What::bytes, {2}}}));
}

TEST_F(FaultPipeTest, WhatAPlanLeavesOutIsSwallowed) {
  push({1, 2, 3}, {{{.size = 1}}});
  push({4});
  EXPECT_EQ(due(), (Dues{{What::bytes, {1}}, {What::bytes, {4}}}));
}

TEST_F(FaultPipeTest, FlippedByteArrivesFlipped) {
  push({0x0f, 0x0f, 0x0f}, {{{.size = 3, .flipped = {0, 2}}}});
  EXPECT_EQ(due(), (Dues{{What::bytes, {0xf0, 0x0f, 0xf0}}}));
}

TEST_F(FaultPipeTest, EndOfTheSenderComesBehindItsBytes) {
  push({1}, {{{.size = 1, .after = 10ms}}});
  push({});
  now += 10ms;
  EXPECT_EQ(due(), (Dues{{What::bytes, {1}}, {What::finished}}));
}

TEST_F(FaultPipeTest, SwallowedEndNeverComes) {
  push({}, {});
  EXPECT_EQ(pipe.next_due(), std::nullopt);
}

TEST_F(FaultPipeTest, CloseAndResetComeBehindThePieces) {
  for (const auto& [then, what] :
       {std::pair(ChunkPlan::Then::close, What::close), std::pair(ChunkPlan::Then::reset, What::reset)}) {
    pipe = FaultPipe();
    push({1, 2}, {{{.size = 1, .after = 10ms}}, then});
    EXPECT_EQ(due(), Dues{});
    now += 10ms;
    EXPECT_EQ(due(), (Dues{{What::bytes, {1}}, {what}}));
  }
}

TEST_F(FaultPipeTest, NothingComesBehindAnEnd) {
  push({}, {{}, ChunkPlan::Then::close});
  push({1});
  push({});
  EXPECT_EQ(due(), (Dues{{What::close}}));
}

TEST_F(FaultPipeTest, KeepsUpToItsLimit) {
  push(Bytes(kMaxDelayedBytes), {{{.size = kMaxDelayedBytes, .after = 1h}}});
  EXPECT_EQ(due(), Dues{});
  push({}, {{}});
  EXPECT_EQ(due(), Dues{});
}

TEST_F(FaultPipeTest, ResetsAtOnceAboveItsLimit) {
  push(Bytes(kMaxDelayedBytes), {{{.size = kMaxDelayedBytes, .after = 1h}}});
  push({1});
  EXPECT_EQ(due(), (Dues{{What::reset}}));
}

TEST_F(FaultPipeTest, WhatWasTakenMakesRoom) {
  push(Bytes(kMaxDelayedBytes));
  due();
  push(Bytes(kMaxDelayedBytes));
  EXPECT_EQ(due().at(0).what, What::bytes);
}

}  // namespace
}  // namespace redial::mock_server
