// A latency histogram: HdrHistogram over microseconds from 1 µs to 1 h with three digits. It knows no clock and no percentile
// that cannot be had again after merging.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/time/time.hpp"

struct hdr_histogram;

namespace redial::load {

inline constexpr Duration kMaxLatency = std::chrono::hours(1);  // longer ones count as this
inline constexpr int kLatencyDigits = 3;
// Of one histogram's samples; what programs that read JSON as doubles can still tell apart.
inline constexpr std::uint64_t kMaxSamples = std::uint64_t{1} << 53;

// Costs nothing until the first sample; some 190 KB from then on. Not thread-safe.
class Histogram {
 public:
  Histogram();
  ~Histogram();
  Histogram(const Histogram& other);
  Histogram& operator=(const Histogram& other);
  Histogram(Histogram&&) noexcept;
  Histogram& operator=(Histogram&&) noexcept;

  // To the nearest microsecond; negative ones count as none at all.
  void record(Duration latency) { record(latency, 1); }
  void record(Duration latency, std::uint64_t times);

  // As if all of its samples had been recorded here. The order of merging makes no difference.
  void add(const Histogram& other);

  std::uint64_t count() const;

  // By nearest rank, to the histogram's digits: the value that so many percent of the samples do not exceed; the extremes are 0
  // and 100. Zero without samples.
  Duration percentile(double percent) const;
  // Of the samples in order, the one at `rank`. Precondition: 1 <= rank <= count().
  Duration at_rank(std::uint64_t rank) const;

  // The values that occur, ascending, to the histogram's digits, as `at_rank` tells them.
  struct Bin {
    Duration value{};
    std::uint64_t count = 0;
  };
  std::vector<Bin> bins() const;

  // HdrHistogram's V2 form, compressed, as base64: what its own tools read.
  std::string encoded() const;
  // What `encoded` gives, and nothing else. Errors: another form, other bounds, or damage.
  static Result<Histogram> decoded(std::string_view text);

  // Sample by sample, to the histogram's digits.
  friend bool operator==(const Histogram& a, const Histogram& b);

 private:
  struct Close {
    void operator()(hdr_histogram* histogram) const;
  };
  hdr_histogram& counts();

  std::unique_ptr<hdr_histogram, Close> histogram_;  // null: no samples
};

}  // namespace redial::load
