// Histograms: ranks, digits, bounds, merging, and the form that they are written in.
#include "load/result/histogram.hpp"

#include <gtest/gtest.h>
#include <hdr_histogram.h>
#include <hdr_histogram_log.h>

#include <cstdlib>

#include "core/time/random.hpp"

namespace redial::load {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

Histogram of(std::initializer_list<Duration> samples) {
  Histogram histogram;
  for (const Duration sample : samples) histogram.record(sample);
  return histogram;
}

TEST(Histogram, WithoutSamplesItsPercentilesAreNothing) {
  EXPECT_EQ(Histogram().count(), 0u);
  EXPECT_EQ(Histogram().percentile(50), Duration{});
}

TEST(Histogram, PercentilesAreByNearestRank) {
  const Histogram histogram = of({milliseconds(1), microseconds(2), microseconds(3), microseconds(4)});
  EXPECT_EQ(histogram.percentile(0), microseconds(2));
  EXPECT_EQ(histogram.percentile(50), microseconds(3));
  EXPECT_EQ(histogram.percentile(75), microseconds(4));
  EXPECT_EQ(histogram.percentile(76), milliseconds(1));
  EXPECT_EQ(histogram.percentile(100), milliseconds(1));
}

TEST(Histogram, RoundsToTheNearestMicrosecond) {
  EXPECT_EQ(of({nanoseconds(1'499)}).percentile(100), microseconds(1));
  EXPECT_EQ(of({nanoseconds(1'501)}).percentile(100), microseconds(2));
}

TEST(Histogram, KeepsThreeDigits) {
  Random random(1);
  for (int i = 0; i < 1000; ++i) {
    const Duration sample = microseconds(1 + random.below(3'000'000'000));
    const Duration seen = of({sample}).percentile(50);
    EXPECT_GE(seen, sample);
    EXPECT_LE(static_cast<double>((seen - sample).count()), 1e-3 * static_cast<double>(sample.count()));
  }
}

TEST(Histogram, NegativeSamplesCountAsNoneAtAll) { EXPECT_EQ(of({-milliseconds(3)}).percentile(100), Duration{}); }

TEST(Histogram, SamplesBeyondItsBoundCountAsTheBound) {
  EXPECT_EQ(of({hours(30)}), of({kMaxLatency}));
  EXPECT_GE(of({hours(30)}).percentile(100), kMaxLatency);
}

TEST(Histogram, MergedHalvesAreTheWhole) {
  Histogram whole, odd, even;
  Random random(2);
  for (int i = 0; i < 10'000; ++i) {
    const Duration sample = microseconds(random.below(5'000'000));
    whole.record(sample);
    (i % 2 == 0 ? even : odd).record(sample);
  }
  Histogram other = odd;
  odd.add(even);
  even.add(other);
  EXPECT_EQ(odd, whole);
  EXPECT_EQ(even.encoded(), whole.encoded());
}

TEST(Histogram, ReadsWhatItWrites) {
  Histogram histogram = of({Duration{}, kMaxLatency, microseconds(1)});
  histogram.record(milliseconds(40), 123'456);
  const auto again = Histogram::decoded(histogram.encoded());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, histogram);
  EXPECT_EQ(again->percentile(100), histogram.percentile(100));
}

TEST(Histogram, WithoutSamplesIsWrittenAndReadToo) {
  const auto again = Histogram::decoded(Histogram().encoded());
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, Histogram());
}

// 1c 84 93 14: the cookie of what is compressed, and so the beginning of all of them.
TEST(Histogram, IsWrittenInTheFormThatItsOwnToolsRead) {
  const std::string text = of({milliseconds(1), milliseconds(2)}).encoded();
  EXPECT_TRUE(text.starts_with("HISTFAAAA")) << text;
  hdr_histogram* read = nullptr;
  ASSERT_EQ(hdr_log_decode(&read, const_cast<char*>(text.data()), text.size()), 0);
  EXPECT_EQ(hdr_count_at_value(read, 1000), 1);
  EXPECT_EQ(hdr_count_at_value(read, 2000), 1);
  EXPECT_EQ(read->total_count, 2);
  hdr_close(read);
}

TEST(Histogram, RefusesOneWithOtherBounds) {
  hdr_histogram* other = nullptr;
  ASSERT_EQ(hdr_init(1, 1'000'000, 2, &other), 0);
  hdr_record_value(other, 1000);
  char* text = nullptr;
  ASSERT_EQ(hdr_log_encode(other, &text), 0);
  EXPECT_FALSE(Histogram::decoded(text));
  std::free(text);
  hdr_close(other);
}

TEST(Histogram, RefusesWhatIsNone) {
  const std::string good = of({milliseconds(1), milliseconds(2)}).encoded();
  for (const std::string& text :
       {std::string(), std::string("AAAA"), std::string("no base64"), good.substr(0, good.size() - 4), good + "AAAA"}) {
    EXPECT_FALSE(Histogram::decoded(text)) << text;
  }
}

TEST(Histogram, AnyByteChangedIsRefusedOrAnotherHistogram) {
  const Histogram histogram = of({milliseconds(1), milliseconds(2)});
  const std::string good = histogram.encoded();
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto read = Histogram::decoded(changed);
    EXPECT_TRUE(!read || !(*read == histogram) || changed.ends_with('=')) << i;
  }
}

}  // namespace
}  // namespace redial::load
