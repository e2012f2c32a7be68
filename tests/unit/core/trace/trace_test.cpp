// Order, limit and sequence numbers of a trace.
#include "core/trace/trace.hpp"

#include <gtest/gtest.h>

#include <string>

namespace redial::trace {
namespace {

using namespace std::chrono_literals;

Event named(std::string name, Duration at = {}) {
  Event event;
  event.at = TimePoint(at);
  event.name = std::move(name);
  return event;
}

std::string names(const std::vector<Event>& events) {
  std::string all;
  for (const Event& event : events) all += event.name;
  return all;
}

TEST(TraceTest, SequenceNumbersCountArrivalsFromOne) {
  Trace trace;
  trace.append(named("a", 2s));
  trace.append(named("b", 1s));
  EXPECT_EQ(trace.in_arrival_order()[0].sequence, 1u);
  EXPECT_EQ(trace.in_arrival_order()[1].sequence, 2u);
}

TEST(TraceTest, TheClockDecidesTheOrder) {
  Trace trace;
  trace.append(named("b", 2s));
  trace.append(named("c", 3s));
  trace.append(named("a", 1s));
  EXPECT_EQ(names(trace.in_time_order()), "abc");
  EXPECT_EQ(names(trace.in_arrival_order()), "bca");
}

TEST(TraceTest, EqualTimesKeepTheOrderOfArrival) {
  Trace trace;
  for (const char c : std::string("abcdef")) trace.append(named(std::string(1, c), 1s));
  EXPECT_EQ(names(trace.in_time_order()), "abcdef");
}

TEST(TraceTest, EventsBeyondTheLimitAreDroppedAndCounted) {
  Trace trace(2);
  for (int i = 0; i < 5; ++i) trace.append(named("x"));
  EXPECT_EQ(trace.in_arrival_order().size(), 2u);
  EXPECT_EQ(trace.dropped(), 3u);
}

TEST(TraceTest, TheDefaultLimitIsReachedAndNotExceeded) {
  Trace trace;
  for (std::size_t i = 0; i <= kMaxEvents; ++i) trace.append({});
  EXPECT_EQ(trace.in_arrival_order().size(), kMaxEvents);
  EXPECT_EQ(trace.dropped(), 1u);
}

}  // namespace
}  // namespace redial::trace
