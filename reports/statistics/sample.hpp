// The values of one sample in order, each with how often it occurs: what every comparison here works on, so that a histogram of a
// million values costs no more than its bins. Pure; callable from any thread.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace redial::reports::statistics {

struct Weighted {
  double value = 0;
  std::uint64_t times = 0;
};

class Sample {
 public:
  Sample() = default;
  // Values finite and in any order. Not explicit: a list of values is a sample.
  template <class Values>
  requires std::convertible_to<const Values&, std::span<const double>> Sample(const Values& values) : Sample(collected(values)) {}
  // Preconditions: values ascend, each once; none of them occurs zero times.
  explicit Sample(std::vector<Weighted> ascending);

  bool empty() const { return values_.empty(); }
  std::uint64_t count() const { return up_to_.empty() ? 0 : up_to_.back(); }
  // Those that differ, ascending.
  std::span<const Weighted> values() const { return values_; }
  // For each of them, how many of the sample do not exceed it.
  std::span<const std::uint64_t> up_to() const { return up_to_; }
  // By nearest rank (quantile.hpp). Precondition: not empty.
  double quantile(double percent) const;

 private:
  static std::vector<Weighted> collected(std::span<const double> values);

  std::vector<Weighted> values_;
  std::vector<std::uint64_t> up_to_;
};

}  // namespace redial::reports::statistics
