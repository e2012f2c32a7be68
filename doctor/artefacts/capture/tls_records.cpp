// See tls_records.hpp. A record that comes in one piece is not copied.
#include "doctor/artefacts/capture/tls_records.hpp"

#include <algorithm>

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kHeader = 5;

bool is_header(View header) {
  return header[0] >= 20 && header[0] <= 24 && header[1] == 3 && header[2] <= 4 && be16(header, 3) <= kMaxRecordBody;
}

std::size_t size_of(View header) { return kHeader + be16(header, 3); }

}  // namespace

void TlsRecords::take(View record, Sink& sink) {
  sink.record({.type = record[0], .version = be16(record, 1), .body = record.subspan(kHeader)});
}

void TlsRecords::add(View bytes, Sink& sink) {
  while (!bytes.empty() && !is_broken_) {
    if (skip_ > 0) {
      const std::size_t now = std::min(skip_, bytes.size());
      skip_ -= now;
      bytes = bytes.subspan(now);
      continue;
    }
    if (begun_.empty() && bytes.size() >= kHeader && is_header(bytes) && bytes.size() >= size_of(bytes)) {
      const View whole = bytes.first(size_of(bytes));
      bytes = bytes.subspan(whole.size());
      take(whole, sink);
      continue;
    }
    const std::size_t wanted = begun_.size() < kHeader ? kHeader : size_of(begun_);
    const View more = bytes.first(std::min(wanted - begun_.size(), bytes.size()));
    begun_.insert(begun_.end(), more.begin(), more.end());
    bytes = bytes.subspan(more.size());
    if (begun_.size() < kHeader) continue;
    is_broken_ = !is_header(begun_);
    if (is_broken_ || begun_.size() < size_of(begun_)) continue;
    const wire::Bytes whole = std::move(begun_);
    begun_.clear();
    take(whole, sink);
  }
}

void TlsRecords::lost(std::uint64_t bytes, Sink& sink) {
  const std::size_t rest = begun_.size() >= kHeader ? size_of(begun_) - begun_.size() : skip_;
  if (is_broken_ || bytes > rest) {
    is_broken_ = true;
    return;
  }
  if (!begun_.empty()) sink.record_lost();
  begun_.clear();
  skip_ = rest - static_cast<std::size_t>(bytes);
}

}  // namespace redial::doctor::capture
