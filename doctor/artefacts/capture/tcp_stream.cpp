// See tcp_stream.hpp. Places in the stream are numbers of 64 bits, whose first turn begins at 2^32, so that none is below zero.
#include "doctor/artefacts/capture/tcp_stream.hpp"

#include <algorithm>

namespace redial::doctor::capture {
namespace {

constexpr std::uint64_t kFirstTurn = std::uint64_t{1} << 32;

}  // namespace

void TcpStream::begin(std::uint32_t sequence) {
  has_begun_ = true;
  next_ = kFirstTurn + sequence;
}

std::optional<std::uint64_t> TcpStream::place_of(std::uint32_t sequence) const {
  const auto distance = static_cast<std::int32_t>(sequence - static_cast<std::uint32_t>(next_));
  if (distance > static_cast<std::int32_t>(kMaxAhead) || distance < -static_cast<std::int32_t>(kMaxAhead)) return std::nullopt;
  return next_ + static_cast<std::uint64_t>(static_cast<std::int64_t>(distance));
}

void TcpStream::add(std::uint32_t sequence, View payload, std::size_t missing, Sink& sink) {
  if (!has_begun_) begin(sequence);
  const auto at = place_of(sequence);
  if (!at || payload.size() + missing == 0) return;
  if (*at > next_) {
    keep(*at, payload, missing);
    const bool is_full = kept_ > kMaxPendingBytes || pieces_.size() > kMaxPendingPieces || in_all_ > kMaxPendingInAll;
    if (is_full) give_up_hole(sink);
    return;
  }
  deliver(*at, payload, missing, sink);
  acknowledged_holes_ = 0;
  take_kept(sink);
}

// Precondition: at <= next_. What is known already is left out.
void TcpStream::deliver(std::uint64_t at, View payload, std::size_t missing, Sink& sink) {
  const std::uint64_t end_of_payload = at + payload.size(), end = end_of_payload + missing;
  if (end_of_payload > next_) {
    const View fresh = payload.subspan(static_cast<std::size_t>(next_ - at));
    next_ = end_of_payload;
    sink.stream_data(fresh);
  }
  if (end > next_ && missing > 0) {
    const std::uint64_t lost = end - next_;
    next_ = end;
    sink.stream_lost(lost);
  }
}

void TcpStream::keep(std::uint64_t at, View payload, std::size_t missing) {
  Piece& piece = pieces_[at];
  if (payload.size() <= piece.bytes.size() && !(piece.bytes.empty() && piece.missing == 0)) return;  // sent again
  kept_ += payload.size() - piece.bytes.size();
  in_all_ += payload.size() - piece.bytes.size();
  piece.bytes.assign(payload.begin(), payload.end());
  piece.missing = missing;
}

void TcpStream::take_kept(Sink& sink) {
  while (!pieces_.empty() && pieces_.begin()->first <= next_) {
    const auto node = pieces_.extract(pieces_.begin());
    kept_ -= node.mapped().bytes.size();
    in_all_ -= node.mapped().bytes.size();
    deliver(node.key(), node.mapped().bytes, node.mapped().missing, sink);
  }
}

void TcpStream::give_up_hole(Sink& sink) {
  if (pieces_.empty()) return;
  const std::uint64_t lost = pieces_.begin()->first - next_;
  next_ = pieces_.begin()->first;
  sink.stream_lost(lost);
  take_kept(sink);
}

void TcpStream::end_at(std::uint32_t sequence) {
  if (!has_begun_) begin(sequence);
  if (const auto at = place_of(sequence); at && !end_) end_ = *at;
}

// A capture may show an acknowledgement ahead of what it is about: so some packets more are waited for.
void TcpStream::acknowledged(std::uint32_t number, Sink& sink) {
  if (!has_begun_) return;
  const auto at = place_of(number);
  if (!at || *at <= next_) return;
  if (++acknowledged_holes_ < kReorderedPackets) return;
  acknowledged_holes_ = 0;
  if (!pieces_.empty()) return give_up_hole(sink);
  const std::uint64_t lost = *at - next_ - (end_ && *at > *end_ ? 1 : 0);  // FIN counts as a byte
  next_ += lost;
  if (lost > 0) sink.stream_lost(lost);
}

void TcpStream::flush(Sink& sink) {
  while (!pieces_.empty()) give_up_hole(sink);
}

void TcpStream::forget() {
  in_all_ -= kept_;
  kept_ = 0;
  pieces_.clear();
}

}  // namespace redial::doctor::capture
