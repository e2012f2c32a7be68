// Around the C library, whose sources load/hdr has. Its decoder is not used: see encoded_histogram.cpp.
#include "load/result/histogram.hpp"

#include <hdr_histogram.h>
#include <hdr_histogram_log.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>

namespace redial::load {
namespace {

using std::chrono::microseconds;

constexpr std::int64_t kMaxMicroseconds = std::chrono::duration_cast<microseconds>(kMaxLatency).count();

hdr_histogram* made() {
  hdr_histogram* histogram = nullptr;
  if (hdr_init(1, kMaxMicroseconds, kLatencyDigits, &histogram) != 0) throw std::bad_alloc();
  return histogram;
}

std::int64_t in_microseconds(Duration latency) {
  return std::clamp<std::int64_t>(std::chrono::round<microseconds>(latency).count(), 0, kMaxMicroseconds);
}

}  // namespace

void Histogram::Close::operator()(hdr_histogram* histogram) const { hdr_close(histogram); }

Histogram::Histogram() = default;
Histogram::~Histogram() = default;
Histogram::Histogram(Histogram&&) noexcept = default;
Histogram& Histogram::operator=(Histogram&&) noexcept = default;

Histogram::Histogram(const Histogram& other) { add(other); }

Histogram& Histogram::operator=(const Histogram& other) {
  if (this != &other) *this = Histogram(other);
  return *this;
}

hdr_histogram& Histogram::counts() {
  if (!histogram_) histogram_.reset(made());
  return *histogram_;
}

void Histogram::record(Duration latency, std::uint64_t times) {
  if (times > 0) hdr_record_values(&counts(), in_microseconds(latency), static_cast<std::int64_t>(times));
}

void Histogram::add(const Histogram& other) {
  if (other.count() > 0) hdr_add(&counts(), other.histogram_.get());
}

std::uint64_t Histogram::count() const { return histogram_ ? static_cast<std::uint64_t>(histogram_->total_count) : 0; }

Duration Histogram::percentile(double percent) const {
  if (count() == 0) return {};
  const double share = std::clamp(percent, 0.0, 100.0) / 100 * static_cast<double>(count());
  return at_rank(std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(share)), 1, count()));
}

Duration Histogram::at_rank(std::uint64_t rank) const {
  std::uint64_t passed = 0;
  hdr_iter samples;
  hdr_iter_recorded_init(&samples, histogram_.get());
  while (passed < rank && hdr_iter_next(&samples)) passed += static_cast<std::uint64_t>(samples.count);
  return microseconds(samples.highest_equivalent_value);
}

std::vector<Histogram::Bin> Histogram::bins() const {
  std::vector<Bin> bins;
  if (!histogram_) return bins;
  hdr_iter samples;
  hdr_iter_recorded_init(&samples, histogram_.get());
  while (hdr_iter_next(&samples))
    bins.push_back({microseconds(samples.highest_equivalent_value), static_cast<std::uint64_t>(samples.count)});
  return bins;
}

std::string Histogram::encoded() const {
  const std::unique_ptr<hdr_histogram, Close> empty(histogram_ ? nullptr : made());
  char* text = nullptr;
  if (hdr_log_encode(histogram_ ? histogram_.get() : empty.get(), &text) != 0) throw std::bad_alloc();
  const std::unique_ptr<char, decltype(&std::free)> owned(text, &std::free);
  return text;
}

bool operator==(const Histogram& a, const Histogram& b) {
  if (a.count() != b.count()) return false;
  return a.count() == 0 ||
         std::equal(a.histogram_->counts, a.histogram_->counts + a.histogram_->counts_len, b.histogram_->counts);
}

}  // namespace redial::load
