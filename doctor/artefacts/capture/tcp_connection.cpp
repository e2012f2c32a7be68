// See tcp_connection.hpp.
#include "doctor/artefacts/capture/tcp_connection.hpp"

#include <utility>

namespace redial::doctor::capture {

TcpConnection::TcpConnection(const net::Endpoint& client, std::unique_ptr<TcpListener> listener, std::size_t& in_all)
    : client_(client), listener_(std::move(listener)), streams_{TcpStream(in_all), TcpStream(in_all)} {}

bool TcpConnection::is_reuse(const TcpSegment& syn) const {
  return is_over() || !has_syn_ || syn.sequence != first_number_ || syn.from != client_;
}

void TcpConnection::take(const TcpSegment& segment, TimePoint at) {
  at_ = at;
  from_ = segment.from == client_ ? Sender::client : Sender::server;
  if (segment.has(kSyn)) take_syn(segment);
  take_data(segment);
  if (segment.has(kAck) && !segment.has(kRst)) {
    from_ = other(from_);
    stream(from_).acknowledged(segment.acknowledgement, *this);
    from_ = other(from_);
  }
  take_ends(segment);
}

void TcpConnection::take_syn(const TcpSegment& segment) {
  if (!stream(from_).has_begun()) stream(from_).begin(segment.sequence + 1);
  if (from_ == Sender::client && !segment.has(kAck)) {
    if (!has_syn_) first_number_ = segment.sequence;
    has_syn_ = true;
    listener_->asked(at_);
  } else if (from_ == Sender::server && segment.has(kAck) && !std::exchange(has_answer_, true)) {
    listener_->opened(at_);
  }
}

void TcpConnection::take_data(const TcpSegment& segment) {
  if (segment.payload.empty() && segment.missing == 0) return;
  if (segment.has(kRst)) return;  // a reset's payload says why in words; it is no part of the stream
  const std::uint32_t first = segment.sequence + (segment.has(kSyn) ? 1 : 0);
  stream(from_).add(first, segment.payload, segment.missing, *this);
}

void TcpConnection::take_ends(const TcpSegment& segment) {
  if (segment.has(kRst)) {
    if (std::exchange(reset_, true)) return;
    flush(Sender::client);
    flush(Sender::server);
    listener_->ended(segment.from == client_ ? Sender::client : Sender::server, at_, TcpEnd::reset);
    return;
  }
  if (segment.has(kFin)) {
    const auto size = static_cast<std::uint32_t>(segment.payload.size() + segment.missing);
    stream(from_).end_at(segment.sequence + size + (segment.has(kSyn) ? 1 : 0));
  }
  tell_fins();
}

void TcpConnection::tell_fins() {
  for (const Sender side : {Sender::client, Sender::server}) {
    const auto index = static_cast<std::size_t>(side);
    if (stream(side).is_finished() && !std::exchange(has_ended_[index], true)) listener_->ended(side, at_, TcpEnd::fin);
  }
}

void TcpConnection::flush(Sender side) {
  from_ = side;
  stream(side).flush(*this);
}

void TcpConnection::finish(TimePoint at) {
  at_ = at;
  flush(Sender::client);
  flush(Sender::server);
  if (!reset_) tell_fins();
  listener_->over(at);
}

}  // namespace redial::doctor::capture
