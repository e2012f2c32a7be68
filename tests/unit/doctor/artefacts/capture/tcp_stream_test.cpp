// One direction put together, whatever order its segments come in.
#include "doctor/artefacts/capture/tcp_stream.hpp"

#include <gmock/gmock.h>

#include <string>

namespace redial::doctor::capture {
namespace {

class TcpStreamTest : public testing::Test, TcpStream::Sink {
 protected:
  void add(std::uint32_t sequence, const std::string& text, std::size_t missing = 0) {
    stream.add(sequence, bytes_of(text), missing, *this);
  }
  void acknowledge(std::uint32_t number, int times) {
    for (int i = 0; i < times; ++i) stream.acknowledged(number, *this);
  }
  void flush() { stream.flush(*this); }

  std::size_t in_all = 0;
  TcpStream stream{in_all};
  std::string seen;  // what came out; "[3]" where three bytes are missing

 private:
  void stream_data(View bytes) override { seen += text_of(bytes); }
  void stream_lost(std::uint64_t bytes) override { seen += "[" + std::to_string(bytes) + "]"; }
};

TEST_F(TcpStreamTest, SegmentsInOrder) {
  stream.begin(100);
  add(100, "abc");
  add(103, "def");
  EXPECT_EQ(seen, "abcdef");
}

TEST_F(TcpStreamTest, OutOfOrderAndTwice) {
  stream.begin(100);
  add(106, "ghi");
  add(103, "def");
  add(103, "def");
  EXPECT_EQ(seen, "");
  add(100, "abc");
  add(100, "abc");
  EXPECT_EQ(seen, "abcdefghi");
  EXPECT_EQ(in_all, 0u);
}

TEST_F(TcpStreamTest, OverlapsAreTakenOnce) {
  stream.begin(100);
  add(100, "abcd");
  add(102, "cdef");
  add(108, "ij");
  add(105, "fghi");
  EXPECT_EQ(seen, "abcdefghij");
}

TEST_F(TcpStreamTest, RetransmissionWithMoreThanBefore) {
  stream.begin(100);
  add(103, "d");
  add(103, "def");
  add(100, "abc");
  EXPECT_EQ(seen, "abcdef");
}

TEST_F(TcpStreamTest, SequenceNumbersWrap) {
  stream.begin(0xffff'fffe);
  add(1, "de");
  add(0xffff'fffe, "abc");
  EXPECT_EQ(seen, "abcde");
}

TEST_F(TcpStreamTest, KeepAliveProbesAreNothing) {
  stream.begin(100);
  add(100, "abc");
  add(102, "c");
  add(102, "");
  EXPECT_EQ(seen, "abc");
}

TEST_F(TcpStreamTest, BytesBelowItsBeginningAreLeftOut) {
  stream.begin(2);
  add(0xffff'fff0, "x");
  add(2, "ab");
  EXPECT_EQ(seen, "ab");
}

TEST_F(TcpStreamTest, WhatTheOtherEndHasAndWeHaveNotIsLost) {
  stream.begin(100);
  add(103, "def");
  acknowledge(106, kReorderedPackets - 1);
  EXPECT_EQ(seen, "");
  acknowledge(106, 1);
  EXPECT_EQ(seen, "[3]def");
}

TEST_F(TcpStreamTest, LostAtTheEndToo) {
  stream.begin(100);
  add(100, "abc");
  acknowledge(110, kReorderedPackets);
  EXPECT_EQ(seen, "abc[7]");
}

TEST_F(TcpStreamTest, TooMuchBehindAHoleGivesItUp) {
  stream.begin(100);
  const std::string piece(64 * 1024, 'x');
  std::uint32_t at = 101;
  for (std::size_t kept = 0; kept <= kMaxPendingBytes; kept += piece.size(), at += static_cast<std::uint32_t>(piece.size())) {
    EXPECT_EQ(seen, "");
    add(at, piece);
  }
  EXPECT_EQ(seen.substr(0, 4), "[1]x");
  EXPECT_EQ(in_all, 0u);
}

TEST_F(TcpStreamTest, TooManyPiecesBehindAHoleGiveItUp) {
  stream.begin(100);
  for (std::uint32_t i = 0; i <= kMaxPendingPieces; ++i) add(101 + 2 * i, "x");
  EXPECT_EQ(seen, "[1]x");
  flush();
  EXPECT_EQ(in_all, 0u);
}

TEST_F(TcpStreamTest, AllStreamsTogetherKeepNoMoreThanTheirLimit) {
  in_all = kMaxPendingInAll;  // others'
  stream.begin(100);
  add(101, "x");
  EXPECT_EQ(seen, "[1]x");
  EXPECT_EQ(in_all, kMaxPendingInAll);
}

TEST_F(TcpStreamTest, SegmentFarFromItsPlaceIsNoPart) {
  stream.begin(100);
  add(100 + kMaxAhead + 1, "x");
  flush();
  EXPECT_EQ(seen, "");
}

TEST_F(TcpStreamTest, CutBySnapLength) {
  stream.begin(100);
  add(100, "abc", 4);
  add(107, "h");
  add(100, "abcdefg");  // whole, too late
  EXPECT_EQ(seen, "abc[4]h");
}

TEST_F(TcpStreamTest, IsFinishedWhenAllAheadOfItsEndHasCome) {
  stream.begin(100);
  stream.end_at(103);
  EXPECT_FALSE(stream.is_finished());
  add(100, "abc");
  EXPECT_TRUE(stream.is_finished());
}

TEST_F(TcpStreamTest, WithoutItsBeginningItBeginsWithWhatComesFirst) {
  add(500, "abc");
  EXPECT_EQ(seen, "abc");
}

}  // namespace
}  // namespace redial::doctor::capture
