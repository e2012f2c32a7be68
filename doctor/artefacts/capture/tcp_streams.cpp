// See tcp_streams.hpp.
#include "doctor/artefacts/capture/tcp_streams.hpp"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace redial::doctor::capture {
namespace {

bool is_below(const net::Endpoint& a, const net::Endpoint& b) {
  const int order = std::memcmp(a.address.data(), b.address.data(), a.address.size());
  return order != 0 ? order < 0 : a.port < b.port;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e37'79b9'7f4a'7c15;
  return hash ^ hash >> 29;
}

std::uint64_t mix(std::uint64_t hash, const net::Endpoint& end) {
  std::uint64_t halves[2];
  std::memcpy(halves, end.address.data(), sizeof halves);
  return mix(mix(mix(hash, halves[0]), halves[1]), end.port);
}

// Of a connection whose SYN is not in the capture: servers have the lower port.
bool is_from_server(const TcpSegment& segment) {
  if (segment.has(kSyn)) return segment.has(kAck);
  return segment.from.port < segment.to.port;
}

}  // namespace

std::size_t TcpStreams::Hash::operator()(const Key& key) const { return mix(mix(0, key.low), key.high); }

TcpStreams::Key TcpStreams::key_of(const net::Endpoint& a, const net::Endpoint& b) {
  return is_below(a, b) ? Key{a, b} : Key{b, a};
}

bool TcpStreams::begins(const TcpSegment& segment, const Entry* known) const {
  const bool is_syn = segment.has(kSyn) && !segment.has(kAck);
  if (known == nullptr) return segment.has(kSyn) || !segment.payload.empty();
  return is_syn && (!known->live || known->live->is_reuse(segment));
}

void TcpStreams::take(const TcpSegment& segment, TimePoint at) {
  const Key key = key_of(segment.from, segment.to);
  auto found = entries_.find(key);
  if (begins(segment, found == entries_.end() ? nullptr : &found->second)) {
    if (found == entries_.end()) {
      make_room(at);
      found = entries_.try_emplace(key).first;
    }
    close(found->second, at);
    open(found->second, segment, at);
  }
  if (found == entries_.end() || !found->second.live) return;
  Entry& entry = found->second;
  entry.live->take(segment, at);
  if (entry.live->is_over() || !entry.live->is_wanted()) close(entry, at);
}

void TcpStreams::open(Entry& entry, const TcpSegment& segment, TimePoint at) {
  const bool is_answer = is_from_server(segment);
  const TcpStart start{.client = is_answer ? segment.to : segment.from,
                       .server = is_answer ? segment.from : segment.to,
                       .at = at,
                       .from_its_beginning = segment.has(kSyn)};
  entry.number = ++seen_;
  entry.live = std::make_unique<TcpConnection>(start.client, listen_(start), pending_);
  ++live_;
}

void TcpStreams::close(Entry& entry, TimePoint at) {
  if (!entry.live) return;
  if (entry.live->is_wanted()) entry.live->finish(at);
  entry.live.reset();
  --live_;
}

void TcpStreams::unreachable(const net::Endpoint& from, const net::Endpoint& to, TimePoint at) {
  const auto found = entries_.find(key_of(from, to));
  if (found != entries_.end() && found->second.live) found->second.live->unreachable(at);
}

void TcpStreams::make_room(TimePoint at) {
  if (live_ >= kMaxLiveConnections) {
    given_up_ += kMaxLiveConnections / 4;
    close_oldest(kMaxLiveConnections / 4, at);
  }
  if (entries_.size() < kMaxKnownConnections) return;
  std::erase_if(entries_, [](const auto& entry) { return !entry.second.live; });
}

void TcpStreams::close_oldest(std::size_t count, TimePoint at) {
  std::vector<Entry*> live;
  for (auto& [key, entry] : entries_)
    if (entry.live) live.push_back(&entry);
  std::ranges::sort(live, {}, &Entry::number);
  for (std::size_t i = 0; i < std::min(count, live.size()); ++i) close(*live[i], at);
}

void TcpStreams::finish(TimePoint at) { close_oldest(entries_.size(), at); }

}  // namespace redial::doctor::capture
