// One TCP connection as both directions of it show: how it opened, what passed, who ended it and how. What the bytes mean is its
// listener's business.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "core/time/time.hpp"
#include "core/wire/message_fields.hpp"
#include "doctor/artefacts/capture/tcp_segment.hpp"
#include "doctor/artefacts/capture/tcp_stream.hpp"

namespace redial::doctor::capture {

using wire::Sender;
constexpr Sender other(Sender side) { return side == Sender::client ? Sender::server : Sender::client; }

enum class TcpEnd : std::uint8_t { fin, reset };

// Is told in the order of the capture.
class TcpListener {
 public:
  virtual ~TcpListener() = default;
  virtual void asked(TimePoint at) = 0;   // a SYN, the first or one more
  virtual void opened(TimePoint at) = 0;  // the SYN was answered
  virtual void data(Sender from, TimePoint at, View bytes) = 0;
  virtual void lost(Sender from, TimePoint at, std::uint64_t bytes) = 0;
  virtual void unreachable(TimePoint at) = 0;                   // a router, or the server's host, said so
  virtual void ended(Sender by, TimePoint at, TcpEnd how) = 0;  // a FIN of each side, or one reset
  // Nothing more follows: it is over, or the capture is.
  virtual void over(TimePoint at) = 0;
  // False: it is nothing to us, and `over` need not be told.
  virtual bool is_wanted() const = 0;
};

class TcpConnection final : TcpStream::Sink {
 public:
  TcpConnection(const net::Endpoint& client, std::unique_ptr<TcpListener> listener, std::size_t& in_all);

  void take(const TcpSegment& segment, TimePoint at);
  void unreachable(TimePoint at) { listener_->unreachable(at); }
  void finish(TimePoint at);  // tells what is still kept, and that it is over

  bool is_wanted() const { return listener_->is_wanted(); }
  bool is_over() const { return reset_ || (streams_[0].is_finished() && streams_[1].is_finished()); }
  // Is this SYN the beginning of another connection between the same ends?
  bool is_reuse(const TcpSegment& syn) const;

 private:
  void stream_data(View bytes) override { listener_->data(from_, at_, bytes); }
  void stream_lost(std::uint64_t bytes) override { listener_->lost(from_, at_, bytes); }
  void take_syn(const TcpSegment& segment);
  void take_data(const TcpSegment& segment);
  void take_ends(const TcpSegment& segment);
  void tell_fins();
  TcpStream& stream(Sender side) { return streams_[static_cast<std::size_t>(side)]; }
  void flush(Sender side);

  net::Endpoint client_;
  std::unique_ptr<TcpListener> listener_;
  std::array<TcpStream, 2> streams_;
  std::array<bool, 2> has_ended_{};
  bool has_syn_ = false, has_answer_ = false, reset_ = false;
  std::uint32_t first_number_ = 0;
  Sender from_ = Sender::client;  // of the segment being taken
  TimePoint at_{};
};

}  // namespace redial::doctor::capture
